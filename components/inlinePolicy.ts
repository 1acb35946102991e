import * as ssoadmin from "@pulumi/aws/ssoadmin/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { formerParts } from "./formerNames.ts";
import { noteLimit } from "./limitNote.ts";
import { type PartCreation, placeOf } from "./permissionSetPart.ts";
import { retryTransientErrors } from "./retry.ts";

const INLINE = "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy";

/** Gone with its set: to delete it first would re-provision a set that nobody is assigned. */
export function createInlinePolicy(creation: PartCreation): pulumi.Resource[] {
  const { component: parent, name, args, set, dependsOn } = creation;
  if (args.inlinePolicy === undefined) return [];
  return [
    new ssoadmin.PermissionSetInlinePolicy(
      `${name}-inline`,
      { inlinePolicy: args.inlinePolicy, ...placeOf(creation) },
      {
        parent,
        aliases: formerParts(parent, INLINE, "-inline"),
        dependsOn: [noteLimit(creation, "-inline"), ...dependsOn],
        ...(set.resource ? { deletedWith: set.resource } : {}),
        hooks: { onError: [retryTransientErrors()] },
      },
    ),
  ];
}
