import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { publishedDocuments } from "../../commands/data/publishedDocuments.ts";
import { evaluate } from "../../policies/iam/evaluation/evaluate.ts";
import { readPolicy } from "../../policies/iam/policy/readPolicy.ts";

const document = (name: string) =>
  readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), "utf8");
const page = document("delegated-administration").split("## Where the states are")[1] ?? "";
const block = (language: string) =>
  new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? "";

const MANAGEMENT = "000000000001";
const DELEGATE = "666666666666";
const STATE = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"];
const bucket = readPolicy(block("json"), "resource");
const set = parse(block("yaml"))["access-administrator"];
const published = publishedDocuments();
const identity = [
  ...set.managedPolicies.map((name: string) => JSON.stringify(published.get(name))),
  JSON.stringify(set.inlinePolicy),
].map((text) => readPolicy(text, "identity"));
const everything = readPolicy(
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
  "identity",
);

/** Whether a session of a role of the delegated administrator's account may act on an object, or a bucket. */
function may(
  name: string,
  resource: string,
  role: string,
  policies = identity,
  resourcePolicy = bucket,
) {
  const caller = {
    kind: "session",
    arn: `arn:aws:sts::${DELEGATE}:assumed-role/${role.split("/").at(-1)}/ada`,
    of: `arn:aws:iam::${DELEGATE}:role/${role}`,
    account: DELEGATE,
  } as const;
  const context = new Map([["aws:principalarn", [caller.of]]]);
  const request = { caller, action: name, resource, owner: MANAGEMENT, context };
  return evaluate({ identity: policies, resource: resourcePolicy }, request);
}

describe("the bucket of the delegated administrator's state", () => {
  const own = "arn:aws:s3:::acme-identity-center-delegated";
  const object = `${own}/.pulumi/stacks/identity-center/delegated.json`;
  const reserved = "aws-reserved/sso.amazonaws.com";
  const role = "AWSReservedSSO_access-administrator_0123456789abcdef";

  it("lets its administrators write the state, wherever Identity Center's home is", () => {
    for (const path of [`${reserved}/eu-west-1`, reserved]) {
      for (const name of STATE) assert.equal(may(name, object, `${path}/${role}`), "yes", name);
      assert.equal(may("s3:ListBucket", own, `${path}/${role}`), "yes");
    }
  });

  it("lets nobody else of that account in, whatever they may do there", () => {
    for (const other of [
      `${reserved}/eu-west-1/AWSReservedSSO_developer_0123456789abcdef`,
      role,
      `elsewhere/${role}`,
    ]) {
      assert.equal(may("s3:GetObject", object, other, [everything]), "no", other);
    }
  });

  it("takes both sides, and gives nothing of the management account's bucket", () => {
    const named = `${reserved}/eu-west-1/${role}`;
    const without = identity.slice(0, -1);
    assert.equal(may("s3:GetObject", object, named, without), "no");
    const theirs = "arn:aws:s3:::acme-identity-center-state/.pulumi/stacks/x.json";
    assert.ok(document("getting-started").includes('"arn:aws:s3:::acme-identity-center-state"'));
    for (const name of STATE) assert.equal(may(name, theirs, named), "no");
    assert.equal(may("s3:PutBucketPolicy", own, named, [everything]), "no");
  });
});
