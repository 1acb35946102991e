import { memoize } from "../../memoize.ts";
import { type Extent, exceeds } from "../../verdict.ts";
import { prefixOf } from "../actions/actions.ts";
import { type Service, service, servicePrefixes } from "../actions/serviceReference.ts";
import { covers, isOpen } from "../patterns/wildcard.ts";
import type { Statement } from "../policy/statement.ts";
import { partOf } from "../reach/question.ts";
import { type Grants, reach } from "../reach/reach.ts";
import { scopeOf, serviceOf } from "../reach/scope.ts";
import { isEveryAction } from "./everyAction.ts";
import { ORGANIZATION_ACTIONS } from "./organization.ts";
import { isEverything } from "./resourceStar.ts";
import { CONTROL_SERVICES } from "./sensitiveActions.ts";

/** All actions of a service, or nearly all, allowed on all its resources. */
export interface FullService {
  /** Prefix of its actions, such as `s3`. */
  readonly service: string;
  readonly by: Statement;
  readonly verdict: Exclude<Extent, "no">;
}

/** Whoever may do so much of a service has it, whatever is left out. */
const NEARLY_ALL = 0.75;

/**
 * The services of which somebody may do everything with everything, or nearly so, however it is written: by pattern, as a
 * list, over several statements on the same resources, or as what `NotAction` leaves. Services of which no action that
 * changes something works on single resources don't count: their actions can only be allowed on `*`.
 *
 * Of statements about all services only those are named that a control service or an ARN of theirs names.
 */
export function fullServices(grants: Grants): readonly FullService[] {
  const found = new Map<string, FullService>();
  const denials = grants.identity.filter(({ effect }) => effect === "Deny");
  for (const statements of alike(grants.identity)) {
    const [by] = statements;
    const actions = allowedBy(statements);
    for (const name of actions.services) {
      if (!by || found.get(name)?.verdict === "yes") continue;
      const known = service(name);
      if (!known || actions.most(name) < known.size * NEARLY_ALL) continue;
      if (!isNearlyAll(known, actions, denials)) continue;
      const verdict = extent(name, known, partOf(grants, [...statements, ...denials]));
      const about = statements.find((one) => isAbout(one, known)) ?? by;
      if (exceeds(verdict, found.get(name)?.verdict ?? "no") && verdict !== "no") {
        found.set(name, { service: name, by: about, verdict });
      }
    }
  }
  return [...found.values()];
}

/** Allow statements, those together that differ in their actions only. */
function alike(statements: readonly Statement[]): Iterable<readonly Statement[]> {
  const allows = statements.filter(({ effect }) => effect === "Allow");
  if (allows.length < 2) return allows.map((one) => [one]);
  return Map.groupBy(allows, ({ resources, notResources, conditions, hasUnknownConditions }) => {
    const about = [resources, notResources].map(
      (one) => one && [one.known.toSorted(), one.isIncomplete],
    );
    return JSON.stringify([about, conditions, hasUnknownConditions]);
  }).values();
}

function isAbout(statement: Statement, known: Service): boolean {
  return sample(known).some((action) => scopeOf(statement).action(action) !== "no");
}

/** What statements on the same resources allow together. */
interface Allowed {
  /** Those of which it may be everything. */
  readonly services: ReadonlySet<string>;
  includes(action: string): boolean;
  /** No more than so many actions of a service: as many as are named, where no pattern may mean several. */
  most(service: string): number;
}

function allowedBy(statements: readonly Statement[]): Allowed {
  const byService = statementsByService(statements);
  const services = new Set([...byService.keys()].filter((prefix) => prefix !== ""));
  const excepts = statements.filter(({ notActions }) => notActions);
  const wide = (byService.get("") ?? []).flatMap(({ actions }) =>
    (actions?.known ?? []).filter((pattern) => prefixOf(pattern) === undefined),
  );
  for (const pattern of wide) {
    if (isEveryAction(pattern)) continue;
    for (const one of servicePrefixes()) if (covers(pattern, `${one}:*`)) services.add(one);
  }
  if (excepts.length > 0 || wide.some(isEveryAction)) {
    for (const one of CONTROL_SERVICES) services.add(one);
    for (const one of statements.flatMap(({ resources }) => resources?.known ?? [])) {
      if (!isEverything(one)) services.add(serviceOf(one));
    }
  }
  return {
    services,
    includes(action) {
      const prefix = prefixOf(action) ?? "";
      const isIn = (one: Statement) => scopeOf(one).action(action) === "yes";
      return [prefix, ""].some((of) => byService.get(of)?.some(isIn));
    },
    most(service) {
      if (byService.has("")) return Number.POSITIVE_INFINITY;
      let most = 0;
      for (const { actions } of byService.get(service) ?? []) {
        if (actions?.known.some(isOpen)) return Number.POSITIVE_INFINITY;
        most += actions?.known.length ?? 0;
      }
      return most;
    },
  };
}

/** By the services that their actions are of; empty for those that may be of any. */
function statementsByService(statements: readonly Statement[]): ReadonlyMap<string, Statement[]> {
  const byService = new Map<string, Statement[]>();
  for (const statement of statements) {
    const { actions, notActions } = statement;
    const prefixes = new Set<string>(notActions ? [""] : []);
    for (const pattern of actions?.known ?? []) prefixes.add(prefixOf(pattern) ?? "");
    for (const prefix of prefixes) {
      const of = byService.get(prefix);
      if (of) of.push(statement);
      else byService.set(prefix, [statement]);
    }
  }
  return byService;
}

/** Whether it includes nearly all actions of a service, less those that a Deny takes away altogether. */
function isNearlyAll(known: Service, allowed: Allowed, denials: readonly Statement[]): boolean {
  const whole = denials.filter(({ conditions, hasUnknownConditions, resources }) => {
    return conditions.length === 0 && !hasUnknownConditions && resources?.known.includes("*");
  });
  let missing = 0;
  for (const { name } of known.values()) {
    const isLeft =
      allowed.includes(name) && !whole.some((one) => scopeOf(one).action(name) === "yes");
    if (!isLeft && ++missing > known.size * (1 - NEARLY_ALL)) return false;
  }
  return true;
}

/** How far the furthest of a few of its actions is reached: a Deny of some leaves it nearly full. */
function extent(name: string, known: Service, grants: Grants): Extent {
  const stance = CONTROL_SERVICES.has(name) ? "attacker" : "reviewer";
  let best: Extent = "no";
  for (const action of sample(known)) {
    const { verdict } = reach(grants, { action, on: "all", stance });
    if (exceeds(verdict, best)) best = verdict;
    if (best === "yes") break;
  }
  return best;
}

/** A few actions that change something that a policy can name; of AWS Organizations all that rule its accounts. */
const sample = memoize((known: Service): readonly string[] => {
  const changing = [...known.values()].filter(
    ({ level, resourceTypes }) => level !== "Read" && level !== "List" && resourceTypes.length > 0,
  );
  const step = Math.max(1, Math.floor(changing.length / 5));
  return changing
    .filter(({ name }, index) => index % step === 0 || ORGANIZATION_ACTIONS.includes(name))
    .map(({ name }) => name);
});
