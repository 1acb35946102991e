import * as pulumi from "@pulumi/pulumi";
import type { Configuration } from "../model/schema/configuration.ts";
import type { MadeSection } from "../model/transition/deployed.ts";
import { tooManyDeletions } from "../model/transition/loss.ts";
import { wantedEntries } from "../model/transition/succession.ts";

/** Types of what is guarded, by section. */
const TYPES: Readonly<Record<string, MadeSection>> = {
  "aws:identitystore/user:User": "people",
  "aws:identitystore/group:Group": "groups",
  "aws:ssoadmin/permissionSet:PermissionSet": "permissionSets",
};

/**
 * A hook that refuses deletions of people, groups and permission sets beyond what one update may do, already
 * in preview. The program refuses them before it registers anything, from what the state says; this is the
 * second net, for what the state did not tell. `pulumi destroy --run-program` passes: there the program
 * still wants what goes.
 *
 * @param limit deletions that one update may do
 * @param worded the message in the words of where the configuration comes from
 */
export function createLossGuard(
  configuration: Configuration,
  limit: number,
  worded = (message: string) => message,
): pulumi.ResourceHook {
  const deleted = new Set<string>();
  const isWanted = (type: string, name: string) => {
    const section = TYPES[type];
    if (section === undefined) return false;
    const key = section === "people" ? name.slice(name.indexOf("/") + 1) : name;
    return wantedEntries(section, configuration).some((one) => !one.existing && one.key === key);
  };
  return new pulumi.ResourceHook(
    "keep-most-of-it",
    ({ urn, type, name }) => {
      if (isWanted(type, name)) return;
      deleted.add(urn);
      if (deleted.size <= limit) return;
      const names = [...deleted].map(nameOf).join(", ");
      throw new Error(worded(tooManyDeletions(deleted.size, limit, names)));
    },
    { onDryRun: true },
  );
}

function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
