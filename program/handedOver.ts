import * as identitystore from "@pulumi/aws/identitystore/index.js";
import * as ssoadmin from "@pulumi/aws/ssoadmin/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { DeployedEntry, DeployedMembership, SetPart } from "../model/transition/deployed.ts";
import { HANDED_OVER } from "./deployedState.ts";
import type { Place } from "./place.ts";

/**
 * Pulumi lets go of a resource that a program reads under the same URN and id instead of making it: AWS
 * keeps it, the state notes that it isn't ours, and the next update that doesn't read it drops the note.
 */
type Released = pulumi.CustomResource;

/** The person that `people` made so far. */
export function releasePerson(
  { key, id }: DeployedEntry,
  identityStoreId: pulumi.Output<string>,
  people: pulumi.ComponentResource,
): Released {
  return identitystore.User.get(
    `people/${key}`,
    pulumi.interpolate`${identityStoreId}/${id}`,
    undefined,
    {
      parent: people,
    },
  );
}

/** The group that an `AccessGroup` made so far, with its members: they are managed where it is. */
export function releaseGroup(
  { key, id }: DeployedEntry,
  memberships: readonly DeployedMembership[],
  identityStoreId: pulumi.Output<string>,
  group: pulumi.ComponentResource,
): Released[] {
  const opts = { parent: group };
  return [
    identitystore.Group.get(key, pulumi.interpolate`${identityStoreId}/${id}`, undefined, opts),
    ...memberships.map(({ person, id }) =>
      identitystore.GroupMembership.get(
        `${key}/${person}`,
        pulumi.interpolate`${identityStoreId}/${id}`,
        undefined,
        opts,
      ),
    ),
  ];
}

/** Where a permission set's resources lie in the state while they are handed over. */
class ReleasedPermissionSet extends pulumi.ComponentResource {
  constructor(key: string, opts: pulumi.ComponentResourceOptions) {
    super("identity-center:index:PermissionSet", key, {}, opts);
    this.registerOutputs({});
  }
}

/** The permission set, inline policy and boundary that a `PermissionSet` made so far; the rest of it isn't in AWS. */
export function releasePermissionSet(
  { key, id }: DeployedEntry,
  parts: ReadonlyMap<SetPart, string>,
  instanceArn: pulumi.Output<string>,
  place: Place,
): Released[] {
  const opts = { parent: new ReleasedPermissionSet(key, place) };
  const setId = pulumi.interpolate`${id},${instanceArn}`;
  const { PermissionSet, PermissionSetInlinePolicy, PermissionsBoundaryAttachment } = ssoadmin;
  const inline = parts.get("inlinePolicy");
  const boundary = parts.get("permissionsBoundary");
  return [
    PermissionSet.get(key, setId, undefined, opts),
    ...(inline ? [PermissionSetInlinePolicy.get(nameIn(inline), setId, undefined, opts)] : []),
    ...(boundary
      ? [PermissionsBoundaryAttachment.get(nameIn(boundary), setId, undefined, opts)]
      : []),
  ];
}

/** After a change of keys that was stopped, a part may have its former name. */
function nameIn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** Notes in the state what was handed over, so that the next update knows that it isn't ours any more. */
export class HandedOver extends pulumi.ComponentResource {
  constructor(released: readonly Released[], { parent }: Place) {
    super(HANDED_OVER.type, HANDED_OVER.name, {}, parent ? { parent } : {});
    this.registerOutputs({ urns: pulumi.all(released.map(({ urn }) => urn)) });
  }
}
