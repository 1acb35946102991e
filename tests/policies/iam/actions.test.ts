import assert from "node:assert/strict";
import {
  action,
  exists,
  expand,
  similarName,
  supportsResources,
} from "../../../policies/iam/actions/actions.ts";
import { service } from "../../../policies/iam/actions/serviceReference.ts";
import {
  CREDENTIAL_ACTIONS,
  DATA_ACTIONS,
  USUAL_ON_ALL,
} from "../../../policies/iam/risk/sensitiveActions.ts";

describe("actions of AWS", () => {
  for (const [pattern, verdict] of [
    ["s3:GetObject", "yes"],
    ["S3:getobject", "yes"],
    ["s3:Get*", "yes"],
    ["s3:GetObjects", "no"],
    ["s3:Gett*", "no"],
    ["newservice:Get", "unknown"],
    ["../../package:Get", "unknown"],
    ["GetObject", "unknown"],
    ["*", "unknown"],
  ] as const) {
    it(`exist: ${pattern}: ${verdict}`, () => assert.equal(exists(pattern), verdict));
  }
  it("are spelt as AWS does, with level and kinds of resources", () => {
    const found = action("IAM:passrole");
    assert.equal(found?.name, "iam:PassRole");
    assert.equal(found?.level, "Write");
    assert.deepEqual(
      found?.resourceTypes.map(({ name }) => name),
      ["role"],
    );
    assert.ok(found?.conditionKeys.has("iam:passedtoservice"));
  });
  it("have the most telling of several levels", () => {
    assert.equal(action("iam:PutRolePolicy")?.level, "Permissions management");
    assert.equal(action("ec2:CreateTags")?.level, "Tagging");
  });
  it("expand over the services that a pattern means", () => {
    assert.deepEqual(
      expand("sqs:*MessageBatch")
        .map(({ name }) => name)
        .sort(),
      ["sqs:ChangeMessageVisibilityBatch", "sqs:DeleteMessageBatch", "sqs:SendMessageBatch"]
        .filter((name) => exists(name) === "yes")
        .sort(),
    );
    assert.ok(expand("s3:*").length > 100);
    const names = (pattern: string) => expand(pattern).map(({ name }) => name);
    assert.deepEqual(names("cloudformatio?:DeleteStack"), ["cloudformation:DeleteStack"]);
    assert.deepEqual(names("*tion:deletestack"), ["cloudformation:DeleteStack"]);
    assert.ok(names("k*").includes("kms:Decrypt"));
    assert.ok(!names("k*").includes("s3:GetObject"));
    assert.deepEqual(names("nowhere*:Delete*"), []);
  });
  it("support resources, or only *", () => {
    assert.equal(supportsResources("s3:GetObject"), true);
    assert.equal(supportsResources("s3:ListAllMyBuckets"), false);
    assert.equal(supportsResources("s3:GetObjects"), undefined);
  });
  for (const [wrong, meant] of [
    ["s3:GetObjects", "s3:GetObject"],
    ["dynamodbb:GetItem", "dynamodb:GetItem"],
    ["iam:PasRole", "iam:PassRole"],
    ["s3:Frobnicate", undefined],
    ["nothing", undefined],
  ] as const) {
    it(`${wrong} was meant as ${meant}`, () => assert.equal(similarName(wrong), meant));
  }
  it("aren't found under names that lead out of the data", () => {
    for (const name of ["..", "../services", "__proto__", "constructor", ""]) {
      assert.equal(service(name), undefined);
      assert.equal(exists(`${name}:x`), "unknown");
    }
    assert.equal(exists("s3:constructor"), "no");
  });
});

describe("sensitive actions", () => {
  it("exist, and can be allowed on single resources", () => {
    for (const name of [...CREDENTIAL_ACTIONS, ...DATA_ACTIONS, ...USUAL_ON_ALL]) {
      assert.equal(action(name)?.name, name);
      assert.equal(supportsResources(name), true, name);
    }
  });
});
