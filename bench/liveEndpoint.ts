// Serves a large organization behind AWS's own protocol and prints where, until it is killed.

import { Endpoint } from "../sandbox/endpoint/endpoint.ts";
import { snapshotFromConfiguration } from "../sandbox/snapshot.ts";
import type { Journal } from "../sandbox/world/journal.ts";
import { World } from "../sandbox/world/world.ts";

const region = "eu-west-1";
const [accounts, sets, groups, people, assignments] = [500, 200, 500, 10_000, 40_000];

/** Nobody looks back. */
const journal: Journal = { exclusively: (_received, work) => work(), append: () => {} };

const ids = Array.from({ length: accounts }, (_, index) => String(index + 1).padStart(12, "0"));
const users = Array.from({ length: people }, (_, index) => ({
  userName: `person-${index}@example.com`,
  givenName: "Ada",
  familyName: `Lovelace ${index}`,
  email: `person-${index}@example.com`,
}));
const units = Array.from({ length: 25 }, (_, index) => `Unit ${index}`);
const snapshot = {
  ...snapshotFromConfiguration([], { managementAccount: "000000000001", region }),
  accounts: ids.map((id, index) => ({
    id,
    name: `account-${index}`,
    state: "ACTIVE",
    organizationalUnit: units[index % units.length] ?? "",
    tags: { env: index % 2 ? "prod" : "dev" },
  })),
  organizationalUnits: units,
  existing: {
    people: users,
    groups: Array.from({ length: groups }, (_, group) => ({
      name: `group-${group}`,
      members: users.filter((_user, index) => index % groups === group).map((one) => one.userName),
    })),
    permissionSets: Array.from({ length: sets }, (_, index) => ({
      name: `set-${index}`,
      managedPolicies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
    })),
  },
};
const world = new World({ snapshot, journal });
const [instance] = world.call("ListInstances", {}, region).Instances;
const { InstanceArn = "", IdentityStoreId = "" } = instance ?? {};
const setArns = world.call("ListPermissionSets", { InstanceArn }, region).PermissionSets;
const groupIds = world
  .call("ListGroups", { IdentityStoreId }, region)
  .Groups.map((one) => one.GroupId);
for (let index = 0; index < assignments; index++) {
  // Each set in each account once at most, before any is there for a second group.
  const pair = (index * 7919) % (sets * accounts);
  const request = {
    InstanceArn,
    PermissionSetArn: setArns[pair % sets] ?? "",
    TargetId: ids[Math.floor(pair / sets)] ?? "",
    TargetType: "AWS_ACCOUNT",
    PrincipalType: "GROUP",
    PrincipalId: groupIds[index % groups] ?? "",
  };
  world.call("CreateAccountAssignment", request, region);
}
const endpoint = new Endpoint(world);
await endpoint.start();
console.log(endpoint.url);
