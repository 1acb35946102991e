import { isObject } from "../../../isObject.ts";
import { UNKNOWN, type Value } from "../../../value.ts";
import { hasPlaceholder } from "../../patterns/placeholder.ts";
import type { PrincipalPattern, Principals, PrincipalType } from "../statement.ts";
import { entriesOf, patternsOf } from "./elements.ts";
import { type ReportFault, shown } from "./fault.ts";
import { principalFault } from "./principalGrammar.ts";

const KINDS: ReadonlyMap<string, PrincipalType> = new Map([
  ["aws", "AWS"],
  ["service", "Service"],
  ["federated", "Federated"],
  ["canonicaluser", "CanonicalUser"],
]);
const WANTED = '"*" or an object of AWS, Service, Federated and CanonicalUser';

/** Reads a `Principal` or `NotPrincipal` ("AWS JSON policy elements: Principal"). */
export function readPrincipals(source: Value, place: string, report: ReportFault): Principals {
  if (source === UNKNOWN) return { known: [], isIncomplete: true };
  if (source === "*") return { known: [{ kind: "AWS", value: "*" }], isIncomplete: false };
  if (!isObject(source)) {
    const isOpen = typeof source === "string" && hasPlaceholder(source);
    if (!isOpen) report({ id: "bad-principal", place, seen: shown(source), wanted: WANTED });
    return { known: [], isIncomplete: isOpen };
  }
  const known: PrincipalPattern[] = [];
  let isIncomplete = false;
  const entries = entriesOf(source);
  if (entries.length === 0) {
    report({ id: "empty-list", place, seen: "no principals", wanted: "at least one principal" });
  }
  for (const [name, value] of entries) {
    const kind = KINDS.get(name.toLowerCase());
    const at = `${place}.${name}`;
    if (kind === undefined) {
      report({ id: "bad-principal-kind", place: at, seen: shown(name), wanted: WANTED });
      continue;
    }
    const patterns = patternsOf(value, at, report);
    isIncomplete ||= patterns.isIncomplete;
    for (const one of patterns.known) {
      const principal = { kind, value: one };
      const fault = principalFault(principal);
      if (fault) report({ ...fault, place: at });
      known.push(principal);
    }
  }
  return { known, isIncomplete };
}
