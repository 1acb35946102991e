import assert from "node:assert/strict";
import { detectionSchema } from "../../model/schema/detection.ts";
import {
  accepted,
  assertProblem,
  assertRefused,
  parsed,
  stackFile,
  valid,
  withEntry,
} from "./example.ts";

describe("parseConfiguration", () => {
  it("accepts stack dev without a problem", () => {
    const { config } = stackFile("Pulumi.dev.yaml");
    const access = Object.entries(config).filter(([key]) => key.startsWith("access:"));
    const raw = Object.fromEntries(access.map(([key, value]) => [key.slice(7), value]));
    assert.deepEqual(parsed(raw).problems, []);
  });

  it("applies every default", () => {
    assert.deepEqual(accepted(valid()), {
      identityCenter: { region: "eu-west-1", attributes: {}, regions: [], tags: {} },
      accounts: {},
      people: {
        ada: {
          existing: false,
          userName: "ada",
          aliases: [],
          givenName: "Ada",
          familyName: "Lovelace",
          displayName: "Ada Lovelace",
          email: "ada@example.com",
        },
      },
      permissionSets: {
        administrator: {
          existing: false,
          name: "administrator",
          aliases: [],
          sessionDuration: "PT1H",
          managedPolicies: ["AWSSSOMasterAccountAdministrator"],
          customerManagedPolicies: [],
          tags: {},
        },
      },
      groups: {
        administrators: {
          existing: false,
          displayName: "administrators",
          aliases: [],
          administrators: true,
          members: ["ada"],
          access: [
            { permissionSet: "administrator", accounts: [{ management: true }], except: [] },
          ],
        },
      },
      auditTrail: { enabled: false },
      alarms: {
        enabled: false,
        emails: [],
        without: [],
        emergencyRoles: [],
        emergencyUsers: [],
      },
      detection: detectionSchema.parse({ enabled: false }),
      rootGuardrails: {
        enabled: false,
        targets: [{ all: true }],
        stage: [],
        centralRootAccess: true,
        without: [],
        credentialRoles: [],
        administratorRoles: [],
      },
      limits: { handOver: [] },
      doctor: { exemptions: [] },
      unread: new Set(),
    });
  });

  it("takes lists and maps that YAML leaves empty as empty", () => {
    const raw = valid("identityCenter: { tags: }");
    assert.deepEqual(accepted(raw).identityCenter.tags, {});
    const group = withEntry("groups", "team: { members: , access: }");
    assert.deepEqual(accepted(group).groups.team?.members, []);
  });

  it("fails when a section is misspelt, and says which was meant", () => {
    assertRefused(valid("peple: {}"), "access:peple", 'did you mean "people"?');
  });

  it("fails when a section is unknown, and lists the sections", () => {
    assertRefused(valid("zzz: {}"), "access:zzz", "access:identityCenter", "access:auditTrail");
  });

  it("fails when a section is no group of keys", () => {
    assertRefused(valid("accounts: [a]"), "access:accounts", "is a list", "group of keys");
  });

  it("tells a misspelt key once, though the key that was meant is missing", () => {
    const raw = withEntry("people", "bob: { givenNme: Bob, familyName: Ross }");
    assertRefused(raw, "access:people.bob.givenNme", 'did you mean "givenName"?');
  });

  it("tells every problem at once, each at its own place", () => {
    const { problems } = parsed(
      valid(`
identityCenter: { region: Ireland }
people:
  ada: { givenName: Ada, familyName: Lovelace, email: nope }
  bob: { givenName: Bob }
permissionSets:
  administrator: { managedPolicies: [IAMFullAccess], sessionDuration: 8 hours }
auditTrail: { enabled: 1 }
`),
    );
    assert.deepEqual(
      problems.filter(({ severity }) => severity === "error").map(({ path }) => path),
      [
        "access:identityCenter.region",
        "access:people.ada.email",
        "access:people.bob.familyName",
        "access:permissionSets.administrator.sessionDuration",
        "access:auditTrail.enabled",
      ],
    );
  });

  it("puts keys that would read as something else in brackets", () => {
    const raw = withEntry("people", '"a.b": { givenName: A, familyName: "" }');
    assertRefused(raw, 'access:people["a.b"].familyName', "is empty");
  });

  it("fails when an entry's key has white space at its ends", () => {
    const raw = withEntry("people", '"bob ": { userName: bob, givenName: B, familyName: R }');
    assertRefused(raw, 'access:people["bob "]', "white space");
  });

  it("takes names of JavaScript's own as ordinary keys", () => {
    const raw = withEntry("groups", "team: { members: [constructor] }");
    assertRefused(raw, "access:groups.team.members[0]", '"constructor" is not in access:people');
    const names = ["constructor", "toString", "valueOf", "hasOwnProperty"];
    const person = { givenName: "P", familyName: "R" };
    const people = Object.fromEntries(names.map((name) => [name, person]));
    const parsedPeople = parsed({ ...valid(), people }).configuration.people;
    assert.deepEqual(Object.keys(parsedPeople), names);
  });

  for (const path of [
    "access:people.__proto__",
    "access:groups.team.__proto__",
    "access:identityCenter.tags.__proto__",
    "access:permissionSets.administrator.inlinePolicy.__proto__",
  ]) {
    it(`refuses the key of ${path}, which JavaScript would hide`, () => {
      const [section = "", ...keys] = path.slice("access:".length).split(".");
      const json = keys.reduceRight((inner, key) => `{${JSON.stringify(key)}:${inner}}`, '"x"');
      const { problems } = parsed({ ...valid(), [section]: JSON.parse(json) });
      assertProblem(problems, "error", path, "__proto__", "choose another");
    });
  }

  for (const [title, yaml, path, texts] of [
    ["an id without quotes", "shop: 1", "access:accounts.shop", ['"000000000001"', "quotes"]],
    ["an id of a wrong form", "shop: 12-34", "access:accounts.shop", ['"12-34"', "12 digits"]],
    ["a short name all", 'all: "111111111111"', "access:accounts.all", ["every account"]],
    [
      "an id as short name",
      '"111111111111": "111111111111"',
      "access:accounts.111111111111",
      ["word"],
    ],
  ] as const) {
    it(`fails when accounts hold ${title}`, () => {
      assertRefused(valid(`accounts: { ${yaml} }`), path, ...texts);
    });
  }

  it("reads the audit trail", () => {
    const raw = valid("auditTrail: { enabled: true, name: trail, retentionDays: 365 }");
    const expected = { enabled: true, name: "trail", retentionDays: 365 };
    assert.deepEqual(accepted(raw).auditTrail, expected);
  });

  it("refuses a retention of no days, and one in quotes", () => {
    const path = "access:auditTrail.retentionDays";
    assertRefused(
      valid("auditTrail: { enabled: true, retentionDays: 0 }"),
      path,
      "is 0",
      "at least 1",
    );
    assertRefused(
      valid('auditTrail: { enabled: true, retentionDays: "5" }'),
      path,
      "without quotes",
    );
    const days = 'auditTrail: { enabled: true, logGroup: { retentionDays: "90" } }';
    assertRefused(valid(days), "access:auditTrail.logGroup.retentionDays", "without quotes", "90,");
  });

  it("warns about 3,501 permission sets, a quota that AWS raises on request", () => {
    const sets = Array.from({ length: 3_501 }, (_, index) => [`s${index}`, { existing: true }]);
    const raw = withEntry("permissionSets", JSON.stringify(Object.fromEntries(sets.slice(1))));
    assertProblem(parsed(raw).problems, "warning", "access:permissionSets", "3501", "3500");
    const fewer = withEntry("permissionSets", JSON.stringify(Object.fromEntries(sets.slice(2))));
    assert.ok(parsed(fewer).problems.every(({ path }) => path !== "access:permissionSets"));
  });
});
