import * as ssoadmin from "@pulumi/aws/ssoadmin/index.js";
import * as pulumi from "@pulumi/pulumi";
import { formerParts } from "./formerNames.ts";
import { noteLimit } from "./limitNote.ts";
import { managedArn } from "./managedArn.ts";
import { partitionOf } from "./partition.ts";
import { type PartCreation, placeOf } from "./permissionSetPart.ts";
import { retryTransientErrors } from "./retry.ts";

const STASH = "pulumi:index:Stash";
const BOUNDARY = "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment";

/**
 * A set has one boundary, and AWS overwrites it. To the provider a changed boundary is a new attachment, and deleting the
 * old one would take the new one off the set. The stash is replaced together with the boundary, so `deletedWith` drops
 * the old attachment without a call; when the boundary is given up the stash stays, and the attachment is really deleted.
 */
export function createPermissionsBoundary(creation: PartCreation): pulumi.Resource[] {
  const { component: parent, name, args, dependsOn } = creation;
  const boundary = args.permissionsBoundary;
  const partition = partitionOf(args.instanceArn);
  const content = boundary && {
    managedPolicyArn: boundary.managedPolicy && managedArn(boundary.managedPolicy, partition),
    customerManagedPolicyReference: boundary.customerManagedPolicy && {
      name: boundary.customerManagedPolicy.name,
      path: boundary.customerManagedPolicy.path ?? "/",
    },
  };
  const stash = new pulumi.Stash(
    `${name}-boundary-version`,
    { input: content ?? "none" },
    {
      parent,
      aliases: formerParts(parent, STASH, "-boundary-version"),
      ...(content ? { replaceOnChanges: ["input"], replacementTrigger: visible(content) } : {}),
    },
  );
  if (!content) return [];
  return [
    new ssoadmin.PermissionsBoundaryAttachment(
      `${name}-boundary`,
      { permissionsBoundary: content, ...placeOf(creation) },
      {
        parent,
        aliases: formerParts(parent, BOUNDARY, "-boundary"),
        dependsOn: [stash, noteLimit(creation, "-boundary"), ...dependsOn],
        deletedWith: stash,
        hooks: { onError: [retryTransientErrors()] },
      },
    ),
  ];
}

/** The engine takes a trigger that holds a secret for another one each time. */
function visible(content: pulumi.Input<unknown>): pulumi.Output<unknown> {
  const all = pulumi.output(content);
  return pulumi
    .output(pulumi.isSecret(all))
    .apply((secret) => (secret ? pulumi.output("[secret]") : all));
}
