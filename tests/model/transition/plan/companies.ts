import type { Access } from "../../../../model/access/access.ts";
import { resolveAccess } from "../../../../model/access/resolve.ts";
import { contentOf } from "../../../../model/access/setContent.ts";
import type { Problem } from "../../../../model/problems/problem.ts";
import type { Configuration } from "../../../../model/schema/configuration.ts";
import type {
  Deployed,
  DeployedEntry,
  MadeSection,
} from "../../../../model/transition/deployed.ts";
import { wantedEntries } from "../../../../model/transition/succession.ts";
import { type Company, MANAGEMENT, UNITS } from "../../../lifecycle/fuzz/company.ts";
import { parsed, type Raw, urnOf } from "../world.ts";

/** What the program makes of a company's stack file and organization. */
export interface Wanted {
  readonly configuration: Configuration;
  readonly access: Access;
  readonly errors: readonly Problem[];
}

export function wantedOf({ config, accounts }: Company): Wanted {
  const raw: Raw = {
    people: config["access:people"],
    permissionSets: config["access:permissionSets"],
    groups: config["access:groups"] as unknown as Raw["groups"],
    ...(config["access:limits"] ? { limits: config["access:limits"] } : {}),
  };
  const { configuration, problems } = parsed(raw);
  const organization = { managementAccountId: MANAGEMENT, accounts, organizationalUnits: UNITS };
  const today = new Date().toISOString().slice(0, 10);
  const resolved = resolveAccess(configuration, organization, today);
  const errors = [...problems, ...resolved.problems].filter((one) => one.severity === "error");
  return { configuration, access: resolved.access, errors };
}

/** What a stack has after an update that brought this. */
export function deployedBy(configuration: Configuration, access: Access): Deployed {
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
    people: new Map(
      made("people").map(([key, entry]) => {
        const { givenName = "", familyName = "", email } = configuration.people[key] ?? {};
        return [key, { ...entry, givenName, familyName, ...(email ? { email } : {}) }];
      }),
    ),
    groups: new Map(
      made("groups").map(([key, entry]) => [
        key,
        { ...entry, administrators: configuration.groups[key]?.administrators ?? false },
      ]),
    ),
    permissionSets: new Map(made("permissionSets")),
    permissionSetParts: new Map(),
    unfinished: new Set(),
    unprovisioned: new Set(),
    begun: new Set(),
    setContents: new Map(sets.map(([key, set]) => [key, contentOf(set)])),
    memberships: Object.entries(configuration.groups).flatMap(([group, { existing, members }]) =>
      existing ? [] : members.map((person) => ({ group, person, id: "" })),
    ),
    assignments: access.entries.map(({ group, permissionSet, account }) => ({
      ...{ group, permissionSet, account, principalId: "", urn: "" },
    })),
  };
}
