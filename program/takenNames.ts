import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity.js";
import * as identitystore from "@pulumi/aws/identitystore/index.js";
import * as organizations from "@pulumi/aws/organizations/index.js";
import * as ssoadmin from "@pulumi/aws/ssoadmin/index.js";
import type { ErrorHookArgs, InvokeOptions } from "@pulumi/pulumi";
import type { TakenName } from "../components/errorForm.ts";
import { inputsOf } from "../components/failure.ts";
import { userNames } from "./strangers.ts";

/** The same, and whether it may be taken into the state. */
export interface Taken extends TakenName {
  /** Whether it is what the program wanted to make, as far as AWS tells, and nobody is known to use it otherwise; undefined where only an import tells. */
  readonly isAsWanted: boolean | undefined;
}

/** What has the name of a resource, or is the membership; undefined where it can't be found out. */
export async function findTaken(
  args: ErrorHookArgs,
  opts: InvokeOptions,
): Promise<Taken | undefined> {
  if (args.failedOperation !== "create") return undefined;
  const kind = args.type.split(":").at(-1) ?? "";
  try {
    return await lookUps[kind]?.(inputsOf(args), opts);
  } catch {
    return undefined;
  }
}

type LookUp = (
  inputs: Readonly<Record<string, unknown>>,
  opts: InvokeOptions,
) => Promise<Taken | undefined>;

const lookUps: Readonly<Record<string, LookUp>> = {
  async User(inputs, opts) {
    const found = await identitystore.getUser(alternately(inputs, "userName"), opts);
    const [name] = found.names;
    const wanted = inputs.name as Record<string, unknown> | undefined;
    const { value } = (inputs.emails ?? {}) as Record<string, unknown>;
    return {
      id: `${inputs.identityStoreId}/${found.userId}`,
      isAsWanted:
        name?.givenName === wanted?.givenName &&
        name?.familyName === wanted?.familyName &&
        found.emails[0]?.value === value,
    };
  },

  async Group(inputs, opts) {
    const { groupId, description } = await identitystore.getGroup(
      alternately(inputs, "displayName"),
      opts,
    );
    // The id is worth telling, too, where nobody may read who is in it.
    const members = await identitystore
      .getGroupMemberships({ ...storeOf(inputs), groupId }, opts)
      .catch(() => undefined);
    const ids = members?.groupMemberships.map(({ memberId }) => memberId.userId);
    return {
      id: `${inputs.identityStoreId}/${groupId}`,
      members: ids && (await userNames(storeOf(inputs), ids, opts)),
      // Its members would have what the group gets.
      isAsWanted:
        members?.groupMemberships.length === 0 && description === text(inputs.description),
    };
  },

  async GroupMembership(inputs, opts) {
    const group = { ...storeOf(inputs), groupId: text(inputs.groupId) };
    const { groupMemberships } = await identitystore.getGroupMemberships(group, opts);
    const found = groupMemberships.find(({ memberId }) => memberId.userId === inputs.memberId);
    return found && { id: `${inputs.identityStoreId}/${found.membershipId}`, isAsWanted: true };
  },

  async PermissionSet(inputs, opts) {
    const { instanceArn, name } = inputs as Record<string, string>;
    if (!instanceArn || !name) return undefined;
    const found = await ssoadmin.getPermissionSet({ instanceArn, name, ...regionOf(inputs) }, opts);
    const keys = ["description", "relayState", "sessionDuration"] as const;
    return {
      id: `${found.arn},${instanceArn}`,
      isAsWanted:
        keys.every((key) => text(found[key]) === text(inputs[key])) &&
        sorted(found.tags) === sorted(inputs.tagsAll ?? inputs.tags),
    };
  },

  async AccountAssignment(inputs) {
    const { principalId, principalType, targetId, targetType, permissionSetArn, instanceArn } =
      inputs;
    const id = [principalId, principalType, targetId, targetType, permissionSetArn, instanceArn];
    return { id: id.join(","), isAsWanted: true };
  },

  /** Nothing of it can differ. */
  async Region(inputs) {
    return { id: `${text(inputs.instanceArn)},${text(inputs.regionName)}`, isAsWanted: true };
  },

  /** The provider's function tells where it leads, and not what the state has: the import does. */
  async Alias({ name }) {
    return { id: text(name), isAsWanted: undefined };
  },

  async DelegatedAdministrator(inputs) {
    return { id: `${text(inputs.accountId)}/${text(inputs.servicePrincipal)}`, isAsWanted: true };
  },

  async PolicyAttachment(inputs) {
    return { id: `${text(inputs.targetId)}:${text(inputs.policyId)}`, isAsWanted: true };
  },

  async Policy({ type, name, content }, opts) {
    const { ids } = await organizations.getPolicies({ filter: text(type) }, opts);
    for (const policyId of ids) {
      const found = await organizations.getPolicy({ policyId }, opts);
      // Whatever else is different, the next update changes in place.
      if (found.name === name) return { id: policyId, isAsWanted: found.content === content };
    }
    return undefined;
  },

  /** The provider has no function that looks trails up. */
  async Trail({ name, region }, opts) {
    const { accountId, arn } = await getCallerIdentity({}, opts);
    const [, partition] = arn.split(":");
    const id = `arn:${partition}:cloudtrail:${text(region)}:${accountId}:trail/${text(name)}`;
    return { id, isAsWanted: undefined };
  },

  /** The provider's function doesn't tell all of it. */
  async LogGroup({ name, region }) {
    return { id: `${text(name)}@${text(region)}`, isAsWanted: undefined };
  },

  /** A service has one in an account. */
  async ServiceLinkedRole(_, opts) {
    const { accountId, arn } = await getCallerIdentity({}, opts);
    const of = `${arn.split(":").slice(0, 2).join(":")}:iam::${accountId}`;
    return {
      id: `${of}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
      isAsWanted: true,
    };
  },

  /** The provider has no function that looks analyzers up. */
  async Analyzer(inputs) {
    return { id: `${text(inputs.analyzerName)}@${text(inputs.region)}`, isAsWanted: undefined };
  },

  /** The provider has no function that looks attributes up. */
  async InstanceAccessControlAttributes(inputs) {
    return { id: text(inputs.instanceArn), isAsWanted: undefined };
  },
};

function regionOf({ region }: Readonly<Record<string, unknown>>): { region?: string } {
  return typeof region === "string" ? { region } : {};
}

function storeOf(inputs: Readonly<Record<string, unknown>>) {
  return { identityStoreId: text(inputs.identityStoreId), ...regionOf(inputs) };
}

function alternately(inputs: Readonly<Record<string, unknown>>, key: "userName" | "displayName") {
  const attributePath = key === "userName" ? "UserName" : "DisplayName";
  const uniqueAttribute = { attributePath, attributeValue: text(inputs[key]) };
  return { ...storeOf(inputs), alternateIdentifier: { uniqueAttribute } };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function sorted(tags: unknown): string {
  return JSON.stringify(Object.entries(tags ?? {}).sort());
}
