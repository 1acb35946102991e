import assert from "node:assert/strict";
import { assertProblem, resolved, valid } from "../example.ts";

const path = "access:groups.administrators.access";
const key = "arn:aws:kms:eu-west-1:000000000001:key/01234567-0123-0123-0123-0123456789ab";
const center = (keyArn = key) =>
  `identityCenter: { region: eu-west-1, encryption: { keyArn: "${keyArn}" } }`;
const uses = '["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKeyWithoutPlaintext"]';
const statement = (effect: string, rest: string) => `{ Effect: ${effect}, ${rest} }`;
const own = (...statements: string[]) =>
  `inlinePolicy: { Version: "2012-10-17", Statement: [${statements.join(", ")}] }`;
const sso = statement("Allow", 'Action: "sso:*", Resource: "*"');
const master = "managedPolicies: [AWSSSOMasterAccountAdministrator]";
const through = 'Condition: { StringLike: { "kms:ViaService": "sso.*.amazonaws.com" } }';

describe("administrators of an instance that a key of one's own encrypts", () => {
  for (const [set, warns] of [
    [master, false],
    ["managedPolicies: [AdministratorAccess]", false],
    ["managedPolicies: [AWSSSOMemberAccountAdministrator]", false],
    [own(sso, statement("Allow", `Action: ${uses}, Resource: "${key}", ${through}`)), false],
    [own(sso, statement("Allow", 'Action: "kms:*", Resource: "*"')), false],
    [`${own(sso)}, customerManagedPolicies: [key-use]`, false],
    [`${master}, ${own(statement("Deny", `Action: "kms:*", Resource: "*", ${through}`))}`, false],
    [own(sso), true],
    [`managedPolicies: [ReadOnlyAccess, IAMFullAccess], ${own(sso)}`, true],
    [own(sso, statement("Allow", 'Action: "kms:Decrypt", Resource: "*"')), true],
    [
      own(
        sso,
        statement("Allow", `Action: ${uses}, Resource: "${key.replace("01234567", "11234567")}"`),
      ),
      true,
    ],
    [`${master}, ${own(statement("Deny", 'Action: "kms:Decrypt", Resource: "*"'))}`, true],
  ] as const) {
    it(`${warns ? "are warned" : "have what it takes"} with ${set}`, () => {
      const raw = valid(`${center()}\npermissionSets: { administrator: { ${set} } }`);
      const { problems } = resolved(raw);
      if (!warns) return assert.deepEqual(problems, []);
      assertProblem(problems, "warning", path, key, "kms:Encrypt", "docs/regions-and-keys.md");
    });
  }

  it("are asked for nothing where the key is AWS's", () => {
    assert.deepEqual(
      resolved(valid(`permissionSets: { administrator: { ${own(sso)} } }`)).problems,
      [],
    );
  });

  it("have the key in the management account, where AWS looks for it", () => {
    const elsewhere = key.replace("000000000001", "333333333333");
    assertProblem(
      resolved(valid(center(elsewhere))).problems,
      "error",
      "access:identityCenter.encryption.keyArn",
      "333333333333",
      "the management account 000000000001",
    );
  });
});
