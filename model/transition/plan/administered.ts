import { administrations, mayRepair } from "./administration.ts";
import type { Drafting } from "./drafting.ts";
import { keep } from "./reachable.ts";
import { bridge } from "./stopgaps.ts";

/** Somebody administers Identity Center all the time. @returns whether anything new */
export function keepAdministered(drafting: Drafting): boolean {
  const { changes, draft, means, obstacles, sides } = drafting;
  const account = sides.administrationAccountId;
  const before = administrations(sides.before, account);
  const wanted = administrations(sides.wanted, account);
  if (before.length === 0 || wanted.length === 0) return false;
  const remains = (permissionSet: string, phase: "changing" | "deleting") =>
    (changes.get(permissionSet)?.visited[phase] ?? []).every(mayRepair);
  const [first] = before;
  if (first && !before.some(({ permissionSet }) => remains(permissionSet, "changing"))) {
    wait(drafting, first.permissionSet);
    return true;
  }
  const after = administrations(draft, account);
  if (after.some(({ permissionSet }) => remains(permissionSet, "deleting"))) return false;
  let more = false;
  for (const { group, people, permissionSet } of means.stopgaps ? wanted : before) {
    for (const person of people) {
      const holding = { group, person, permissionSet, account };
      more = (means.stopgaps ? bridge : keep)(drafting, holding) || more;
    }
  }
  if (!more) obstacles.add("nobody could administer Identity Center until a later update");
  return more;
}

/** Leaves a permission set as it is for now. */
function wait({ changes, draft, sides }: Drafting, permissionSet: string): void {
  changes.set(permissionSet, undefined);
  const content = sides.before.contents.get(permissionSet);
  if (content) draft.change(permissionSet, content, "administrators");
}
