import { pathOf } from "../../../model/problems/path.ts";
import type { Sides } from "./sides.ts";
import { entryOf } from "./stateEntry.ts";
import { facts, type Parts, THERE, type Thing } from "./thing.ts";

const GROUP = "aws:identitystore/group:Group";
const MEMBERSHIP = "aws:identitystore/groupMembership:GroupMembership";

/** Groups of the code, and who is in those that it makes. */
export function groupThings(sides: Sides): Thing[] {
  const { code, live, pairs, state } = sides;
  const { identityStoreId } = live.instance;
  if (!pairs.groups.isRead) return [];
  return Object.entries(code.configuration.groups).flatMap(([key, group]): Thing[] => {
    const path = pathOf("access:groups", key);
    const found = pairs.groups.live.get(key);
    const thing = { kind: "group", name: key, path, isMade: !group.existing } as const;
    if (group.existing) return [{ ...thing, code: THERE, ...(found && { aws: THERE }) }];
    const settings = (name: unknown, description: unknown): Parts => {
      const all = facts([
        ["displayName", name],
        ["description", description],
      ]);
      const isShown = ([fact]: [string, string]) => !code.secrets.has(pathOf(path, fact));
      return new Map([["settings", new Map([...all].filter(isShown))]]);
    };
    return [
      {
        ...thing,
        code: settings(group.displayName, group.description),
        ...(found && {
          aws: settings(found.name, found.description),
          // Who is in it would have all that it gets from now on.
          ...(found.members.isRead && !code.secrets.has(path)
            ? { resources: [{ type: GROUP, name: key, id: `${identityStoreId}/${found.id}` }] }
            : {}),
        }),
        ...entryOf(state, "groups", [key, ...group.aliases], found?.id, (outputs) =>
          settings(outputs.displayName, outputs.description),
        ),
      },
      ...memberThings(sides, key),
    ];
  });
}

/** Members whose person and group are both there: without them, there is nothing more to say of them. */
function memberThings({ code, live, pairs, state }: Sides, group: string): Thing[] {
  const found = pairs.groups.live.get(group);
  if (!found?.members.isRead || !pairs.people.isRead) return [];
  const { members = [], aliases = [] } = code.configuration.groups[group] ?? {};
  const there = new Map(found.members.value.map((one) => [one.userId, one.id]));
  const wanted = members.flatMap((key, index) => {
    const person = pairs.people.live.get(key);
    return person ? [{ key, userId: person.id, index }] : [];
  });
  const memberships = state?.deployed.memberships ?? [];
  const known = (userId: string, keys: readonly string[]): Pick<Thing, "state"> => {
    const id = there.get(userId);
    const own = memberships.find((one) => one.id === id);
    const former = memberships.find(
      (one) => [group, ...aliases].includes(one.group) && keys.includes(one.person),
    );
    if (!own && !former) return {};
    return { state: { parts: THERE, isStale: !own && id !== undefined } };
  };
  const things = wanted.map(({ key, userId, index }): Thing => {
    const { aliases: former = [] } = code.configuration.people[key] ?? {};
    return {
      kind: "member",
      name: `${key} of ${group}`,
      path: pathOf("access:groups", group, "members", index),
      group,
      code: THERE,
      ...(there.has(userId) && {
        aws: THERE,
        resources: [
          {
            type: MEMBERSHIP,
            name: `${group}/${key}`,
            id: `${live.instance.identityStoreId}/${there.get(userId)}`,
          },
        ],
      }),
      ...known(userId, [key, ...former]),
      isMade: true,
    };
  });
  const ours = new Set(wanted.map(({ userId }) => userId));
  const others = [...there].filter(([userId]) => !ours.has(userId));
  return [
    ...things,
    ...others.map(([userId, membership]): Thing => {
      const key = pairs.people.keys.get(userId);
      const name = key ?? pairs.people.all.get(userId)?.userName ?? userId;
      return {
        kind: "member",
        name: `${name} of ${group}`,
        group,
        aws: THERE,
        ...known(userId, key === undefined ? [] : [key]),
        isMade: true,
        removal: `aws identitystore delete-group-membership --identity-store-id ${live.instance.identityStoreId} --membership-id ${membership}`,
      };
    }),
  ];
}
