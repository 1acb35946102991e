import { memoize } from "../../memoize.ts";
import type { Verdict } from "../../verdict.ts";
import { action } from "../actions/actions.ts";
import type { Action } from "../actions/serviceReference.ts";
import { resourceCovers } from "../patterns/arn.ts";
import { compileAll, isOpen } from "../patterns/wildcard.ts";
import type { Patterns, Statement } from "../policy/statement.ts";
import { inOwnAccount, regionOf } from "./witness.ts";

/** Which actions and resources a statement is about, made ready to be asked about many. */
export interface Scope {
  /** Whether it is about an action. */
  action(name: string): Verdict;
  /** Whether it is about a resource, whichever account that is in. */
  resource(arn: string): Verdict;
  /** Its patterns for resources, of `Resource` or `NotResource`, that may mean some of a service's; `*` for those not known yet. */
  patterns(service: string): readonly string[];
  /** Regions that its resources name. */
  readonly regions: readonly string[];
}

export const scopeOf = memoize(compileScope);

function compileScope({ actions, notActions, resources, notResources }: Statement): Scope {
  const { known = ["*"], isIncomplete = false } = resources ?? notResources ?? {};
  let byService: ReadonlyMap<string, readonly string[]> | undefined;
  let regions: readonly string[] | undefined;
  return {
    action: selector(actions, notActions, actionMatcher),
    resource: selector(resources, notResources, resourceMatchers),
    patterns(service) {
      byService ??= Map.groupBy(isIncomplete ? [...known, "*"] : known, serviceOf);
      return [...(byService.get(service) ?? []), ...(byService.get("") ?? [])];
    },
    get regions() {
      regions ??= [...new Set(known.flatMap((pattern) => regionOf(pattern) ?? []))];
      return regions;
    },
  };
}

/** The service that an ARN names; empty when it may be of several. */
export function serviceOf(pattern: string): string {
  const service = pattern.startsWith("arn:") ? pattern.split(":", 3)[2] : undefined;
  return service === undefined || /[*?$]/.test(service) ? "" : service;
}

/** Hardly anybody asks about actions that AWS doesn't have: of many, their names are only taken in when somebody does. */
function actionMatcher(patterns: readonly string[]): Matcher {
  if (patterns.length < MANY) return compileAll(patterns);
  const isMeant = compileAll(patterns.filter(isOpen));
  const named = new Set<Action>();
  for (const pattern of patterns) {
    const one = isOpen(pattern) ? undefined : action(pattern);
    if (one) named.add(one);
  }
  let all: Matcher | undefined;
  return (text) => {
    const one = action(text);
    if (one) return named.has(one) || isMeant(text);
    all ??= compileAll(patterns);
    return all(text);
  };
}

function resourceMatchers(patterns: readonly string[]): Matcher {
  const all = patterns.map(resourceMatcher);
  return (arn) => all.some((matches) => matches(arn));
}

function resourceMatcher(pattern: string): Matcher {
  if (pattern === "*") return () => true;
  const open = inOwnAccount(pattern);
  // What stands before and behind the wildcards and variables tells most apart at once.
  const [head = "", tail = ""] = [/^[^*?$]*/.exec(open)?.[0], /[^*?}]*$/.exec(open)?.[0]];
  if (head === open && isWholeArn(open)) return (arn) => arn === open;
  const ends = isWholeArn(open) ? tail : "";
  return (arn) => arn.startsWith(head) && arn.endsWith(ends) && resourceCovers(open, arn);
}

/** An ARN that ends early goes on with wildcards ("IAM ARNs"). */
function isWholeArn(pattern: string): boolean {
  return !pattern.startsWith("arn:") || pattern.split(":").length >= 6;
}

type Matcher = (text: string) => boolean;

/** An element and its twin with `Not`; neither, as in trust policies, is about everything. */
function selector(
  wanted: Patterns | undefined,
  unwanted: Patterns | undefined,
  compile: (patterns: readonly string[]) => Matcher,
): (text: string) => Verdict {
  const patterns = wanted ?? unwanted;
  if (!patterns) return () => "yes";
  const [hit, miss]: readonly [Verdict, Verdict] = wanted ? ["yes", "no"] : ["no", "yes"];
  // Most statements are never asked about their resources.
  let isMeant: Matcher | undefined;
  const ask = (text: string): Verdict => {
    isMeant ??= compile(patterns.known);
    if (isMeant(text)) return hit;
    return patterns.isIncomplete ? "unknown" : miss;
  };
  return patterns.known.length < MANY ? ask : remembering(ask);
}

/** So many patterns take longer to be tried than to be remembered what came of it: the same is asked for every action. */
const MANY = 20;
const MOST_REMEMBERED = 1000;

function remembering(ask: (text: string) => Verdict): (text: string) => Verdict {
  const answers = new Map<string, Verdict>();
  return (text) => {
    const known = answers.get(text);
    if (known) return known;
    if (answers.size >= MOST_REMEMBERED) answers.clear();
    const answer = ask(text);
    answers.set(text, answer);
    return answer;
  };
}
