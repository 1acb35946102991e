import assert from "node:assert/strict";
import { parse, stringify } from "yaml";
import { YamlSource } from "../../../model/files/yamlSource.ts";
import { parseEmergency } from "../../../model/parseEmergency.ts";
import { parseStack } from "../../../model/parseStack.ts";
import type { Problem } from "../../../model/problems/problem.ts";
import { alarmNames } from "../../../model/schema/alarms.ts";
import { configRules } from "../../../model/schema/detection.ts";
import { emergencyFileSchema, stackFileSchema } from "../../../model/schema/jsonSchema.ts";
import { guardrails } from "../../../model/schema/rootGuardrails.ts";
import { isObject } from "../../../policies/isObject.ts";
import { assertProblem, type Raw, valid } from "../example.ts";

const emails = "emails: [security@example.com]";
const someone = "{ name: Security, title: Team, email: s@example.com, phone: '1' }";
const butEmergency = alarmNames.filter((one) => one !== "emergency-access").join(", ");
const butBoth = alarmNames.filter((one) => !/^(emerg|admin)/.test(one)).join(", ");

const [everyAlarm, everyRule, everyGuardrail] = [alarmNames, configRules, guardrails].map(
  (all) => `without: [${all.join(", ")}]`,
);

/** A section, the key that has no effect in it, and what is said of it. */
const rows: readonly [yaml: string, key: string, text: string, severity?: "error"][] = [
  ["identityCenter: { identitySource: active-directory }", "identitySource", "regions and mfa"],
  [
    `alarms: { enabled: true, ${emails}, without: [emergency-access], emergencyRoles: [glass] }`,
    "emergencyRoles",
    "leaves out emergency-access",
  ],
  [
    `alarms: { enabled: true, ${emails}, without: [emergency-access], emergencyUsers: [glass] }`,
    "emergencyUsers",
    "leaves out emergency-access",
  ],
  [
    `alarms: { enabled: true, ${emails}, without: [${butEmergency}] }`,
    "without",
    "emergency-access, which needs emergencyRoles or emergencyUsers",
    "error",
  ],
  [
    `{ groups: {}, alarms: { enabled: true, ${emails}, without: [${butBoth}] } }`,
    "without",
    "administrators, which needs a group with administrators: true",
    "error",
  ],
  [
    `alarms: { enabled: true, ${emails}, ${everyAlarm} }`,
    "without",
    "leaves every alarm out; set enabled to false",
    "error",
  ],
  [
    `detection: { enabled: true, config: { enabled: true, ${everyRule} } }`,
    "config.without",
    "leaves every rule out; set enabled to false",
    "error",
  ],
  [
    "detection: { enabled: true, config: { enabled: true, except: [shop-prod] } }",
    "config.except",
    "set organization to true, or remove it",
    "error",
  ],
  [
    `rootGuardrails: { enabled: true, ${everyGuardrail} }`,
    "without",
    "leaves every guardrail out; set enabled to false",
    "error",
  ],
  [
    "detection: { enabled: true, accessAnalyzer: { external: false, regions: [eu-west-1], unused: {} } }",
    "accessAnalyzer.regions",
    "external is false",
  ],
  [
    "detection: { enabled: true, config: { enabled: true, without: [root-mfa], hardwareMfa: true } }",
    "config.hardwareMfa",
    "leaves out root-mfa",
  ],
  [
    "detection: { enabled: true, config: { enabled: true, without: [key-age], maximumKeyAge: 30 } }",
    "config.maximumKeyAge",
    "leaves out key-age",
  ],
  [
    "detection: { enabled: true, contacts: { accounts: [shop-prod] } }",
    "contacts.accounts",
    "add billing, operations, security",
  ],
  ["detection: { enabled: true, accessAnalyzer: { external: false } }", "enabled", "all off"],
  [
    "detection: { enabled: true, trustedAccess: false, accessAnalyzer: { external: false }, config: { enabled: true } }",
    "trustedAccess",
    "need trusted access",
  ],
  [
    "rootGuardrails: { enabled: true, without: [long-term-credentials], credentialRoles: [ci] }",
    "credentialRoles",
    "leaves out long-term-credentials",
  ],
  [
    "rootGuardrails: { enabled: true, without: [trail-changes, identity-source], administratorRoles: [ci] }",
    "administratorRoles",
    "leaves out trail-changes and identity-source",
  ],
  ["rootGuardrails: { enabled: true, targets: [shop-prod, all] }", "targets[0]", "beside all"],
  ["rootGuardrails: { enabled: true, targets: [all, { ou: A }] }", "targets[1]", "beside all"],
  [
    "rootGuardrails: { enabled: true, targets: [{ ou: A/B }, { ou: A }] }",
    "targets[0]",
    "beside ou: A (targets[1])",
  ],
  [
    "rootGuardrails: { enabled: true, targets: [shop-prod, shop-prod] }",
    "targets[1]",
    "beside shop-prod (targets[0])",
  ],
  [
    "rootGuardrails: { enabled: true, stage: [{ ou: A }, { ou: A/B }] }",
    "stage[1]",
    "beside ou: A (stage[0])",
  ],
  ["rootGuardrails: { enabled: true, stage: [all] }", "stage", "name fewer"],
  [
    "rootGuardrails: { enabled: true, targets: [{ ou: A/B }], stage: [{ ou: A }] }",
    "stage",
    "name fewer",
  ],
  ["emergency: { deploymentRole: admin }", "deploymentRole", "accountId"],
  ["emergency: { drilledBy: ada }", "drilledBy", "add the day"],
  // Of the attached policies' own check.
  ["emergency: { roles: { reader: { accounts: [all] } } }", "roles.reader", "allows nothing"],
];

/** What has an effect, or is kept for later. */
const silent = [
  "auditTrail: { enabled: false, retentionDays: 365 }",
  "auditTrail: { enabled: true, logGroup: { retentionDays: 90 } }",
  `alarms: { enabled: false, ${emails}, without: [${butEmergency}] }`,
  `alarms: { enabled: true, ${emails}, without: [${butEmergency}], emergencyUsers: [glass] }`,
  `alarms: { enabled: true, ${emails}, without: [${butBoth}] }`,
  `alarms: { enabled: true, ${emails}, without: [emergency-access] }`,
  "detection: { enabled: false, config: { enabled: true, recorder: create }, contacts: { accounts: [all] } }",
  "detection: { enabled: true, config: { enabled: false, recorder: create, maximumKeyAge: 30 } }",
  "detection: { enabled: true, config: { enabled: false, except: [shop-prod] } }",
  "detection: { enabled: false, config: { enabled: true, except: [shop-prod] } }",
  `detection: { enabled: true, config: { enabled: false, ${everyRule} } }`,
  `detection: { enabled: false, config: { enabled: true, ${everyRule} } }`,
  `alarms: { enabled: false, ${everyAlarm} }`,
  `rootGuardrails: { enabled: false, ${everyGuardrail} }`,
  "detection: { enabled: true, config: { enabled: true, without: [root-mfa] } }",
  "detection: { enabled: true, accessAnalyzer: { external: false, unused: {} }, trustedAccess: false }",
  `detection: { enabled: true, accessAnalyzer: { external: false }, contacts: { security: ${someone}, accounts: [all] } }`,
  "rootGuardrails: { enabled: false, without: [long-term-credentials], credentialRoles: [ci], stage: [all] }",
  "rootGuardrails: { enabled: true, without: [trail-changes], administratorRoles: [ci] }",
  "rootGuardrails: { enabled: true, targets: [{ ou: A }, { ou: AB }, shop-prod], stage: [shop-prod] }",
  "identityCenter: { identitySource: identity-provider, mfa: { mode: identity-provider, attestedOn: 2026-11-01, attestedBy: ada } }",
  "emergency: { accountId: '111111111111', deploymentRole: admin, drilledOn: 2026-11-01, drilledBy: ada }",
  "emergency: { roles: { reader: { accounts: [all], managedPolicies: [ReadOnlyAccess] } } }",
];

/** Keys that no other setting makes meaningless, and why. */
const always: Readonly<Record<string, string>> = {
  "auditTrail.enabled": "the switch",
  "auditTrail.name": "of the trail",
  "auditTrail.retentionDays": "of the bucket, which every trail has",
  "auditTrail.logGroup.retentionDays": "of the log group, which keeps events whoever watches them",
  "alarms.enabled": "the switch",
  "alarms.emails": "every alarm tells them",
  "alarms.logGroup": "every alarm watches it",
  "detection.accessAnalyzer.external": "a switch",
  "detection.accessAnalyzer.unused.days": "stands below unused alone",
  "detection.config.enabled": "a switch",
  "detection.config.recorder": "made where there are rules, and there is one at least",
  "detection.config.organization": "of every rule",
  "detection.passwordPolicy.enabled": "a switch",
  "rootGuardrails.enabled": "the switch",
  "rootGuardrails.centralRootAccess": "stands beside the policy",
  "delegatedAdministration.account": "of both stacks",
  "delegatedAdministration.stack": "of both stacks",
  "delegatedAdministration.otherStack": "compared in both stacks",
  "emergency.accountId": "where people come in",
  "emergency.saml.metadataFile": "stands below saml alone",
  "emergency.saml.regions": "stands below saml alone",
  "emergency.users": "one way in",
  "emergency.emails": "told of every way in",
  "emergency.drilledOn": "judged by the policy pack",
  "emergency.tags": "of all",
};

/** Parts that count together: one key of them has a row. */
const together = [
  /^detection\.passwordPolicy\./,
  /^detection\.contacts\.(security|billing|operations)\./,
  /^emergency\.roles$/,
];

/** What is told of a stack file with this section, written over several lines. */
function told(yaml: string): readonly Problem[] {
  const given = parse(yaml) as Raw;
  const isEmergency = Object.hasOwn(given, "emergency");
  const raw = isEmergency ? withDefaults(given) : { ...valid(), ...given };
  if (isObject(given.identityCenter))
    raw.identityCenter = { region: "eu-west-1", ...given.identityCenter };
  const text = stringify({
    config: Object.fromEntries(Object.entries(raw).map(([key, value]) => [`access:${key}`, value])),
  });
  const file = new YamlSource("Pulumi.x.yaml", text);
  const config = isObject(file.value) && isObject(file.value.config) ? file.value.config : {};
  const project = { readFile: () => "", project: "acme", file };
  return isEmergency
    ? parseEmergency(config, { ...project, today: "2026-11-23" }).problems
    : parseStack(config, { ...project, region: "x" }).problems;
}

function withDefaults({ emergency }: Raw): Raw {
  return {
    emergency: {
      users: ["glass"],
      roles: { reader: { accounts: ["all"], managedPolicies: ["ReadOnlyAccess"] } },
      ...(emergency as Raw),
    },
  };
}

/** Paths of all keys of a section that hold no keys themselves. */
function keysOf(section: string): string[] {
  const schema = (section === "emergency" ? emergencyFileSchema() : stackFileSchema()) as Schema;
  return leaves(schema.properties?.config?.properties?.[`access:${section}`], section);
}

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
}

function leaves(schema: Schema | undefined, path: string): string[] {
  const below = [schema, ...(schema?.anyOf ?? []).flatMap((one) => [one, ...(one.anyOf ?? [])])];
  const keys = below.flatMap((one) => Object.entries(one?.properties ?? {}));
  if (keys.length === 0) return [path];
  return keys.flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
}

/** That something has no effect, of all that is said. */
function withoutEffect(yaml: string): readonly Problem[] {
  const words =
    /no effect|nothing is looked for|there would be none|allows nothing|leaves every|left out of/;
  return told(yaml).filter(({ message }) => words.test(message));
}

describe("a setting without effect", () => {
  for (const [yaml, key, text, severity = "warning"] of rows) {
    it(`is told with its line: ${yaml}`, () => {
      const section = Object.keys(parse(yaml) as Raw).at(-1);
      const path = `access:${section}${key === "" ? "" : `.${key}`}`;
      const found = withoutEffect(yaml);
      assertProblem(found, severity, path, text);
      assert.equal(found.length, 1, JSON.stringify(found));
      assert.match(String(found[0]?.place), /^Pulumi\.x\.yaml:\d+$/);
    });
  }

  for (const yaml of silent) {
    it(`isn't seen where there is none: ${yaml}`, () => {
      assert.deepEqual(withoutEffect(yaml), []);
      assert.deepEqual(
        told(yaml).filter(({ severity }) => severity === "error"),
        [],
      );
    });
  }

  it("isn't looked for in a section with mistakes: enabled misspelt", () => {
    assert.deepEqual(withoutEffect("auditTrail: { enabeld: true, retentionDays: 5 }"), []);
  });

  it("was thought of for each key", () => {
    const sections = [
      ...["auditTrail", "alarms", "detection", "rootGuardrails", "delegatedAdministration"],
      "emergency",
    ];
    const seen = sections.flatMap((section) => keysOf(section));
    const judged = rows.map(([yaml, key]) => {
      const section = Object.keys(parse(yaml) as Raw).at(-1);
      return `${section}.${key.replace(/\[\d+\]$/, "")}`;
    });
    const isOpen = (key: string) =>
      !judged.includes(key) &&
      !Object.hasOwn(always, key) &&
      !together.some((one) => one.test(key));
    const open = seen.filter(isOpen);
    assert.deepEqual(
      Object.keys(always).filter((key) => !seen.includes(key)),
      [],
    );
    assert.deepEqual(open, [], "say in `always` why they always have an effect, or add a row");
  });
});
