import assert from "node:assert/strict";
import { namedSecretProblems } from "../../../model/sections/namedSecrets.ts";

const secure = { secure: "v1:x" };

const REFUSED: Readonly<Record<string, unknown>> = {
  "access:identityCenter.region": { "access:identityCenter": { region: secure } },
  "access:identityCenter.regions[0]": { "access:identityCenter": { regions: [secure] } },
  "access:identityCenter.instanceArn": { "access:identityCenter": { instanceArn: secure } },
  "access:auditTrail.name": { "access:auditTrail": { enabled: true, name: secure } },
  "access:delegatedAdministration.account": {
    "access:delegatedAdministration": { account: secure },
  },
  "access:detection.accessAnalyzer.regions[0]": {
    "access:detection": { accessAnalyzer: { regions: [secure] } },
  },
  "access:detection.config.except[0]": { "access:detection": { config: { except: [secure] } } },
  "access:detection.contacts.accounts[0]": {
    "access:detection": { contacts: { accounts: [secure] } },
  },
  "access:rootGuardrails.targets[0].ou": {
    "access:rootGuardrails": { targets: [{ ou: secure }] },
  },
  "access:rootGuardrails.stage[0].ou": { "access:rootGuardrails": { stage: [{ ou: secure }] } },
};

describe("encrypted values that names are made of", () => {
  for (const [path, config] of Object.entries(REFUSED)) {
    it(`are refused: ${path}`, () => {
      const problems = namedSecretProblems(config as Record<string, unknown>);
      assert.deepEqual(
        problems.map((one) => [one.severity, one.path]),
        [["error", path]],
      );
    });
  }

  it("warn where groups name something, once for each key, with the first of its lines", () => {
    const line = { permissionSet: secure, accounts: [secure, { ou: secure }], except: [secure] };
    const config = {
      "access:groups": {
        a: { members: [secure, secure], access: [line, line] },
        b: { displayName: secure, access: [{ until: secure }, secure] },
        c: secure,
      },
    };
    const a = "access:groups.a";
    assert.deepEqual(
      namedSecretProblems(config).map((one) => [one.severity, one.path]),
      [
        ["warning", `${a}.members[0]`],
        ["warning", `${a}.access[0].permissionSet`],
        ["warning", `${a}.access[0].accounts[0]`],
        ["warning", `${a}.access[0].except[0]`],
        ["warning", "access:groups.b.access[1]"],
        ["warning", "access:groups.c"],
      ],
    );
    assert.deepEqual(
      namedSecretProblems({ "access:groups": secure }).map(({ path }) => path),
      ["access:groups"],
    );
  });

  it("are no others", () => {
    const config = {
      "access:people": { ada: { phone: secure, userName: secure }, grace: secure },
      "access:permissionSets": { a: { name: secure, description: secure } },
      "access:groups": { a: { displayName: secure } },
      "access:alarms": { emails: [secure], emergencyRoles: [secure], logGroup: secure },
      "access:identityCenter": { tags: { team: secure }, portalUrl: secure },
      "aws:assumeRoles": [{ externalId: secure }],
    };
    assert.deepEqual(namedSecretProblems(config), []);
  });
});
