import assert from "node:assert/strict";
import { assertProblem, resolved, valid } from "../example.ts";

const path = "access:groups.administrators.access";
const deny = (rest: string) =>
  `inlinePolicy: { Version: "2012-10-17", Statement: [{ Effect: Deny, Resource: "*", ${rest} }] }`;
const allow = (rest: string) => deny(rest).replace("Deny", "Allow");
const master = "managedPolicies: [AWSSSOMasterAccountAdministrator]";
const boundary = (name: string) => `permissionsBoundary: { managedPolicy: ${name} }`;

/** What one set, held for good in the management account, makes of the administrators. */
const sets: readonly (readonly [string, "able" | "unable" | "unsure"])[] = [
  [master, "able"],
  ["managedPolicies: [AdministratorAccess]", "able"],
  ["managedPolicies: [arn:aws-us-gov:iam::aws:policy/AdministratorAccess]", "able"],
  ["managedPolicies: [AWSSSOMemberAccountAdministrator]", "able"],
  [allow('Action: "sso:*"'), "able"],
  [allow('Action: ["sso:Create*", "sso:Provision*"]'), "able"],
  [allow('NotAction: "iam:*"'), "able"],
  [`${master}, customerManagedPolicies: [more]`, "able"],
  [`${master}, ${boundary("AdministratorAccess")}`, "able"],
  [
    `managedPolicies: [AdministratorAccess], ${boundary("AWSSSOMasterAccountAdministrator")}`,
    "able",
  ],
  [`${master}, ${deny('Action: "s3:*"')}`, "able"],
  [`${master}, ${deny('NotAction: ["sso:*", "identitystore:*"]')}`, "able"],
  [
    `${master}, ${deny('Action: "*", Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } }')}`,
    "able",
  ],
  ["managedPolicies: [job-function/ViewOnlyAccess]", "unable"],
  ["managedPolicies: [ReadOnlyAccess, SecurityAudit, job-function/Billing]", "unable"],
  ["managedPolicies: [AWSSSOReadOnly]", "unable"],
  [allow('Action: "s3:*"'), "unable"],
  [allow('Action: "sso:CreateAccountAssignment"'), "unable"],
  [allow('NotAction: "sso:*"'), "unable"],
  [`${master}, ${boundary("job-function/ViewOnlyAccess")}`, "unable"],
  [`managedPolicies: [AdministratorAccess], ${boundary("AmazonS3FullAccess")}`, "unable"],
  [`${master}, customerManagedPolicies: [more], ${boundary("ReadOnlyAccess")}`, "unable"],
  [`${master}, ${deny('Action: "*"')}`, "unable"],
  [`managedPolicies: [AdministratorAccess], ${deny('Action: "sso:*"')}`, "unable"],
  [`${master}, ${deny('NotAction: "s3:*"')}`, "unable"],
  [`${master}, ${deny('NotAction: ["iam:*", "identitystore:*"]')}`, "unable"],
  [`customerManagedPolicies: [more], ${deny('Action: "sso:Create*"')}`, "unable"],
  ["customerManagedPolicies: [sso-admin]", "unsure"],
  ["managedPolicies: [ReadOnlyAccess], customerManagedPolicies: [sso-admin]", "unsure"],
  [`${master}, permissionsBoundary: { customerManagedPolicy: limit }`, "unsure"],
  ["existing: true", "unsure"],
];

describe("administrators, by what their permission sets allow", () => {
  for (const [set, expected] of sets) {
    it(`are ${expected} with ${set}`, () => {
      const { problems } = resolved(valid(`permissionSets: { administrator: { ${set} } }`));
      if (expected === "able") return assert.deepEqual(problems, []);
      const severity = expected === "unable" ? "error" : "warning";
      assertProblem(problems, severity, path, "AWSSSOMasterAccountAdministrator");
    });
  }

  const lines = (...given: readonly string[]) =>
    resolved(
      valid(`
permissionSets:
  administrator: { ${master} }
  reader: { managedPolicies: [ReadOnlyAccess] }
  own: { customerManagedPolicies: [more] }
groups:
  administrators: { administrators: true, members: [ada], access: [${given}] }`),
    ).problems;
  const line = (set: string, rest = "accounts: [management]") =>
    `{ permissionSet: ${set}, ${rest} }`;

  it("are refused when the powerful line ends, has ended or lies elsewhere, and the lasting one allows little", () => {
    for (const rest of [
      "accounts: [management], until: 2026-01-01",
      "accounts: [management], until: 2027-01-01",
      "accounts: [all]",
    ]) {
      const errors = lines(line("administrator", rest), line("reader")).filter(
        ({ severity }) => severity === "error",
      );
      assertProblem(errors, "error", path, "access:permissionSets.reader", "for good");
    }
  });

  it("need one able set, whatever the others are", () => {
    assert.deepEqual(lines(line("reader"), line("administrator")), []);
    assert.deepEqual(lines(line("own"), line("administrator")), []);
    assertProblem(lines(line("reader"), line("own")), "warning", path, "made elsewhere");
  });

  it("are judged by nothing that was refused for another reason", () => {
    for (const set of [
      "managedPolicies: [AdministratorAcces]",
      "managedPolicy: [AdministratorAccess]",
      "inlinePolicy: { Version: 2012, Statement: [] }",
      "inlinePolicy: missing.json",
    ]) {
      const raw = valid(`permissionSets: { administrator: { ${set} } }`);
      assert.deepEqual(resolved(raw).problems, [], set);
    }
  });
});
