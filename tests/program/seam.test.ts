import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import type { AccessGroupArgs } from "../../components/accessGroupArgs.ts";
import type { AuditTrailArgs } from "../../components/auditTrail.ts";
import type { IdentityCenterArgs } from "../../components/identityCenter.ts";
import type { PersonArgs } from "../../components/people.ts";
import type { PermissionSetArgs } from "../../components/permissionSetArgs.ts";
import type { RootGuardrailsArgs } from "../../components/rootGuardrails.ts";
import type { UserAddressArgs, UserPhoneArgs } from "../../components/user.ts";
import { type AuditTrail, auditTrailSchema } from "../../model/schema/auditTrail.ts";
import { sectionNames } from "../../model/schema/configuration.ts";
import { type Group, groupSchema } from "../../model/schema/group.ts";
import { type IdentityCenter, identityCenterSchema } from "../../model/schema/identityCenter.ts";
import { type PermissionSet, permissionSetSchema } from "../../model/schema/permissionSet.ts";
import { type Person, personSchema } from "../../model/schema/person.ts";
import type { RootGuardrails } from "../../model/schema/rootGuardrails.ts";
import { parseSnapshot } from "../../sandbox/snapshot.ts";
import { deployStack } from "../components/deployStack.ts";
import { SeamValues } from "./seamValues.ts";

type Equal<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
/** Of a union, keys that any of its parts has. */
type KeysOfEach<Union> = Union extends unknown ? keyof Union : never;
/** Keys of a section's entry, less those that only the program reads. */
type Given<Entry, Own extends PropertyKey = never> = Exclude<
  keyof Entry,
  "existing" | "aliases" | Own
>;
/** Keys that a component takes, less where it is made and how it is guarded. */
type Taken<Args, Own extends PropertyKey = never> = Exclude<
  keyof Args,
  "aliases" | "instanceArn" | "identityStoreId" | "region" | Own
>;

// A key that the configuration has and a component doesn't take, or the other way round, is an error here.
const sameKeys: readonly true[] = [
  true satisfies Equal<Given<Person>, Taken<PersonArgs>>,
  true satisfies Equal<KeysOfEach<NonNullable<Person["phone"]>>, keyof UserPhoneArgs>,
  true satisfies Equal<keyof NonNullable<Person["address"]>, keyof UserAddressArgs>,
  // The name has a longer one here, who administers follows from the groups, the rest from what is deployed.
  true satisfies Equal<
    Given<PermissionSet, "name" | "refused">,
    Taken<
      PermissionSetArgs,
      | "permissionSetName"
      | "administrators"
      | "order"
      | "provisionAgain"
      | "boundaryVersions"
      | "boundaryStays"
      | "halfMade"
    >
  >,
  true satisfies Equal<Given<Group>, Taken<AccessGroupArgs, "groupId">>,
  // Tags are those of everything else; identity source and key are only judged, and Regions are named longer there.
  true satisfies Equal<
    Given<
      IdentityCenter,
      "tags" | "region" | "instanceArn" | "identitySource" | "encryption" | "regions"
    >,
    // Whose administrators are meant follows from delegated administration.
    Taken<IdentityCenterArgs, "additionalRegions" | "administrationAccountId">
  >,
  true satisfies Equal<
    Given<AuditTrail, "enabled" | "name">,
    Taken<
      AuditTrailArgs,
      "managementAccountId" | "trailName" | "trustedElsewhere" | "tags" | "halfMade"
    >
  >,
  // Where they are attached now follows from targets and stage, and whom it trusts from the organization.
  true satisfies Equal<
    Given<RootGuardrails, "enabled" | "targets" | "stage">,
    Taken<RootGuardrailsArgs, "managementAccountId" | "targets" | "trustedElsewhere" | "tags">
  >,
];

// What refers to something else, or has to be there for the others to take effect; all other values are generated.
const person = { aliases: ["seam-former-person"] };

const permissionSet = {
  aliases: ["seam-former-set"],
  managedPolicies: ["AWSSSOMasterAccountAdministrator"],
  customerManagedPolicies: [{ name: "seam-policy", path: "/seam-path/" }],
  inlinePolicy: {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:ListSeam*", Resource: "*" }],
  },
  permissionsBoundary: { managedPolicy: "AdministratorAccess" },
  tags: { "seam-set-tag": "seam-set-value" },
};

const group = {
  aliases: ["seam-former-group"],
  administrators: true,
  members: ["seam-person"],
  access: [{ permissionSet: "seam", accounts: ["management"] }],
};

const identityCenter = {
  region: "eu-west-1",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the form that AWS wants
  attributes: { "seam-attribute": ["${path:title}"] },
  tags: { "seam-tag": "seam-value" },
};

const auditTrail = { enabled: true };

const organization = parseSnapshot(
  `
managementAccount: "000000000001"
accounts: [{ id: "000000000001", name: management }]
identityCenter: { region: eu-west-1 }
customerManagedPolicies: [{ name: seam-policy, path: /seam-path/, accounts: [all] }]
`,
  "organization.yaml",
);

describe("from the configuration to resources", () => {
  it("has the same keys on both sides", () => {
    assert.ok(sameKeys.every((same) => same));
  });

  it("tries every section, or says where its effect is seen", () => {
    const tried = ["identityCenter", "people", "permissionSets", "groups", "auditTrail"];
    const sections = sectionNames.filter((name) => !tried.includes(name));
    assert.deepEqual(
      sections.filter((name) => !Object.hasOwn(ELSEWHERE, name)),
      [],
    );
    for (const [key, file] of Object.entries(ELSEWHERE)) {
      const text = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
      assert.match(text, new RegExp(`\\b${key}\\b`), `${file} says nothing of ${key}`);
    }
  });

  it("any value of any key reaches a resource, whatever keys the schema has", async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[a-z]{5}$/), async (word) => {
        const made = valuesOf(word);
        const { resources, errors } = await deployStack(
          {
            "aws:region": "eu-west-1",
            "access:identityCenter": made.identityCenter,
            "access:auditTrail": made.auditTrail,
            "access:people": { "seam-person": made.person },
            "access:permissionSets": { seam: made.permissionSet },
            "access:groups": { "seam-group": made.group },
          },
          organization,
        );
        assert.deepEqual(errors, []);
        const registered = resources.map(({ inputs, outputs, options, name }) => [
          inputs,
          outputs,
          options.aliases,
          name,
        ]);
        // Policies are JSON within JSON.
        const text = JSON.stringify(registered).replaceAll("\\", "");
        const missing = leaves(made)
          .filter(([, value]) => value !== true)
          .filter(([, value]) => !text.includes(String(value)));
        assert.deepEqual(missing, []);
        // What is no value: that this group administers, and that there is a trail.
        const group = resources.find(({ type }) => type === "aws:identitystore/group:Group");
        assert.ok((group?.options.hooks?.beforeDelete ?? []).length > 1 || group?.options.protect);
        assert.ok(resources.some(({ type }) => type === "awsx:cloudtrail:Trail"));
      }),
      { numRuns: 3 },
    );
  });
});

/** Keys that decide what is done and are no input of a resource, with the test of what they do. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  accounts: "tests/model/access/resolve.test.ts",
  delegatedAdministration: "tests/program/delegatedAdministration.test.ts",
  alarms: "tests/program/alarms.test.ts",
  detection: "tests/program/detection.test.ts",
  rootGuardrails: "tests/program/rootGuardrails.test.ts",
  limits: "tests/program/lossGuard.test.ts",
  doctor: "tests/commands/doctor/exemptions.test.ts",
  existing: "tests/program/stack.test.ts",
  instanceArn: "tests/components/identityCenter.test.ts",
  administratorsElsewhere: "tests/lifecycle/administrators.test.ts",
  identitySource: "tests/model/replication.test.ts",
  encryption: "tests/model/replication.test.ts",
  regions: "tests/program/regions.test.ts",
};

/** A value for every key of the schemas: those above where only they fit, and one made of the word elsewhere. */
function valuesOf(word: string) {
  const values = new SeamValues(word);
  return {
    person: values.filled(personSchema, person, ["existing"]),
    permissionSet: values.filled(permissionSetSchema, permissionSet, ["existing"]),
    group: values.filled(groupSchema, group, ["existing"]),
    identityCenter: values.filled(identityCenterSchema, identityCenter, [
      "instanceArn",
      "administratorsElsewhere",
      "identitySource",
      "encryption",
      "regions",
    ]),
    auditTrail: values.filled(auditTrailSchema, auditTrail, []),
  };
}

/** Every value with its path. */
function leaves(value: unknown, path = ""): [string, unknown][] {
  if (typeof value !== "object" || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) =>
    leaves(inner, path === "" ? key : `${path}.${key}`),
  );
}
