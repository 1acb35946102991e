import type { OrganizationSnapshot } from "../../../sandbox/organizationSnapshot.ts";
import { snapshotFromConfiguration } from "../../../sandbox/snapshot.ts";
import { region } from "../../sandbox/fixture.ts";
import type { Random } from "../fuzz/random.ts";

/** What is made by hand, as AWS's API takes it. */
export interface Made {
  readonly users: readonly (Readonly<Record<string, unknown>> & { readonly UserName: string })[];
  readonly groups: readonly { readonly DisplayName: string; readonly Description?: string }[];
  readonly sets: readonly {
    readonly Name: string;
    readonly Description?: string;
    readonly SessionDuration?: string;
    readonly RelayState?: string;
    readonly Tags?: { Key: string; Value: string }[];
    readonly policies: readonly string[];
    readonly own: readonly { Name: string; Path: string }[];
    readonly isInline: InlineKind;
    readonly boundary:
      | { ManagedPolicyArn: string }
      | { CustomerManagedPolicyReference: { Name: string; Path: string } }
      | undefined;
  }[];
  /** Further Regions of Identity Center. */
  readonly regions: readonly string[];
  /** Ids of active accounts, the management account first. */
  readonly accounts: readonly string[];
}

export type InlineKind = "none" | "plain" | "spaced" | "odd";

const management = "000000000001";
const units = ["Workloads", "Workloads/Prod", "Workloads/Prod/EU", "Sécurité", "2024"];
const accountNames = ["payments", "payments", "all", "web prod", "123456789012", "ünïcode", "no"];

const key = `arn:aws:kms:${region}:${management}:key/mrk-0123456789abcdef0123456789abcdef`;
const furtherRegions = ["us-east-1", "ap-south-1"];

/** An organization before anybody made something by hand: accounts, an identity provider's people, Control Tower's sets. */
export function startingPoint(random: Random): OrganizationSnapshot {
  const members = Array.from({ length: 3 + random.below(5) }, (_, index) => ({
    id: `${index + 1}`.repeat(12),
    name: random.pick(accountNames) ?? "",
    state: random.chance(0.15) ? "SUSPENDED" : "ACTIVE",
    organizationalUnit: random.pick(["", ...units]) ?? "",
    tags: random.chance(0.6) ? { env: random.pick(["prod", "dev", "true"]) ?? "" } : {},
    email: `root+${index}@example.com`,
  }));
  const external = (id: string) => ({
    externalIds: [{ issuer: "https://idp.example.com", id }],
  });
  const people = ["zoe@example.com", "kim@example.com"].map((userName) => ({
    userName,
    givenName: "Zoë",
    familyName: "O'Neil",
    ...external(userName),
  }));
  const base = snapshotFromConfiguration(members, { managementAccount: management, region });
  const isEncrypted = random.chance(0.5);
  return {
    ...base,
    identityCenter: { region, kind: "organization", ...(isEncrypted && { keyArn: key }) },
    accounts: [
      { id: management, name: "management", state: "ACTIVE", organizationalUnit: "" },
      ...members,
    ],
    organizationalUnits: units,
    existing: {
      people,
      groups: [
        {
          name: "idp engineers",
          members: people.map(({ userName }) => userName),
          ...external("g"),
        },
        { name: "AWSControlTowerAdmins", members: [] },
      ],
      permissionSets: [
        {
          name: "AWSReadOnlyAccess",
          managedPolicies: ["arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"],
        },
      ],
    },
    customerManagedPolicies: ["team", "limits", "boundary"].flatMap((name) =>
      ["/", "/team/"].map((path) => ({
        name,
        path,
        accounts: [management, ...members.map(({ id }) => id)],
      })),
    ),
    complete: true,
  };
}

/** The key that encrypts Identity Center, as an organization file has it. */
export function keysOf({ identityCenter }: OrganizationSnapshot): object[] {
  const isEncrypted = identityCenter !== "none" && identityCenter.keyArn !== undefined;
  return isEncrypted ? [{ arn: key, replicas: furtherRegions }] : [];
}

const userNames = [
  "ada",
  "ada@example.com",
  "ADA@example.org",
  "grace.hopper@example.com",
  "алан",
  "2024",
  "no",
  "o'neil/x",
];
const groupNames = [
  "engineers",
  "Platform Team",
  "Équipe 1",
  "开发",
  "home",
  "people",
  "yes",
  `${"long ".repeat(20)}name`,
];
const setNames = ["ReadOnly", "Admin+Ops", "billing", "engineers", "x-inline", "Null", "2024"];
const policies = [
  "ReadOnlyAccess",
  "job-function/ViewOnlyAccess",
  "SecurityAudit",
  "PowerUserAccess",
];

/** What is made by hand in it. */
export function madeByHand(random: Random, start: OrganizationSnapshot): Made {
  const { accounts } = start;
  return {
    users: random.some(userNames, 2, 6).map((UserName, index) => ({
      UserName,
      ...attributes(random, index),
    })),
    groups: random.some(groupNames, 1, 5).map((DisplayName) => ({
      DisplayName,
      ...(random.chance(0.5) ? { Description: `Who is in ${DisplayName}: yes & "no"` } : {}),
    })),
    sets: random.some(setNames, 1, 4).map((Name) => ({
      Name,
      ...(random.chance(0.5) ? { Description: "Reads, ½ writes: no" } : {}),
      ...(random.chance(0.5) ? { SessionDuration: random.pick(["PT8H", "PT90M", "PT1H"]) } : {}),
      ...(random.chance(0.3) ? { RelayState: "https://console.aws.amazon.com/s3" } : {}),
      ...(random.chance(0.5)
        ? { Tags: [{ Key: random.pick(["team", "secure"]) ?? "", Value: "yes" }] }
        : {}),
      policies: random.some(policies, 0, 3),
      own: random.some(
        ["/", "/team/"].flatMap((Path) => ["team", "limits"].map((Name) => ({ Name, Path }))),
        0,
        2,
      ),
      isInline: random.pick<InlineKind>(["none", "plain", "spaced", "odd"]) ?? "none",
      boundary: random.pick([
        { ManagedPolicyArn: "arn:aws:iam::aws:policy/PowerUserAccess" },
        { CustomerManagedPolicyReference: { Name: "boundary", Path: "/" } },
        undefined,
      ]),
    })) as Made["sets"],
    regions: keysOf(start).length > 0 ? random.some(furtherRegions, 0, 2) : [],
    accounts: accounts.filter(({ state }) => state === "ACTIVE").map(({ id }) => id),
  };
}

function attributes(random: Random, index: number): Record<string, unknown> {
  const some = (key: string, value: unknown) => (random.chance(0.3) ? { [key]: value } : {});
  const Type = random.pick(["work", "home", undefined]);
  return {
    DisplayName: random.chance(0.5) ? "Ada Lovelace" : "The Countess",
    Name: {
      GivenName: "Ada",
      FamilyName: "Lovelace",
      ...some("MiddleName", "K."),
      ...some("Formatted", "Countess Ada"),
      ...some("HonorificPrefix", "Dr."),
      ...some("HonorificSuffix", "PhD"),
    },
    ...some("Emails", [
      { Value: `mail${index}@example.com`, Primary: random.chance(0.8), ...(Type ? { Type } : {}) },
    ]),
    ...some("PhoneNumbers", [{ Value: "+44 20", Primary: true, ...(Type ? { Type } : {}) }]),
    ...some("Addresses", [{ Locality: "London", Country: "no", Primary: random.chance(0.8) }]),
    ...some("NickName", "2024-01-01"),
    ...some("Title", "yes"),
    ...some("UserType", "0x10"),
    ...some("Locale", "en-GB"),
    ...some("PreferredLanguage", "en"),
    ...some("Timezone", "Europe/London"),
    ...some("ProfileUrl", "https://example.com/~ada?a=1#b"),
  };
}

const statement = {
  Sid: "S1",
  Effect: "Deny",
  Action: ["s3:DeleteObject", "iam:*"],
  Resource: "*",
};

/** An inline policy's text. */
export function inline(kind: InlineKind): string | undefined {
  if (kind === "none") return undefined;
  const plain = { Version: "2012-10-17", Statement: [statement] };
  if (kind === "plain") return JSON.stringify(plain);
  if (kind === "spaced") return JSON.stringify(plain, undefined, 4);
  return JSON.stringify({
    Statement: {
      ...statement,
      Condition: {
        Bool: { "aws:MultiFactorAuthPresent": "false" },
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM's
        StringLike: { "aws:username": ["${aws:username}", "*"] },
      },
    },
    Id: "2024-01-01",
  });
}
