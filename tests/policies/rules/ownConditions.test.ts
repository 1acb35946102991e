import assert from "node:assert/strict";
import type { AnalyzedResource } from "../../../commands/analyzer/request.ts";
import { NOT_KNOWN_YET } from "../../../commands/analyzer/request.ts";
import { Pack, resource } from "../stack.ts";

const ESCALATION = "iam-no-privilege-escalation";
const ADMINISTRATOR = "iam-no-administrator-policies";
const ACCOUNT = "arn:aws:iam::123456789012";

function role(arn: unknown = `${ACCOUNT}:role/app`): AnalyzedResource {
  return resource("aws:iam/role:Role", "r", { name: "app" }, { outputs: { arn } });
}
function user(): AnalyzedResource {
  return resource(
    "aws:iam/user:User",
    "u",
    { name: "app" },
    { outputs: { arn: `${ACCOUNT}:user/app` } },
  );
}
function inline(Statement: readonly object[], of: "role" | "user" = "role"): AnalyzedResource {
  const type = of === "role" ? "aws:iam/rolePolicy:RolePolicy" : "aws:iam/userPolicy:UserPolicy";
  const policy = JSON.stringify({ Version: "2012-10-17", Statement });
  return resource(type, "p", { [of]: "app", policy });
}
const allow = (Action: string, Condition?: object) => ({
  Effect: "Allow",
  Action,
  Resource: "*",
  ...(Condition && { Condition }),
});
const deny = (Action: string, Condition: object) => ({
  Effect: "Deny",
  Action,
  Resource: "*",
  Condition,
});
const arn = (operator: string, value: string) => ({ [operator]: { "aws:PrincipalArn": value } });

const M = "mandatory identity p";
const A = "advisory identity p";
type Said = string | undefined;
/** Conditions on who asks: what is said of an Allow under them, and of one beside a Deny under them. */
const table: readonly (readonly [string, object, Said, Said])[] = [
  ["its own ARN", arn("ArnEquals", `${ACCOUNT}:role/app`), M, undefined],
  ["a pattern for it", arn("ArnLike", "arn:aws:iam::*:role/ap*"), M, undefined],
  ["all but another", arn("StringNotEquals", `${ACCOUNT}:role/other`), M, undefined],
  ["another", arn("ArnEquals", `${ACCOUNT}:role/other`), undefined, M],
  ["all but its own", arn("ArnNotLike", "arn:aws:iam::*:role/app"), undefined, M],
  ["a session of a role", { StringEquals: { "aws:PrincipalType": "AssumedRole" } }, M, undefined],
  ["a user", { StringEquals: { "aws:PrincipalType": "User" } }, undefined, M],
  ["no user name", { Null: { "aws:username": "true" } }, M, undefined],
  ["a policy variable", arn("ArnEquals", `arn:aws:iam::\${aws:PrincipalAccount}:role/app`), A, A],
  ["a tag", { StringEquals: { "aws:PrincipalTag/team": "a" } }, A, A],
];

describe("conditions that a role meets always, or never", () => {
  const pack = new Pack();
  before(async () => {
    await pack.start();
  });
  after(async () => await pack.stop());

  const said = async (...resources: readonly AnalyzedResource[]) =>
    (await pack.short(ESCALATION, resources))[0];
  for (const [title, condition, allowed, denied] of table) {
    it(`are told from others: ${title}`, async () => {
      const action = "iam:PutRolePolicy";
      assert.equal(await said(role(), inline([allow(action, condition)])), allowed);
      assert.equal(await said(role(), inline([allow(action), deny(action, condition)])), denied);
    });
  }

  it("aren't taken for met while nobody knows the role's account", async () => {
    const of = (condition: object) => [
      role(NOT_KNOWN_YET),
      inline([allow("iam:PutRolePolicy", condition)]),
    ];
    assert.equal(await said(...of(arn("ArnEquals", `${ACCOUNT}:role/app`))), A);
    assert.equal(await said(...of(arn("ArnEquals", "arn:aws:iam::*:role/app"))), M);
    assert.equal(await said(...of(arn("ArnEquals", `${ACCOUNT}:role/other`))), undefined);
  });
  it("aren't taken for met by a user, whose federated sessions have other ARNs", async () => {
    const statements = [allow("iam:PutUserPolicy", arn("ArnEquals", `${ACCOUNT}:user/app`))];
    assert.equal(await said(user(), inline(statements, "user")), A);
  });
  it("leave an administrator one", async () => {
    const of = (condition: object) => [role(), inline([allow("*", condition)])];
    const own = await pack.short(ADMINISTRATOR, of(arn("ArnEquals", `${ACCOUNT}:role/app`)));
    assert.ok(own.includes("mandatory allows-everything-together r"), own.join(", "));
    const signedIn = of({ Bool: { "aws:MultiFactorAuthPresent": "true" } });
    const [only, ...more] = await pack.short(ADMINISTRATOR, signedIn);
    assert.match(only ?? "", /^advisory allows-everything/);
    assert.deepEqual(more, []);
  });
});
