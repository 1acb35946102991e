import { Access } from "../../../model/access/access.ts";
import { contentOf } from "../../../model/access/setContent.ts";
import { parseConfiguration } from "../../../model/parse.ts";
import type { Problem } from "../../../model/problems/problem.ts";
import type { Configuration } from "../../../model/schema/configuration.ts";
import { changeProblems } from "../../../model/transition/changeProblems.ts";
import type {
  Deployed,
  DeployedEntry,
  MadeSection,
  UpdateNote,
} from "../../../model/transition/deployed.ts";
import type { ExistingIds } from "../../../model/transition/handOver.ts";
import { planTransition } from "../../../model/transition/plan/plan.ts";
import { planProblems } from "../../../model/transition/plan/planProblems.ts";
import { IN_BETWEEN } from "../../../model/transition/plan/stopgaps.ts";
import { wantedEntries } from "../../../model/transition/succession.ts";

/** What stands after `access:`, by section and key. */
export interface Raw {
  people: Record<string, Record<string, unknown>>;
  permissionSets: Record<string, Record<string, unknown>>;
  groups: Record<string, Record<string, unknown>>;
  identityCenter?: Record<string, unknown>;
  limits?: Record<string, unknown>;
  auditTrail?: Record<string, unknown>;
  delegatedAdministration?: Record<string, unknown>;
}

/** What an update notes that sets out to do nothing. */
export const NOTHING_NOTED: UpdateNote = {
  making: [],
  creating: [],
  removing: [],
  changing: {},
  unseen: {},
  formerSets: [],
  sections: {},
};

export const parsed = (raw: Raw) =>
  parseConfiguration(structuredClone(raw) as unknown as Record<string, unknown>, {
    readFile: () => "",
  });

export const urnOf = (section: MadeSection, key: string) =>
  `urn:pulumi:test::p::${section}::${key}`;

/** What a stack has that deployed this configuration, when it was its first; without assignments. */
export function deployedOf(raw: Raw): Deployed {
  return deployedBy(parsed(raw).configuration);
}

/** What a stack has after an update that brought this. */
export function deployedBy(configuration: Configuration, access?: Access): Deployed {
  const made = (section: MadeSection) =>
    wantedEntries(section, configuration)
      .filter(({ existing }) => !existing)
      .map(({ key, name }): [string, DeployedEntry] => [
        key,
        { key, name, id: `id of ${section} ${key}`, urn: urnOf(section, key), handedOver: false },
      ]);
  const sets = Object.entries(configuration.permissionSets).filter(([, set]) => !set.existing);
  return {
    identityStoreId: "d-1234567890",
    auditTrail: { seen: undefined, parts: [] },
    people: new Map(
      made("people").map(([key, entry]) => {
        const { givenName = "", familyName = "", email } = configuration.people[key] ?? {};
        return [key, { ...entry, givenName, familyName, ...(email ? { email } : {}) }];
      }),
    ),
    groups: new Map(
      made("groups").map(([key, entry]) => [
        key,
        {
          ...entry,
          administrators: configuration.groups[key]?.administrators ?? false,
          inBetween: configuration.groups[key]?.description === IN_BETWEEN,
        },
      ]),
    ),
    administratorGroups: new Set(
      Object.entries(configuration.groups).flatMap(([key, one]) => (one.administrators ? key : [])),
    ),
    permissionSets: new Map(made("permissionSets")),
    permissionSetParts: new Map(),
    unfinished: new Set(),
    unprovisioned: new Set(),
    begun: new Set(),
    boundaryVersions: new Map(),
    lastUpdate: {
      number: 0,
      note: undefined,
      isMade: true,
      things: new Map(),
      owners: new Map(),
      sections: { made: undefined, urns: new Map(), contents: new Map() },
    },
    trustedServices: new Set(),
    delegates: new Set(),
    guardrailNames: new Map(),
    replicatedTo: new Set(),
    watched: { groupIds: [], permissionSetArns: [] },
    protection: {
      parts: new Map(),
      limits: new Map(),
      unjudged: new Set(),
      exempt: new Map(),
      confirmed: new Set(),
    },
    replaced: [],
    ...{ resources: new Map(), trailProviderRegion: undefined },
    setContents: new Map(sets.map(([key, set]) => [key, contentOf(set)])),
    memberships: Object.entries(configuration.groups).flatMap(([group, { existing, members }]) =>
      existing ? [] : members.map((person) => ({ group, person, id: `${group} ${person}` })),
    ),
    assignments: (access?.entries ?? []).map(({ group, permissionSet, account }) => ({
      ...{ group, permissionSet, account, principalId: "", urn: "" },
    })),
  };
}

export const nobody: ExistingIds = {
  people: new Map(),
  groups: new Map(),
  permissionSets: new Map(),
};

/** What is said about the step from one configuration to the next, which is right by itself. */
export function said(from: Deployed, to: Raw, existing: ExistingIds = nobody): Problem[] {
  const { configuration, problems } = parsed(to);
  const [wrong] = problems.filter(({ severity }) => severity === "error");
  if (wrong) throw new Error(`${wrong.path}: ${wrong.message}`);
  const found = changeProblems(from, configuration, existing);
  if (found.some(({ severity }) => severity === "error")) return found;
  const nothing = new Access(new Map(), new Map(), "000000000001");
  const plan = planTransition(from, configuration, nothing);
  return [...found, ...planProblems(plan, configuration, new Map(), ["npm run up"])];
}

/** Path, message and steps of each. */
export const lines = (problems: readonly Problem[]) =>
  problems.map(({ path, message, steps = [] }) => [`${path}: ${message}`, ...steps].join("\n"));

/** A small company; each call gives a copy, and `edit` changes it. */
export function company(edit: (raw: Raw) => void = () => {}): Raw {
  const raw: Raw = {
    people: {
      ada: { givenName: "Ada", familyName: "Lovelace", email: "ada@example.com" },
      grace: { givenName: "Grace", familyName: "Hopper", email: "grace@example.com" },
      alan: { givenName: "Alan", familyName: "Turing" },
    },
    permissionSets: {
      administrator: { managedPolicies: ["AdministratorAccess"] },
      reader: { name: "read-only", managedPolicies: ["ReadOnlyAccess"] },
    },
    groups: {
      administrators: {
        administrators: true,
        members: ["ada"],
        access: [{ permissionSet: "administrator", accounts: ["management"] }],
      },
      engineers: { displayName: "Engineering", members: ["ada", "grace", "alan"] },
      auditors: { members: ["alan"] },
    },
  };
  edit(raw);
  return raw;
}

/** Gives an entry another key, and its members' lists with it. */
export function rekey(raw: Raw, section: MadeSection, from: string, to: string): void {
  const entries = Object.entries(raw[section]).map(([key, entry]) => [
    key === from ? to : key,
    entry,
  ]);
  raw[section] = Object.fromEntries(entries);
  if (section !== "people") return;
  for (const group of Object.values(raw.groups)) {
    if (!Array.isArray(group.members)) continue;
    group.members = group.members.map((key) => (key === from ? to : key));
  }
}
