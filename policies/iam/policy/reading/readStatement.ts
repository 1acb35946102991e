import { isObject } from "../../../isObject.ts";
import { UNKNOWN, type Unknown, type Value } from "../../../value.ts";
import type { Patterns, Statement, Use } from "../statement.ts";
import { actionFault } from "./actionGrammar.ts";
import { resourceFault } from "./arnGrammar.ts";
import { elementsOf, patternsOf } from "./elements.ts";
import { type Fault, type ReportFault, shown } from "./fault.ts";
import { readConditions } from "./readConditions.ts";
import { readEffect } from "./readEffect.ts";
import { readPrincipals } from "./readPrincipals.ts";
import { readSid } from "./readSid.ts";
import { reportUse } from "./useGrammar.ts";
import { variableFault } from "./variableGrammar.ts";

const ELEMENTS: ReadonlyMap<string, string> = new Map(
  [
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
  ].map((name) => [name.toLowerCase(), name]),
);

const NAMING_PRINCIPALS: ReadonlySet<Use> = new Set(["trust", "resource", "rcp"]);

/**
 * Reads one statement. What is wrong is reported, and the rest is read as far as it has a meaning.
 *
 * @returns `undefined` when it does nothing that could be said: no object, no `Effect`, neither `Action`
 *   nor `NotAction`; `UNKNOWN` when it or its effect isn't known yet
 */
export function readStatement(
  source: Value,
  place: string,
  use: Use,
  report: ReportFault,
): Statement | Unknown | undefined {
  if (source === UNKNOWN) return UNKNOWN;
  if (!isObject(source)) {
    report({
      id: "no-object",
      place,
      seen: shown(source),
      wanted: "a statement, which is an object",
    });
    return undefined;
  }
  const elements = elementsOf(source, ELEMENTS, place, report);
  reportUse(elements, place, use, report);
  const effect = readEffect(elements.get("effect"), place, report);
  const label = readSid(elements.get("sid"), place, use, report);
  const patterns = (name: string, faultOf: (value: string) => Fault | undefined) =>
    readPatterns(elements.get(name), `${place}.${ELEMENTS.get(name)}`, report, faultOf);
  const actions = (name: string) => patterns(name, (action) => actionFault(action, use));
  const resources = (name: string) =>
    use === "trust"
      ? undefined
      : patterns(name, (resource) => variableFault(resource) ?? resourceFault(resource, use));
  const principals = (name: string) => {
    const value = NAMING_PRINCIPALS.has(use) ? elements.get(name) : undefined;
    return value === undefined
      ? undefined
      : readPrincipals(value, `${place}.${ELEMENTS.get(name)}`, report);
  };
  const [acts, actsNot] = [actions("action"), actions("notaction")];
  const [about, aboutNot] = [resources("resource"), resources("notresource")];
  const [to, toNot] = [principals("principal"), principals("notprincipal")];
  const { conditions, isIncomplete } = readConditions(elements.get("condition"), place, report);
  if (effect === UNKNOWN) return UNKNOWN;
  if (effect === undefined || (acts ?? actsNot) === undefined) return undefined;
  // Of two that exclude each other the first counts.
  return {
    label,
    place,
    effect,
    ...(acts ? { actions: acts } : actsNot && { notActions: actsNot }),
    ...(about ? { resources: about } : aboutNot && { notResources: aboutNot }),
    ...(to ? { principals: to } : toNot && { notPrincipals: toNot }),
    conditions,
    hasUnknownConditions: isIncomplete,
  };
}

function readPatterns(
  value: Value | undefined,
  place: string,
  report: ReportFault,
  faultOf: (value: string) => Fault | undefined,
): Patterns | undefined {
  if (value === undefined) return undefined;
  const patterns = patternsOf(value, place, report);
  for (const one of patterns.known) {
    const fault = faultOf(one);
    if (fault) report({ ...fault, place });
  }
  return patterns;
}
