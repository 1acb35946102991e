import { action } from "../actions.ts";
import { resourceCovers, resourcesOverlap } from "../arn.ts";
import type { Statement } from "../statement.ts";
import type { Grants, Wanted } from "./reach.ts";
import { anyOf, freshResource, inOwnAccount, instanceOf } from "./witness.ts";

/** Of an action that the data doesn't have. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: as in the Service Authorization Reference.
const ANY_KIND = "arn:${Partition}:${Service}:${Region}:${Account}:${Resource}";

/** Resources that stand for what is wanted, of which a statement may cover some. */
export function wantedResources(
  statement: Statement,
  grants: Grants,
  wanted: Wanted,
): readonly string[] {
  const { known = ["*"], more = false } = statement.resources ?? {};
  const patterns = more ? [...known, "*"] : known;
  const kinds = kindsOf(wanted);
  if (wanted.on === "any") return patterns.flatMap((pattern) => instances(pattern, kinds));
  const fresh =
    kinds.length === 0
      ? ["*"]
      : patterns.flatMap((pattern) => kinds.map((kind) => freshResource(kind, pattern)));
  if (wanted.on !== "itself") return [...new Set(fresh)];
  const user = patterns.filter((pattern) => /:user\/.*\$\{aws:username\}$/.test(pattern));
  return [
    ...new Set([...fresh, ...user.map(instanceOf), ...(grants.itself ?? []).map(instanceOf)]),
  ];
}

/** One resource of each kind that a pattern may mean. */
function instances(pattern: string, kinds: readonly string[]): readonly string[] {
  if (kinds.length === 0) return ["*"];
  const open = inOwnAccount(pattern);
  return kinds.flatMap((kind) => {
    if (!resourcesOverlap(anyOf(kind), open)) return [];
    const fresh = freshResource(kind, pattern);
    return resourceCovers(open, fresh) ? [fresh] : [instanceOf(pattern)];
  });
}

function kindsOf({ action: name, kind, example }: Wanted): readonly string[] {
  if (example !== undefined) return [example];
  const found = action(name);
  if (!found) return [ANY_KIND];
  const types = found.resourceTypes.filter((type) => kind === undefined || type.name === kind);
  return types.map(({ arn }) => arn);
}
