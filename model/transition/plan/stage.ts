import { Access, type AccessEntry } from "../../access/access.ts";
import { contentOf, type SetContent, sameContent } from "../../access/setContent.ts";
import { pathOf } from "../../problems/path.ts";
import type { Configuration } from "../../schema/configuration.ts";
import type { PermissionSet } from "../../schema/permissionSet.ts";
import { USUAL_ORDER } from "../content/route.ts";
import type { PartOrder } from "../content/visited.ts";
import type { Draft } from "./draft.ts";
import { IN_BETWEEN } from "./stopgaps.ts";
import type { Update } from "./update.ts";

/** What one update makes: a configuration and its access, as if they were wanted. */
export interface Stage {
  readonly configuration: Configuration;
  readonly access: Access;
  /** In which order the parts of a permission set change. */
  orderOf(permissionSet: string): PartOrder;
}

/** What is wanted, less what an update of its plan leaves for later. */
export function stageOf(
  { draft, changes }: Update,
  configuration: Configuration,
  access: Access,
): Stage {
  const orderOf = (set: string) => changes.get(set)?.order ?? USUAL_ORDER;
  if (draft.isComplete) return { configuration, access, orderOf };
  const { people, groups, permissionSets } = draft.names;
  return {
    configuration: {
      ...configuration,
      people: mapped(configuration.people, (key, { email, ...person }) => {
        const address = person.existing ? email : people.get(key);
        return { ...person, ...(address === undefined ? {} : { email: address }) };
      }),
      permissionSets: mapped(configuration.permissionSets, (key, set) => {
        if (set.existing) return set;
        const name = permissionSets.get(key) ?? set.name;
        return { ...withContent(set, draft.contents.get(key)), name };
      }),
      groups: {
        ...mapped(configuration.groups, (key, group) => {
          if (group.existing) return group;
          const displayName = groups.get(key) ?? group.displayName;
          return { ...group, displayName, members: [...(draft.members.get(key) ?? [])] };
        }),
        ...stopgapsOf(draft),
      },
    },
    access: new Access(
      entriesOf(draft.entries, access),
      access.accounts,
      access.managementAccountId,
      access.administrationAccountId,
      [...draft.delegates][0],
    ),
    orderOf,
  };
}

/** Groups that there are only in between. */
function stopgapsOf({ detours, names, members, administrators }: Draft): Configuration["groups"] {
  const keys = detours.flatMap((detour) => (detour.kind === "stopgap" ? [detour.stopgap] : []));
  return Object.fromEntries(
    keys.map((key) => [
      key,
      {
        displayName: names.groups.get(key) ?? key,
        description: IN_BETWEEN,
        members: [...(members.get(key) ?? [])],
        administrators: administrators.has(key),
        existing: false,
        aliases: [],
        access: [],
      },
    ]),
  );
}

function mapped<Value>(
  record: Readonly<Record<string, Value>>,
  change: (key: string, value: Value) => Value,
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, change(key, value)]),
  );
}

function withContent(set: PermissionSet, content: SetContent | undefined): PermissionSet {
  if (!content || sameContent(content, contentOf(set))) return set;
  const {
    inlinePolicy: _,
    permissionsBoundary: __,
    description: ___,
    relayState: ____,
    ...rest
  } = set;
  const { inlinePolicy, managedBoundary, customerManagedBoundary } = content;
  return {
    ...rest,
    ...(content.description ? { description: content.description } : {}),
    ...(content.relayState ? { relayState: content.relayState } : {}),
    sessionDuration: content.sessionDuration || set.sessionDuration,
    managedPolicies: [...content.managedPolicies],
    customerManagedPolicies: content.customerManagedPolicies.map(({ name, path = "/" }) => ({
      name,
      path,
    })),
    ...(inlinePolicy === undefined ? {} : { inlinePolicy }),
    ...(managedBoundary === undefined
      ? {}
      : { permissionsBoundary: { managedPolicy: managedBoundary } }),
    ...(customerManagedBoundary === undefined
      ? {}
      : {
          permissionsBoundary: {
            customerManagedPolicy: {
              name: customerManagedBoundary.name,
              path: customerManagedBoundary.path ?? "/",
            },
          },
        }),
  };
}

/** Entries of an update: those that are wanted, and those that stay until the next one. */
function entriesOf(entries: Update["draft"]["entries"], wanted: Access): Access["groups"] {
  const groups = [...entries].flatMap(([group, sets]) => {
    const own = wanted.groups.get(group);
    const bySet = [...sets].flatMap(([permissionSet, accounts]) => {
      if (accounts.size === 0) return [];
      const byAccount = [...accounts].sort().map((account): [string, AccessEntry] => {
        const entry = own?.get(permissionSet)?.get(account);
        const lines = [pathOf("access:groups", group)];
        return [account, entry ?? { group, permissionSet, account, lines }];
      });
      return [[permissionSet, new Map(byAccount)] as const];
    });
    return bySet.length === 0 ? [] : [[group, new Map(sorted(bySet))] as const];
  });
  return new Map(sorted(groups));
}

function sorted<Value>(entries: readonly (readonly [string, Value])[]) {
  return [...entries].sort(([one], [other]) => (one < other ? -1 : 1));
}
