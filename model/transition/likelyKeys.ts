import { contentOf, policiesText } from "../access/setContent.ts";
import { pathOf } from "../problems/path.ts";
import { type Problem, warning } from "../problems/problem.ts";
import type { Configuration } from "../schema/configuration.ts";
import type { Deployed, MadeSection } from "./deployed.ts";
import { type Succession, sameName } from "./succession.ts";

/** What makes a group or set the only one of its kind; empty where nothing does. */
type Likeness = (key: string) => string;

/**
 * Groups and permission sets that one update deletes and makes again, by all that they hold, under another key and name:
 * the key was changed without `aliases`, mostly. Where the name stays, AWS would refuse it, and so does changedKeys.ts.
 */
export function likelyKeyProblems(
  { people, groups, permissionSets }: Readonly<Record<MadeSection, Succession>>,
  deployed: Deployed,
  configuration: Configuration,
): Problem[] {
  const sets = pairs(permissionSets, {
    before: (key) => textOf(deployed.setContents.get(key)),
    after: (key) => {
      const set = configuration.permissionSets[key];
      return set ? textOf(contentOf(set)) : "";
    },
  });
  const person = followers(people);
  const set = new Map([...followers(permissionSets), ...sets]);
  const same = pairs(groups, {
    before: (key) =>
      giving(
        deployed.memberships.flatMap((one) =>
          one.group === key ? (person.get(one.person) ?? one.person) : [],
        ),
        deployed.assignments.flatMap(({ group, permissionSet }) =>
          group === key ? (set.get(permissionSet) ?? permissionSet) : [],
        ),
      ),
    after: (key) => {
      const { members = [], access = [] } = configuration.groups[key] ?? {};
      return giving(
        members,
        access.map(({ permissionSet }) => permissionSet),
      );
    },
  });
  return [
    ...[...sets].map(([former, key]) =>
      warning(
        pathOf("access:permissionSets", key),
        `has the policies of "${former}", which this update deletes to make another permission set: if it is the same one, add \`aliases: [${former}]\` and \`name: ${deployed.permissionSets.get(former)?.name}\` to "${key}"`,
      ),
    ),
    ...[...same].map(([former, key]) =>
      warning(
        pathOf("access:groups", key),
        `has the members and permission sets of "${former}", which this update deletes to make another group: if it is the same one, add \`aliases: [${former}]\` to "${key}", and \`displayName: ${deployed.groups.get(former)?.name}\` where its name is to stay`,
      ),
    ),
  ];
}

/** Keys of what leaves and of what arrives in its place, where only these two are alike. */
function pairs(
  { leaving, arriving }: Succession,
  { before, after }: { readonly before: Likeness; readonly after: Likeness },
): Map<string, string> {
  const wanted = Map.groupBy(arriving, ({ key }) => after(key));
  const gone = Map.groupBy(leaving, ({ key }) => before(key));
  return new Map(
    [...gone].flatMap(([text, [former, ...others]]) => {
      const [same, ...more] = wanted.get(text) ?? [];
      if (text === "" || !former || !same || others.length + more.length > 0) return [];
      return sameName(former.name, same.name) ? [] : [[former.key, same.key] as const];
    }),
  );
}

/** Keys of what stays, by the former ones. */
function followers({ staying }: Succession): Map<string, string> {
  return new Map(staying.map(({ wanted, deployed }) => [deployed.key, wanted.key]));
}

function textOf(content: Parameters<typeof policiesText>[0] | undefined): string {
  const nothing = { managedPolicies: [], customerManagedPolicies: [] };
  const text = content ? policiesText(content) : "";
  return text === policiesText(nothing) ? "" : text;
}

/** Whom a group gives what; nothing where it gives nobody anything. */
function giving(members: readonly string[], sets: readonly string[]): string {
  if (members.length === 0 || sets.length === 0) return "";
  return JSON.stringify([[...members].sort(), [...new Set(sets)].sort()]);
}
