import * as ssoadmin from "@pulumi/aws/ssoadmin/index.js";
import * as pulumi from "@pulumi/pulumi";
import { boundaryName } from "../model/access/setContent.ts";
import { fail } from "./fail.ts";
import { formerParts } from "./formerNames.ts";
import { noteLimit } from "./limitNote.ts";
import { managedArn } from "./managedArn.ts";
import { partitionOf } from "./partition.ts";
import { type PartCreation, placeOf } from "./permissionSetPart.ts";
import { plainError } from "./plainError.ts";
import { retryTransientErrors } from "./retry.ts";
import { wording } from "./wording.ts";

const STASH = "pulumi:index:Stash";
const BOUNDARY = "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment";

/**
 * A set has one boundary, and AWS overwrites it. To the provider a changed boundary is a new attachment, and deleting the
 * old one would take the new one off the set. Its stash goes together with it, so `deletedWith` drops the old attachment
 * without a call; when the boundary is given up the stashes stay, and the attachment is really deleted. A stash that is
 * replaced waits for its deletion under its URN, and would drop the next attachment, too: so versions that are numbered
 * have a stash each.
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
  const [stash] = (args.boundaryVersions ?? [0]).map((version) => {
    const end = boundaryVersion(version);
    return new pulumi.Stash(
      `${name}${end}`,
      { input: content ?? "none" },
      {
        parent,
        aliases: formerParts(parent, STASH, end),
        ...(content ? { replaceOnChanges: ["input"], replacementTrigger: visible(content) } : {}),
      },
    );
  });
  if (!content || !stash) return [];
  const attachment = new ssoadmin.PermissionsBoundaryAttachment(
    `${name}-boundary`,
    { permissionsBoundary: content, ...placeOf(creation) },
    {
      parent,
      aliases: formerParts(parent, BOUNDARY, "-boundary"),
      dependsOn: [stash, noteLimit(creation, "-boundary"), ...dependsOn],
      deletedWith: stash,
      ...(args.boundaryStays ? { ignoreChanges: ["permissionsBoundary"] } : {}),
      hooks: { onError: [retryTransientErrors()] },
    },
  );
  if (args.boundaryStays) refuseAnother(creation, attachment, content);
  return [attachment];
}

/** A refresh in the same update finds what somebody else has done after the state was read. */
function refuseAnother(
  { component, name }: PartCreation,
  attachment: ssoadmin.PermissionsBoundaryAttachment,
  content: pulumi.Input<ssoadmin.PermissionsBoundaryAttachmentArgs["permissionsBoundary"]>,
): void {
  pulumi.all([attachment.permissionsBoundary, content]).apply(([found, wanted]) => {
    const [seen, own] = [found, wanted].map(nameOf);
    if (seen === own) return undefined;
    const argument = { component: "PermissionSet", name, path: ["permissionsBoundary"] };
    const message = `is ${seen} in AWS, as the refresh of this update found, and not ${own}: run pulumi up again, which brings it`;
    return fail(plainError(wording().told({ argument, message }), component));
  });
}

function nameOf({
  managedPolicyArn,
  customerManagedPolicyReference,
}: pulumi.Unwrap<ssoadmin.PermissionsBoundaryAttachmentArgs["permissionsBoundary"]>): string {
  const customer = customerManagedPolicyReference;
  return (
    boundaryName({
      ...(managedPolicyArn ? { managedBoundary: managedPolicyArn } : {}),
      ...(customer ? { customerManagedBoundary: customer } : {}),
    }) ?? "none"
  );
}

/** What follows the set's key in the name of a version's stash. */
function boundaryVersion(version: number): string {
  return version === 0 ? "-boundary-version" : `-boundary-version-${version}`;
}

/** The engine takes a trigger that holds a secret for another one each time. */
function visible(content: pulumi.Input<unknown>): pulumi.Output<unknown> {
  const all = pulumi.output(content);
  return pulumi
    .output(pulumi.isSecret(all))
    .apply((secret) => (secret ? pulumi.output("[secret]") : all));
}
