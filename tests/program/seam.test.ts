import assert from "node:assert/strict";
import type { AccessGroupArgs } from "../../components/accessGroupArgs.ts";
import type { AuditTrailArgs } from "../../components/auditTrail.ts";
import type { IdentityCenterArgs } from "../../components/identityCenter.ts";
import type { PersonArgs } from "../../components/people.ts";
import type { PermissionSetArgs } from "../../components/permissionSetArgs.ts";
import type { UserAddressArgs, UserPhoneArgs } from "../../components/user.ts";
import { type AuditTrail, auditTrailSchema } from "../../model/schema/auditTrail.ts";
import { type Group, groupSchema } from "../../model/schema/group.ts";
import { type IdentityCenter, identityCenterSchema } from "../../model/schema/identityCenter.ts";
import { type PermissionSet, permissionSetSchema } from "../../model/schema/permissionSet.ts";
import { type Person, personSchema } from "../../model/schema/person.ts";
import { parseSnapshot } from "../../sandbox/snapshot.ts";
import { deployStack } from "../components/deployStack.ts";

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
  "aliases" | "deletionHooks" | "instanceArn" | "identityStoreId" | "region" | Own
>;

// A key that the configuration has and a component doesn't take, or the other way round, is an error here.
const sameKeys: readonly true[] = [
  true satisfies Equal<Given<Person>, Taken<PersonArgs>>,
  true satisfies Equal<KeysOfEach<NonNullable<Person["phone"]>>, keyof UserPhoneArgs>,
  true satisfies Equal<keyof NonNullable<Person["address"]>, keyof UserAddressArgs>,
  // The name has a longer one here, and who administers follows from the groups.
  true satisfies Equal<
    Given<PermissionSet, "name" | "refused">,
    Taken<PermissionSetArgs, "permissionSetName" | "administrators">
  >,
  true satisfies Equal<Given<Group>, Taken<AccessGroupArgs, "groupId">>,
  // Tags are those of everything else.
  true satisfies Equal<
    Given<IdentityCenter, "tags" | "region" | "instanceArn">,
    Taken<IdentityCenterArgs>
  >,
  true satisfies Equal<
    Given<AuditTrail, "enabled" | "name">,
    Taken<AuditTrailArgs, "managementAccountId" | "trailName" | "tags">
  >,
];

const person = {
  userName: "seam.user",
  aliases: ["seam-former-person"],
  ...Object.fromEntries(
    [
      ...["givenName", "familyName", "displayName", "middleName", "formattedName"],
      ...["honorificPrefix", "honorificSuffix", "nickname", "title", "userType", "emailType"],
    ].map((key) => [key, `Seam ${key}`]),
  ),
  email: "seam@example.com",
  phone: { value: "+44 20 7946 0000", type: "seam-phone" },
  address: Object.fromEntries(
    ["streetAddress", "locality", "region", "postalCode", "country", "formatted", "type"].map(
      (key) => [key, `Seam address ${key}`],
    ),
  ),
  locale: "en-SEAM",
  preferredLanguage: "seamish",
  timezone: "Europe/Seam",
  profileUrl: "https://example.com/seam",
};

const permissionSet = {
  name: "seam-set",
  aliases: ["seam-former-set"],
  description: "Seam of a set",
  sessionDuration: "PT77M",
  relayState: "https://console.aws.amazon.com/seam",
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
  displayName: "Seam group",
  aliases: ["seam-former-group"],
  description: "Seam of a group",
  administrators: true,
  members: ["seam-person"],
  access: [{ permissionSet: "seam", accounts: ["management"] }],
};

const identityCenter = {
  region: "eu-west-1",
  portalUrl: "https://seam.awsapps.com/start",
  mfa: { mode: "every-sign-in", attestedOn: "2026-02-03", attestedBy: "seam-attester" },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the form that AWS wants
  attributes: { "seam-attribute": ["${path:title}"] },
  tags: { "seam-tag": "seam-value" },
};

const auditTrail = { enabled: true, name: "seam-trail", retentionDays: 4321 };

/** Keys by section that say what is done, and aren't in any resource; `instanceArn` and `administratorsElsewhere` have tests of their own. */
const unseen: Readonly<Record<string, readonly string[]>> = {
  identityCenter: ["instanceArn", "administratorsElsewhere"],
};

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

  for (const [section, schema, fixture] of [
    ["people", personSchema, person],
    ["permissionSets", permissionSetSchema, permissionSet],
    ["groups", groupSchema, group],
    ["identityCenter", identityCenterSchema, identityCenter],
    ["auditTrail", auditTrailSchema, auditTrail],
  ] as const) {
    it(`is tried with every key of ${section}`, () => {
      const left = ["existing", ...(unseen[section] ?? [])];
      assert.deepEqual(
        Object.keys(fixture).sort(),
        Object.keys(schema.shape)
          .filter((key) => !left.includes(key))
          .sort(),
      );
    });
  }

  it("every value reaches a resource", async () => {
    const { resources, errors } = await deployStack(
      {
        "aws:region": "eu-west-1",
        "access:identityCenter": identityCenter,
        "access:auditTrail": auditTrail,
        "access:people": { "seam-person": person },
        "access:permissionSets": { seam: permissionSet },
        "access:groups": { "seam-group": group },
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
    const missing = leaves({ person, permissionSet, group, identityCenter, auditTrail })
      .filter(([, value]) => value !== true)
      .filter(([, value]) => !text.includes(String(value)));
    assert.deepEqual(missing, []);
    // What is no value: that this group administers, and that there is a trail.
    const made = resources.find(({ type }) => type === "aws:identitystore/group:Group");
    assert.ok((made?.options.hooks?.beforeDelete ?? []).length > 1 || made?.options.protect);
    assert.ok(resources.some(({ type }) => type === "awsx:cloudtrail:Trail"));
  });
});

/** Every value with its path. */
function leaves(value: unknown, path = ""): [string, unknown][] {
  if (typeof value !== "object" || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) =>
    leaves(inner, path === "" ? key : `${path}.${key}`),
  );
}
