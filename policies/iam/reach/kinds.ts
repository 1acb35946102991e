import { action } from "../actions/actions.ts";
import type { ResourceType } from "../actions/serviceReference.ts";
import type { Wanted } from "./question.ts";

/** Of an action that the data doesn't have. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: as in the Service Authorization Reference.
const ANY_KIND = "arn:${Partition}:${Service}:${Region}:${Account}:${Resource}";

/** One of the resources that a request names: of one of some kinds, all of it or any. No kinds: the request names none. */
export interface Slot {
  readonly kinds: readonly string[];
  readonly on: Wanted["on"];
  /** As in `Wanted`. */
  readonly at?: string;
}

/**
 * The resources that a request for an action has to be allowed on, all of them: a login to a database as some user needs
 * the user, whatever else is allowed. Of optional ones, where nothing is required, any will do.
 */
export function slotsOf({ action: name, kind, example, at, on }: Wanted): readonly Slot[] {
  if (at !== undefined) return [{ kinds: [], on, at }];
  if (example !== undefined) return [{ kinds: [example], on }];
  const types = action(name)?.resourceTypes;
  if (!types) return [{ kinds: [ANY_KIND], on }];
  if (types.length === 0) return [{ kinds: [], on }];
  const required = types.filter((type) => type.required);
  if (kind !== undefined) {
    const meant = types.filter((type) => type.name === kind);
    const others = required.filter((type) => type.name !== kind && !isInstead(type.name, kind));
    return [slot(meant, on), ...alternatives(others).map((some) => slot(some, "any"))];
  }
  if (required.length === 0) return [slot(types, on)];
  const tables = types.filter((type) => required.some((one) => isInstead(type.name, one.name)));
  return alternatives([...new Set([...required, ...tables])]).map((some) => slot(some, on));
}

function slot(types: readonly ResourceType[], on: Wanted["on"]): Slot {
  return { kinds: types.map(({ arn }) => arn), on };
}

/** Types of which a request names one or the other. */
function alternatives(types: readonly ResourceType[]): readonly (readonly ResourceType[])[] {
  const groups: ResourceType[][] = [];
  for (const type of types) {
    const group = groups.find(([first]) => first && isInstead(type.name, first.name));
    if (group) group.push(type);
    else groups.push([type]);
  }
  return groups;
}

/** Whether a request names the one type instead of the other: AWS's own tool or one's own, a table or its index. */
function isInstead(one: string, other: string): boolean {
  return (
    one === `${other}-custom` || other === `${one}-custom` || (one === "index" && other === "table")
  );
}
