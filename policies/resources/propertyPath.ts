import { list, object, type Properties, UNKNOWN, type Value } from "../value.ts";
import { property } from "./resource.ts";

/** A value, and where it stands, such as `Replicas[0].ResourcePolicy.PolicyDocument`. */
export interface Placed {
  readonly place: string;
  readonly value: Value;
}

/**
 * The values at a path such as `Replicas[].ResourcePolicy.PolicyDocument`, in inputs or in a part of them. What isn't
 * known on the way is `UNKNOWN` at the place where that begins; what is absent, null or empty text is left out.
 */
export function valuesAt(inputs: Properties, path: string): readonly Placed[] {
  const [first = "", ...rest] = path.split(".");
  const name = first.replace("[]", "");
  const value = property(inputs, name);
  if (value === undefined || value === null || value === "") return [];
  if (value === UNKNOWN) return [{ place: path, value }];
  const items = itemsOf(value, name, first.endsWith("[]"));
  if (rest.length === 0) return items;
  return items.flatMap(({ place, value }) => inside(value, place, rest.join(".")));
}

/** Pulumi's state has an object at times where the schema has a list of one, and the other way round. */
function itemsOf(value: Value, name: string, isList: boolean): readonly Placed[] {
  if (!Array.isArray(value)) return [{ place: name, value }];
  const all = list(value);
  if (all === UNKNOWN) return [{ place: name, value: UNKNOWN }];
  return all.map((one, index) => ({
    place: isList ? `${name}[${index}]` : name,
    value: one,
  }));
}

function inside(value: Value, place: string, path: string): readonly Placed[] {
  const known = object(value);
  if (known === undefined) return [];
  if (known === UNKNOWN) return [{ place: `${place}.${path}`, value: UNKNOWN }];
  return valuesAt(known, path).map((one) => ({ ...one, place: `${place}.${one.place}` }));
}
