import type * as pulumi from "@pulumi/pulumi";
import type { Access, AccessEntry } from "../model/access.ts";
import type { Configuration } from "../model/configuration.ts";
import { organizationNeeds } from "../model/needs.ts";
import { resolveAccess } from "../model/resolve.ts";
import { createHomeProvider } from "./homeProvider.ts";
import { readOrganization } from "./organization.ts";
import { reportProblems } from "./problems.ts";
import { homeRegion, readStackConfiguration } from "./stackConfiguration.ts";

/** What the stack's configuration wants, and what it means in this organization. */
export interface WantedAccess {
  readonly configuration: Configuration;
  readonly access: Access;
  /** Home Region of Identity Center. */
  readonly region: string;
  /** AWS in the home Region. */
  readonly provider: pulumi.ProviderResource;
}

/**
 * Reads configuration and organization and resolves one against the other. Registers nothing but the
 * provider that it reads with; when anything is wrong, the program stops here with all of it.
 */
export async function readWantedAccess(): Promise<WantedAccess> {
  const { configuration, problems } = readStackConfiguration();
  const region = homeRegion(configuration);
  // The same provider for everything: each one is a process of its own.
  const provider = createHomeProvider(region);
  const organization = await readOrganization(organizationNeeds(configuration), { provider });
  const today = new Date().toISOString().slice(0, 10);
  const resolved = resolveAccess(configuration, organization, today);
  reportProblems([...problems, ...resolved.problems]);
  return { configuration, access: resolved.access, region, provider };
}

/** Entries by group and permission set. */
export function entriesByGroup(
  access: Access,
): ReadonlyMap<string, ReadonlyMap<string, readonly AccessEntry[]>> {
  const groups = new Map<string, Map<string, AccessEntry[]>>();
  for (const entry of access.entries) {
    const sets = groups.get(entry.group) ?? new Map<string, AccessEntry[]>();
    groups.set(entry.group, sets);
    const entries = sets.get(entry.permissionSet) ?? [];
    sets.set(entry.permissionSet, entries);
    entries.push(entry);
  }
  return groups;
}
