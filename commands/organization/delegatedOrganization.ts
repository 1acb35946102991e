import { AccountDirectory } from "../../model/access/accountDirectory.ts";
import { findDelegate } from "../../model/delegation/delegate.ts";
import type { Configuration } from "../../model/schema/configuration.ts";
import type { ExistingPerson, OrganizationSnapshot } from "../../sandbox/organizationSnapshot.ts";
import type { OtherStackFile } from "../stack/otherStack.ts";

const SERVICE = "sso.amazonaws.com";

/** The delegated administrator's account, 12 digits, where this is its stack and the organization has it. */
export function delegateOf(
  configuration: Configuration,
  snapshot: OrganizationSnapshot,
): string | undefined {
  const section = configuration.delegatedAdministration;
  if (section?.stack !== "delegated") return undefined;
  const { accounts, managementAccount: managementAccountId } = snapshot;
  const organization = { managementAccountId, accounts };
  const directory = new AccountDirectory(configuration, organization);
  return findDelegate(section, directory, organization).id;
}

/**
 * The organization with the delegated administrator's credentials, and with its registration, where it is its stack:
 * a file that was read with the management account's says neither. What the file itself says of them counts.
 */
export function withItsCredentials(
  snapshot: OrganizationSnapshot,
  configuration: Configuration,
): OrganizationSnapshot {
  const delegate = delegateOf(configuration, snapshot);
  if (delegate === undefined || snapshot.callerAccount !== snapshot.managementAccount) {
    return snapshot;
  }
  const { delegatedAdministrators } = snapshot;
  const isNamed = delegatedAdministrators.some(({ service }) => service === SERVICE);
  return {
    ...snapshot,
    callerAccount: delegate,
    delegatedAdministrators: isNamed
      ? delegatedAdministrators
      : [...delegatedAdministrators, { account: delegate, service: SERVICE }],
  };
}

/**
 * The organization with people and groups that the other stack makes and this one finds: a first deployment of the one
 * comes after the other's.
 */
export function withMadeThere(
  snapshot: OrganizationSnapshot,
  { people, groups }: Configuration,
  { configuration: theirs }: OtherStackFile,
): OrganizationSnapshot {
  const { existing } = snapshot;
  const there = new Set(existing.people.map(({ userName }) => form(userName)));
  const own = new Set(
    Object.values(people).flatMap((one) => (one.existing ? [] : [form(one.userName)])),
  );
  const added = new Map<string, ExistingPerson>();
  const add = (person: ExistingPerson) => {
    const key = form(person.userName);
    if (!there.has(key) && !added.has(key)) added.set(key, person);
  };
  const made = new Map(
    Object.values(theirs.people).flatMap((one) => {
      const { existing: isFound, userName, givenName, familyName, email } = one;
      return isFound ? [] : [[form(userName), { userName, givenName, familyName, email }]];
    }),
  );
  for (const { existing: isFound, userName } of Object.values(people)) {
    const person = made.get(form(userName));
    if (isFound && person) add(person);
  }
  const namesOfGroups = new Set(existing.groups.map(({ name }) => form(name)));
  const found = new Set(
    Object.values(groups).flatMap((one) => (one.existing ? [form(one.displayName)] : [])),
  );
  const newGroups = Object.values(theirs.groups).flatMap((one) => {
    const name = form(one.displayName);
    if (one.existing || !found.has(name) || namesOfGroups.has(name)) return [];
    const members = one.members.map((key) => theirs.people[key]?.userName ?? key);
    // Whom this stack makes isn't there before it.
    if (members.some((member) => own.has(form(member)))) return [{ name: one.displayName }];
    for (const userName of members) add(made.get(form(userName)) ?? { userName });
    return [{ name: one.displayName, members }];
  });
  return {
    ...snapshot,
    existing: {
      ...existing,
      people: [...existing.people, ...added.values()],
      groups: [...existing.groups, ...newGroups],
    },
  };
}

/** The same with the other stack's administrators, of whom this stack's alarms tell. */
export function withAdministratorsOf(
  snapshot: OrganizationSnapshot,
  { configuration: theirs }: OtherStackFile,
): OrganizationSnapshot {
  const { existing } = snapshot;
  const groups = Object.values(theirs.groups).filter((one) => one.administrators);
  const sets = groups.flatMap(({ access }) =>
    access.flatMap(({ permissionSet }) => theirs.permissionSets[permissionSet] ?? []),
  );
  const missing = (names: readonly string[], there: readonly { readonly name: string }[]) => {
    const known = new Set(there.map(({ name }) => form(name)));
    return [...new Set(names)].filter((name) => !known.has(form(name))).map((name) => ({ name }));
  };
  return {
    ...snapshot,
    existing: {
      ...existing,
      groups: [
        ...existing.groups,
        ...missing(
          groups.map(({ displayName }) => displayName),
          existing.groups,
        ),
      ],
      permissionSets: [
        ...existing.permissionSets,
        ...missing(
          sets.map(({ name }) => name),
          existing.permissionSets,
        ).map((one) => ({ ...one, managedPolicies: [] })),
      ],
    },
  };
}

/** The identity store compares names without case. */
function form(name: string): string {
  return name.toLowerCase();
}
