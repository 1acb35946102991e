import type { Names } from "../../live/readers/names.ts";
import type { Configuration } from "../../model/schema/configuration.ts";

/** Names of what was made outside this program: by an identity provider, Control Tower or the console. */
export type ExistingNames = Names;

/** The names that the configuration marks `existing: true`. */
export function namesMarkedExisting(configuration: Configuration): ExistingNames {
  const existing = <T extends { existing: boolean }>(records: Record<string, T>): T[] =>
    Object.values(records).filter((record) => record.existing);
  return {
    groups: existing(configuration.groups).map((group) => group.displayName),
    people: existing(configuration.people).map((person) => person.userName),
    permissionSets: existing(configuration.permissionSets).map((set) => set.name),
  };
}
