import * as ssoadmin from "@pulumi/aws/ssoadmin/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { formerParts } from "./formerNames.ts";
import { noteLimit } from "./limitNote.ts";
import { type PartCreation, placeOf } from "./permissionSetPart.ts";
import { retryTransientErrors } from "./retry.ts";

const INLINE = "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy";

/**
 * Goes with the component, not with the set: a set that it replaced has the same URN, and where that one is deleted in an
 * update that takes the policy off the new one, the engine would forget the policy without a call.
 */
export function createInlinePolicy(creation: PartCreation): pulumi.Resource[] {
  const { component: parent, name, args, dependsOn } = creation;
  if (args.inlinePolicy === undefined) return [];
  return [
    new ssoadmin.PermissionSetInlinePolicy(
      `${name}-inline`,
      { inlinePolicy: args.inlinePolicy, ...placeOf(creation) },
      {
        parent,
        aliases: formerParts(parent, INLINE, "-inline"),
        dependsOn: [noteLimit(creation, "-inline"), ...dependsOn],
        deletedWith: parent,
        hooks: { onError: [retryTransientErrors()] },
      },
    ),
  ];
}
