import type * as pulumi from "@pulumi/pulumi";
import { deletionHook } from "../components/hooks.ts";
import { perEngine } from "../components/perEngine.ts";
import type { Configuration } from "../model/schema/configuration.ts";
import type { MadeSection } from "../model/transition/deployed.ts";
import { tooManyDeletions } from "../model/transition/loss.ts";
import { wantedEntries } from "../model/transition/succession.ts";

/** Types of what is counted, by section. */
const SECTIONS: Readonly<Record<string, MadeSection>> = {
  "aws:identitystore/user:User": "people",
  "aws:identitystore/group:Group": "groups",
  "aws:ssoadmin/permissionSet:PermissionSet": "permissionSets",
};

/** A configuration of this program, and what its update may delete. */
interface Wanted {
  readonly configuration: Configuration;
  /** People, groups and permission sets, counted together. */
  readonly limit: number;
  /** A message in the words of where the configuration comes from. */
  readonly worded: (message: string) => string;
}

/**
 * Refuses deletions of people, groups and permission sets beyond what one update may do, already in preview. The
 * program refuses them before it registers anything, from what the state says; this is the second net, for what the
 * state did not tell. `pulumi destroy --run-program` passes: there the program still wants what goes.
 *
 * What was made of a configuration that the program doesn't have any more, such as that of a component that was
 * dropped, stays: nobody compared it with anything. Memberships and assignments, too, since they would go first.
 */
class LossGuard {
  /** Put it under `hooks.beforeDelete` of what a configuration makes. */
  readonly hook = deletionHook("keep-most-of-it", (args) => this.#decide(args));

  /** By the type of the component that everything is below. */
  readonly #wanted = new Map<string, Wanted>();
  readonly #deleted = new Set<string>();

  /** @param parentType type of the component above, as URNs have it; empty where there is none */
  watch(parentType: string, wanted: Wanted): void {
    this.#wanted.set(parentType, wanted);
  }

  #decide({ urn, type, name }: pulumi.ResourceHookArgs): void {
    const parentType = configuredBelow(urn);
    const wanted = this.#wanted.get(parentType);
    if (wanted === undefined) {
      throw new Error(
        `${name} was made of a configuration that the program doesn't have any more, and nothing says how much of it may go: put the configuration back, or, where it is meant, leave it without people, groups and permissionSets (limits.deletions says how many may go at once), run pulumi up, then drop it; where it only moved, name its former place (aliases)`,
      );
    }
    const section = SECTIONS[type];
    if (section === undefined || isWanted(section, name, wanted.configuration)) return;
    this.#deleted.add(urn);
    if (this.#deleted.size <= wanted.limit) return;
    const names = [...this.#deleted].map(nameOf).join(", ");
    throw new Error(wanted.worded(tooManyDeletions(this.#deleted.size, wanted.limit, names)));
  }
}

/** One for each engine: it is asked about what the program doesn't make any more, too. */
export const lossGuard = perEngine(() => new LossGuard());

/** Type of the component that takes a whole configuration. */
export const ACCESS = "identity-center:index:Access";

/** Types down to the component whose configuration a resource was made of; empty where that was the stack's. */
function configuredBelow(urn: string): string {
  const types = (urn.split("::")[2] ?? "").split("$");
  return types.slice(0, types.lastIndexOf(ACCESS) + 1).join("$");
}

function isWanted(section: MadeSection, name: string, configuration: Configuration): boolean {
  const key = section === "people" ? name.slice(name.indexOf("/") + 1) : name;
  return wantedEntries(section, configuration).some((one) => !one.existing && one.key === key);
}

function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
