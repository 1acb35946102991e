import type { Argument } from "../components/argument.ts";
import type { Failure } from "../components/wording.ts";
import type { Access } from "../model/access/access.ts";
import type { Places } from "../model/files/places.ts";
import { pathOf } from "../model/problems/path.ts";
import type { Configuration } from "../model/schema/configuration.ts";

/** Components that are made of a section each. */
const SECTIONS: ReadonlyMap<string, string> = new Map([
  ["Alarms", "access:alarms"],
  ["AuditTrail", "access:auditTrail"],
  ["DelegatedAdministration", "access:delegatedAdministration"],
  ["Detection", "access:detection"],
  ["EmergencyAccess", "access:emergency"],
  ["IdentityCenter", "access:identityCenter"],
  ["RootGuardrails", "access:rootGuardrails"],
]);

/** Their arguments that the configuration calls otherwise. */
const KEYS: ReadonlyMap<string, string> = new Map([
  ["accountId", "account"],
  ["additionalRegions", "regions"],
]);

/** Which lines of the configuration the components' arguments are made from. */
export class Origins {
  readonly #places: Places;
  /** Paths in the configuration by group and argument of its component. */
  readonly #lines = new Map<string, readonly string[]>();

  constructor(configuration: Configuration, places: Places) {
    this.#places = places;
    for (const [group, { members }] of Object.entries(configuration.groups)) {
      for (const [index, person] of members.entries()) {
        const line = pathOf("access:groups", group, "members", index);
        this.#lines.set(JSON.stringify([group, "members", person]), [line]);
      }
    }
  }

  /** From now on assignments are known, too. */
  add({ entries }: Access): void {
    for (const { group, permissionSet, account, lines } of entries) {
      const path = [group, "access", permissionSet, "accounts", account];
      this.#lines.set(JSON.stringify(path), lines);
    }
  }

  /** What failed, and where it is written. */
  told({ argument, resource, message }: Failure): string {
    const places = this.#pathsOf(argument).map((path) => {
      const place = this.#places.of(path);
      return place === undefined ? path : `${path}, ${place}`;
    });
    const where = places.length === 0 ? "" : ` (${places.join("; ")})`;
    return `${resource === undefined ? "" : `${resource}: `}${message}${where}`;
  }

  #pathsOf({ component, name, path }: Argument): readonly string[] {
    const section = SECTIONS.get(component);
    if (section !== undefined) return [pathOf(section, ...path.map((key) => KEYS.get(key) ?? key))];
    if (component === "PermissionSet") return [pathOf("access:permissionSets", name, ...path)];
    if (component === "People") return [pathOf("access:people", ...path.slice(1))];
    if (path.length === 0) return [pathOf("access:groups", name)];
    // What is to go is written nowhere any more: where it stood.
    const [part = ""] = path;
    return (
      this.#lines.get(JSON.stringify([name, ...path])) ?? [pathOf("access:groups", name, part)]
    );
  }
}
