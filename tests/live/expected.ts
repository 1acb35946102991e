import type { LiveOrganization, LivePermissionSet } from "../../live/liveOrganization.ts";
import type { Read } from "../../live/notRead.ts";
import type { State, Tables } from "../../sandbox/world/tables.ts";
import { region } from "../sandbox/fixture.ts";

const read = <Value>(value: Value): Read<Value> => ({ isRead: true, value });

/** What the world holds, as it should be read; lists in any order. */
export function expectedOrganization(state: State): LiveOrganization {
  const organization = state.get("organization", "organization");
  const [instance] = state.rows("instances");
  if (!organization || !instance) throw new Error("no organization");
  const idOf = (path: string) => state.get("organizationalUnits", path)?.id ?? organization.rootId;
  const delegated = organization.delegatedAdministrators;
  const attributes = state.get("accessControlAttributes", instance.arn);
  return {
    organization: read({
      id: organization.id,
      managementAccount: organization.managementAccount,
      featureSet: "ALL",
    }),
    policyTypes: read(organization.policyTypes ?? []),
    units: read(
      state.rows("organizationalUnits").map(({ id, name, path, parent }) => ({
        id,
        name,
        path,
        parentId: idOf(parent),
      })),
    ),
    accounts: read(
      state.rows("accounts").map(({ id, name, email, state, organizationalUnit, tags }) => ({
        id,
        name,
        email,
        state,
        parentId: idOf(organizationalUnit),
        organizationalUnit,
        tags: read(tags),
      })),
    ),
    delegatedAdministrators: read(
      [...new Set(delegated.map(({ account }) => account))].map((account) => ({
        account,
        services: read(
          delegated.filter((one) => one.account === account).map(({ service }) => service),
        ),
      })),
    ),
    instance: {
      arn: instance.arn,
      identityStoreId: instance.identityStoreId,
      region,
      details: read({
        status: "ACTIVE",
        statusReason: undefined,
        ownerAccount: organization.managementAccount,
        homeRegion: region,
        permissionSetsEnabled: true,
        keyType: "AWS_OWNED_KMS_KEY",
        keyArn: undefined,
        encryptionStatus: "ENABLED",
        encryptionStatusReason: undefined,
      }),
    },
    attributes: read(
      attributes && {
        status: "ENABLED",
        attributes: attributes.attributes.map(({ Key, Source }) => ({ key: Key, sources: Source })),
      },
    ),
    permissionSets: read(state.rows("permissionSets").map((set) => permissionSet(state, set))),
    groups: read(
      state.rows("groups").map(({ id, name, description, externalIds = [] }) => ({
        id,
        name,
        description,
        externalIds,
        members: read(
          state
            .rows("memberships")
            .filter(({ groupId }) => groupId === id)
            .map(({ id: membership, userId }) => ({ id: membership, userId })),
        ),
      })),
    ),
    users: read(
      state.rows("users").map(({ id, userName, attributes, externalIds = [] }) => ({
        id,
        userName,
        status: "ENABLED",
        externalIds,
        attributes,
      })),
    ),
    assignments: read({
      way: "by permission set and account",
      list: state.rows("assignments").map((one) => ({
        account: one.account,
        permissionSetArn: one.permissionSetArn,
        principalType: one.principalType,
        principalId: one.principalId,
      })),
    }),
  };
}

function permissionSet(state: State, set: Tables["permissionSets"]): LivePermissionSet {
  const { arn, name, description, relayState, tags, content } = set;
  const roles = state.rows("provisioned", `${arn}|`);
  const boundary = content.permissionsBoundary;
  const reference = ({ Name, Path }: { Name: string; Path: string }) => ({
    name: Name,
    path: Path,
  });
  const latest = JSON.stringify(content);
  return {
    arn,
    settings: read({ name, description, sessionDuration: content.sessionDuration, relayState }),
    tags: read(tags),
    managedPolicies: read(content.managedPolicies),
    customerManagedPolicies: read(content.customerManagedPolicies.map(reference)),
    inlinePolicy: read(content.inlinePolicy ?? undefined),
    permissionsBoundary: read(
      boundary?.ManagedPolicyArn !== undefined
        ? { managedPolicyArn: boundary.ManagedPolicyArn }
        : boundary?.CustomerManagedPolicyReference && {
            customerManagedPolicy: reference(boundary.CustomerManagedPolicyReference),
          },
    ),
    accounts: read(roles.map(({ account }) => account)),
    accountsBehind: read(
      roles.filter((role) => JSON.stringify(role.content) !== latest).map(({ account }) => account),
    ),
  };
}

/** The same value with every list in one order, so that values can be compared. */
export function inOneOrder<Value>(value: Value): Value {
  return ordered(value) as Value;
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(ordered).sort((one, other) => (text(one) < text(other) ? -1 : 1));
  }
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  const sorted = entries.sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, inner]) => [key, ordered(inner)]));
}

function text(value: unknown): string {
  return JSON.stringify(value);
}
