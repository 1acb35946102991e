import { partitionOfRegion } from "../../model/schema/partition.ts";
import type { OrganizationFacts, Recorder } from "../organizationFacts.ts";
import type { OrganizationSnapshot } from "../organizationSnapshot.ts";
import { hex } from "./identifiers.ts";
import { CHANNEL, RECORDER, RUNNING } from "./recorderRecords.ts";
import { recordKey } from "./records.ts";
import type { TableName, Tables } from "./tables.ts";

type Rows = { [T in TableName]?: Map<string, Tables[T]> };
type Policy = Tables["organizationPolicies"];

/** Ids of what policies may be attached to. */
interface Targets {
  readonly rootId: string;
  /** By path. */
  readonly units: ReadonlyMap<string, Tables["organizationalUnits"]>;
}

/** What the organization file says of root users, IAM and the other services. */
export function factRows(snapshot: OrganizationSnapshot, targets: Targets): Rows {
  const { facts } = snapshot;
  if (!facts) return {};
  const users = facts.iamUsers.map((user) => [`${user.account}|${user.name}`, user] as const);
  return {
    organizationPolicies: policyRows(snapshot, facts, targets),
    rootUsers: new Map(Object.entries(facts.rootUsers)),
    iamUsers: new Map(users),
    passwordPolicies: new Map(Object.entries(facts.passwordPolicies)),
    trails: byArn(facts.trails, "cloudtrail", "trail/"),
    analyzers: byArn(facts.analyzers, "access-analyzer", "analyzer/"),
    givenRecords: new Map([
      ...facts.logGroups.flatMap((group) => recordAt("LogGroup", group)),
      ...facts.recorders.flatMap(recorderRecords),
    ]),
    contacts: new Map(Object.entries(facts.contacts)),
    keys: new Map(facts.keys.map((key) => [key.arn, key])),
    applications: new Map(facts.applications.map((one) => [one.name, one])),
  };
}

interface Placed {
  readonly account: string;
  readonly name: string;
  readonly region: string;
}

function recordAt(type: string, { account, name, region }: Placed, more: object = {}) {
  return [[recordKey(type, account, region, name), { name, region, ...more }]] as const;
}

/** Whoever set AWS Config up gave it a role, and a channel without which it doesn't record. */
function recorderRecords(recorder: Recorder) {
  const roleArn = `arn:${partitionOfRegion(recorder.region)}:iam::${recorder.account}:role/config`;
  return [
    ...recordAt(RECORDER, recorder, { roleArn }),
    ...recordAt(CHANNEL, recorder, { s3BucketName: `config-${recorder.account}` }),
    ...(recorder.recording ? recordAt(RUNNING, recorder) : []),
  ];
}

function byArn<T extends { account: string; name: string; region: string }>(
  all: readonly T[],
  service: string,
  prefix: string,
): Map<string, T & { arn: string }> {
  return new Map(
    all.map((one) => {
      const partition = partitionOfRegion(one.region);
      const arn = `arn:${partition}:${service}:${one.region}:${one.account}:${prefix}${one.name}`;
      return [arn, { ...one, arn }];
    }),
  );
}

/** Types of policies that are turned on: those of which there is one, too. */
export function policyTypes(facts: Pick<OrganizationFacts, "policies" | "policyTypes">): string[] {
  return [...new Set([...facts.policyTypes, ...facts.policies.map(({ type }) => type)])];
}

/** Where a type of policies is turned on that allows, everything has AWS's own that allows all. */
function policyRows(
  { accounts, managementAccount }: OrganizationSnapshot,
  facts: OrganizationFacts,
  { rootId, units }: Targets,
): Map<string, Policy> {
  const everything = [
    rootId,
    ...[...units.values()].map(({ id }) => id),
    ...accounts.map(({ id }) => id),
  ];
  const types = policyTypes(facts);
  const allowing = fullAccess.filter(({ type }) => types.includes(type));
  const own = facts.policies.map(({ targets, ...policy }) => ({
    ...policy,
    id: `p-${hex(`policy ${managementAccount} ${policy.type} ${policy.name}`, 8)}`,
    isAwsManaged: false,
    targets: targets.map(({ kind, name }) => {
      if (kind === "account") return name;
      return units.get(name)?.id ?? rootId;
    }),
  }));
  const all = [...allowing.map((policy) => ({ ...policy, targets: everything })), ...own];
  return new Map(all.map((policy) => [policy.id, policy]));
}

/** AWS's own policies that allow all, of each type that allows. */
export const fullAccess: readonly Omit<Policy, "targets">[] = [
  {
    id: "p-FullAWSAccess",
    name: "FullAWSAccess",
    description: "Allows access to every operation",
    type: "SERVICE_CONTROL_POLICY",
    content: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
    }),
    isAwsManaged: true,
  },
  {
    id: "p-RCPFullAWSAccess",
    name: "RCPFullAWSAccess",
    description: "Allows access to every resource",
    type: "RESOURCE_CONTROL_POLICY",
    content: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
    }),
    isAwsManaged: true,
  },
];
