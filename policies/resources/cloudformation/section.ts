import { object, type Properties, UNKNOWN, type Value } from "../../value.ts";

/** The entries of a section; none when it is absent, no object, or not known. */
export function section(value: Value | undefined): Properties {
  const known = object(value);
  return known === undefined || known === UNKNOWN ? {} : known;
}
