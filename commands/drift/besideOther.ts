import type { LiveOrganization } from "../../live/liveOrganization.ts";
import { wantedEntries } from "../../model/transition/succession.ts";
import type { OtherStackFile } from "../stack/otherStack.ts";
import type { StateFacts } from "./state/stateFacts.ts";
import { namedSets } from "./things/pairs.ts";
import type { Unmanaged } from "./unmanaged.ts";

/**
 * The organization without the other stack's permission sets and who has them: a set belongs to one of the two. Its people
 * and groups stay, since they may have this stack's; so do sets that this stack's state has, which its next update deletes.
 */
export function withoutSetsOf(
  { configuration }: OtherStackFile,
  live: LiveOrganization,
  state: StateFacts | undefined,
): LiveOrganization {
  const { assignments, permissionSets } = live;
  if (!permissionSets.isRead) return live;
  const isTheirs = among(wantedEntries("permissionSets", configuration));
  const named = namedSets(permissionSets);
  const own = new Set([...(state?.deployed.permissionSets.values() ?? [])].map(({ id }) => id));
  const theirs = new Set(
    (named.isRead ? named.value : []).flatMap(({ arn, name }) =>
      isTheirs(name) && !own.has(arn) ? [arn] : [],
    ),
  );
  const isOurs = (arn: string) => !theirs.has(arn);
  return {
    ...live,
    permissionSets: {
      ...permissionSets,
      value: permissionSets.value.filter(({ arn }) => isOurs(arn)),
    },
    ...(assignments.isRead && {
      assignments: {
        ...assignments,
        value: {
          ...assignments.value,
          list: assignments.value.list.filter(({ permissionSetArn: arn }) => isOurs(arn)),
        },
      },
    }),
  };
}

/** What neither stack has. */
export function withoutNamesOf(
  { configuration }: OtherStackFile,
  { people, groups, permissionSets }: Unmanaged,
): Unmanaged {
  const isPerson = among(wantedEntries("people", configuration));
  const isGroup = among(wantedEntries("groups", configuration));
  return {
    people: people.filter((name) => !isPerson(name)),
    groups: groups.filter((name) => !isGroup(name)),
    permissionSets,
  };
}

/** AWS tells names apart without regard to upper and lower case. */
function among(entries: readonly { readonly name: string }[]): (name: string) => boolean {
  const names = new Set(entries.map(({ name }) => name.toLowerCase()));
  return (name) => names.has(name.toLowerCase());
}
