import * as pulumi from "@pulumi/pulumi";
import { formerParts } from "./formerNames.ts";
import type { PartCreation } from "./permissionSetPart.ts";

const STASH = "pulumi:index:Stash";

/**
 * Says in the state that a set had a limit, until that is gone from AWS and from the set's accounts. A provider that is
 * killed between the two has taken the limit off already, and a refresh takes it out of the state: then this is all that is
 * left of it. Whatever is made with `dependsOn` of it is deleted before it.
 *
 * @param end of the limit's own name, such as `-inline`
 */
export function noteLimit({ component: parent, name }: PartCreation, end: string): pulumi.Stash {
  const own = `${end}-note`;
  return new pulumi.Stash(
    `${name}${own}`,
    { input: true },
    { parent, aliases: formerParts(parent, STASH, own) },
  );
}
