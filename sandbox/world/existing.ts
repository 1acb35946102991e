import type { OrganizationSnapshot } from "../organizationSnapshot.ts";
import { permissionSetArn, uuid } from "./identifiers.ts";
import { sameText } from "./identityStore.ts";
import { isSame } from "./merged.ts";
import { emptyRole } from "./permissionSets.ts";
import type { Tables } from "./tables.ts";
import type { Transaction } from "./transaction.ts";

type Existing = OrganizationSnapshot["existing"];

/**
 * What an identity provider, the console or Control Tower made: each person, group, membership and permission set of the
 * organization file, and all attributes together, when the file first says so. What AWS has by that name stays as it is.
 *
 * @param isNew whether nobody read the file before; an earlier version noted nothing of what it said
 */
export function makeExisting(
  tx: Transaction,
  snapshot: OrganizationSnapshot,
  instance: Tables["instances"],
  isNew: boolean,
): void {
  const { existing, attributes } = snapshot;
  const said = saidBy(snapshot);
  const before: Tables["existing"] = tx.get("existing", "existing") ?? (isNew ? {} : said);
  if (!isSame(tx.get("existing", "existing"), said)) tx.put("existing", "existing", said);
  const isNews = (kind: keyof typeof said, name: string) => !before[kind]?.includes(name);
  for (const one of existing.people) if (isNews("people", one.userName)) makePerson(tx, one);
  for (const one of existing.groups) if (isNews("groups", one.name)) makeGroup(tx, one);
  for (const { name, members = [] } of existing.groups) {
    for (const member of members) {
      if (isNews("memberships", membershipName(name, member))) makeMembership(tx, name, member);
    }
  }
  for (const one of existing.permissionSets) {
    if (isNews("permissionSets", one.name)) makePermissionSet(tx, one, instance);
  }
  if (attributes && isNews("attributes", JSON.stringify(attributes))) {
    tx.put("accessControlAttributes", instance.arn, {
      attributes: Object.entries(attributes).map(([Key, source]) => ({ Key, Source: [source] })),
    });
  }
}

function saidBy({
  existing: { people, groups, permissionSets },
  attributes,
}: OrganizationSnapshot) {
  return {
    people: people.map(({ userName }) => userName),
    groups: groups.map(({ name }) => name),
    memberships: groups.flatMap(({ name, members = [] }) =>
      members.map((member) => membershipName(name, member)),
    ),
    permissionSets: permissionSets.map(({ name }) => name),
    attributes: attributes ? [JSON.stringify(attributes)] : [],
  } satisfies Tables["existing"];
}

function membershipName(group: string, member: string): string {
  return JSON.stringify([group, member]);
}

function makePerson(
  tx: Transaction,
  { userName, externalIds, givenName, familyName, email }: Existing["people"][number],
): void {
  if (tx.rows("users").some((one) => sameText(one.userName, userName))) return;
  const id = uuid(`user ${userName} ${tx.generation(`user ${userName}`)}`);
  tx.put("users", id, {
    id,
    userName,
    attributes: {
      DisplayName: [givenName, familyName].filter(Boolean).join(" ") || userName,
      Name: { GivenName: givenName ?? userName, FamilyName: familyName ?? userName },
      ...(email ? { Emails: [{ Value: email, Primary: true }] } : {}),
    },
    ...(externalIds ? { externalIds } : {}),
  });
}

function makeGroup(tx: Transaction, { name, members, externalIds }: Existing["groups"][number]) {
  if (tx.rows("groups").some((one) => sameText(one.name, name))) return;
  const id = uuid(`group ${name} ${tx.generation(`group ${name}`)}`);
  tx.put("groups", id, {
    id,
    name,
    ...(externalIds ? { externalIds } : {}),
    ...(members ? {} : { membersUnknown: true }),
  });
}

function makeMembership(tx: Transaction, name: string, member: string): void {
  const group = tx.rows("groups").find((one) => sameText(one.name, name));
  const user = tx.rows("users").find((one) => sameText(one.userName, member));
  if (!group || !user) return;
  const own = { groupId: group.id, userId: user.id };
  const isThere = (one: Tables["memberships"]) =>
    one.groupId === own.groupId && one.userId === own.userId;
  if (tx.rows("memberships").some(isThere)) return;
  const called = `membership ${group.id} ${user.id}`;
  const id = uuid(`${called} ${tx.generation(called)}`);
  tx.put("memberships", id, { id, ...own });
}

function makePermissionSet(
  tx: Transaction,
  { name, managedPolicies }: Existing["permissionSets"][number],
  instance: Tables["instances"],
): void {
  if (tx.rows("permissionSets").some((one) => one.name === name)) return;
  const generation = tx.generation(`permission set ${name}`);
  const arn = permissionSetArn(instance.arn, `${name} ${generation}`);
  tx.put("permissionSets", arn, {
    arn,
    instanceArn: instance.arn,
    name,
    createdDate: "2026-01-01T00:00:00.000Z",
    tags: {},
    content: { ...emptyRole, managedPolicies },
  });
}
