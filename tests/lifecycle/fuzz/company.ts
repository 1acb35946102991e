import { acme, type Group, type StackConfig } from "../acme.ts";
import { policiesOf } from "./policies.ts";
import type { Random } from "./random.ts";

export interface Account {
  readonly id: string;
  readonly name: string;
  organizationalUnit: string;
  state: "ACTIVE" | "SUSPENDED" | "CLOSED";
  tags: Record<string, string>;
}

/** A set's policies, as its role holds them. */
export interface Content {
  readonly managedPolicies?: readonly string[];
  readonly customerManagedPolicies?: readonly { readonly name: string; readonly path: string }[];
  readonly inlinePolicy?: object;
  readonly permissionsBoundary?: {
    readonly managedPolicy?: string;
    readonly customerManagedPolicy?: { readonly name: string; readonly path: string };
  };
}

/** What a stack wants, the organization around it, and what else Identity Center holds. */
export interface Company {
  config: StackConfig;
  accounts: Account[];
  /** Sign-in names by the name of a group that this stack doesn't make, or no more. */
  members: Record<string, string[]>;
  /** By the name of a permission set that was handed over. */
  sets: Record<string, { readonly identity: string; readonly content: Content }>;
  /** Sign-in names of people who were handed over. */
  handedOver: string[];
  /** Counts what was made, so that every new key is new. */
  made: number;
  /** What may be handed over, such as `people.ada`: what is deployed, and no edit touched yet. */
  settled: string[];
}

export const MANAGEMENT = "000000000001";
export const UNITS = [
  "Security",
  "Workloads",
  "Workloads/Production",
  "Workloads/Development",
  "Sandboxes",
];
/** Customer managed policies of every account. */
export const OWN = ["guard", "tools", "fence"].map((name) => ({ name, path: "/own/" }));

/** Which permission set it is, whatever its key and name become: a tag, which changes nothing else. */
export function identityOf(set: Record<string, unknown>): string {
  return (set.tags as { identity: string }).identity;
}

/** Acme, with what each edit can be about. */
export function newCompany(random: Random): Company {
  const company: Company = {
    config: acme(),
    accounts: [
      account(MANAGEMENT, "acme-management", "", "prod"),
      account("111111111111", "payments-prod", "Workloads/Production", "prod"),
      account("222222222222", "web-prod", "Workloads/Production", "prod"),
      account("333333333333", "web-dev", "Workloads/Development", "dev"),
      account("444444444444", "playground", "Sandboxes", "dev"),
      account("555555555555", "log-archive", "Security", "prod"),
    ],
    members: { security: ["sam", "sue"] },
    sets: {},
    handedOver: [],
    made: 0,
    settled: [],
  };
  const { config } = company;
  config["access:people"].alan = { givenName: "Alan", familyName: "Turing" };
  config["access:people"].edith = {
    ...{ givenName: "Edith", familyName: "Clarke" },
    email: "edith@example.com",
  };
  for (const key of Object.keys(config["access:permissionSets"])) {
    if (key !== "administrator") config["access:permissionSets"][key] = policiesOf(random);
    Object.assign(config["access:permissionSets"][key] ?? {}, { tags: { identity: key } });
  }
  return company;
}

/** The organization file. */
export function organizationOf({ accounts, members }: Company): object {
  return {
    managementAccount: MANAGEMENT,
    accounts,
    organizationalUnits: UNITS,
    identityCenter: { region: "eu-west-1" },
    existing: {
      groups: [{ name: "security", members: members.security }],
      people: members.security,
    },
    customerManagedPolicies: OWN.map((policy) => ({ ...policy, accounts: ["all"] })),
  };
}

/** Groups that the stack makes, with their keys. */
export function madeGroups({ config }: Company): [string, Group][] {
  return Object.entries(config["access:groups"]).filter(([, group]) => !group.existing);
}

/** Entries of people or permission sets that the stack makes. */
export function made(
  { config }: Company,
  section: "people" | "permissionSets",
): [string, Record<string, unknown>][] {
  return Object.entries(config[`access:${section}`]).filter(([, entry]) => !entry.existing);
}

function account(id: string, name: string, organizationalUnit: string, env: string): Account {
  return { id, name, organizationalUnit, state: "ACTIVE", tags: { env } };
}
