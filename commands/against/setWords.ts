import { firstFew } from "../../model/problems/seen.ts";
import type { SetChange } from "../../model/transition/difference/setChanges.ts";
import { expand } from "../../policies/iam/actions/actions.ts";
import type { Item } from "./told.ts";

/** Services of a list of actions, and actions of a service, before the rest is counted. */
const SERVICES = 5;
const ACTIONS = 3;

/** Permission sets that change alike, with what they may do now and what no longer. */
export function setItem(change: SetChange): Item {
  const { permissionSets, policies, isSecret, sessionDuration, holders } = change;
  const [more, less] = isSecret ? [true, true] : [policies?.mayWiden, policies?.mayNarrow];
  const may = [...(more ? ["more"] : []), ...(less ? ["less"] : [])].join(" and ");
  const details: string[] = [];
  const list = (title: string, actions: readonly string[] = []) => {
    if (actions.length > 0) details.push(`${title}: ${fewActions(actions)}`);
  };
  list("gains", policies?.gained);
  list("on more resources or under fewer conditions, perhaps", policies?.wider);
  list("loses", policies?.lost);
  list("on fewer resources or under more conditions, perhaps", policies?.narrower);
  for (const { policy, change: how } of policies?.notCompared ?? []) {
    details.push(`can't be compared: ${policy} (${how})`);
  }
  if (isSecret) details.push("can't be compared: some of its policies are secret");
  if (sessionDuration) {
    details.push(`sessions last ${sessionDuration.after}, before ${sessionDuration.before}`);
  }
  const held = holders.filter(({ kind }) => kind !== "members").length;
  const groups = holders.flatMap((who) => (who.kind === "members" ? [who.displayName] : []));
  const who = [
    ...(held > 0 || groups.length === 0
      ? [held === 1 ? "1 person has" : `${held} people have`]
      : []),
    ...(groups.length > 0 ? [`whoever is in ${firstFew(groups, 3)} has`] : []),
  ].join(" and ");
  const what =
    may === ""
      ? permissionSets.length === 1
        ? "allows the same"
        : "allow the same"
      : `may do ${may}`;
  const one = permissionSets.length === 1;
  return {
    text: `${firstFew(permissionSets)} ${what}; ${who} ${one ? "it" : "one of them"}`,
    details,
  };
}

/** `iam (PassRole, CreateUser and 12 more), all of sqs and of 30 more services`: what changes most first. */
export function fewActions(actions: readonly string[]): string {
  if (actions.includes("*")) return "every action of every service";
  const graveFirst = actions.toSorted((one, other) => gravity(one) - gravity(other));
  const byService = Map.groupBy(graveFirst, (action) => action.split(":")[0] ?? "");
  const all = [...byService].map(([service, some]) => {
    if (some.includes(`${service}:*`)) return `all of ${service}`;
    const names = some.map((one) => one.slice(service.length + 1));
    return `${service} (${firstFew(names, ACTIONS)})`;
  });
  const rest = all.length - SERVICES;
  const few = all.slice(0, SERVICES).join(", ");
  return rest > 0 ? `${few} and of ${rest} more services` : few;
}

const LEVELS = ["Permissions management", "Write", "Tagging", "Read", "List"];

const gravities = new Map<string, number>();

/** Less for what can do more harm; what no list has may be anything, and stands behind what writes. */
function gravity(pattern: string): number {
  let known = gravities.get(pattern);
  if (known === undefined) {
    const levels = expand(pattern).map(({ level }) => LEVELS.indexOf(level));
    known = levels.length > 0 ? Math.min(...levels) : LEVELS.indexOf("Write") + 0.5;
    gravities.set(pattern, known);
  }
  return known;
}
