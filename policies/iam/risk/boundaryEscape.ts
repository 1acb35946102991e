import { compareExtents, exceeds, lesser } from "../../verdict.ts";
import { action as named } from "../actions/actions.ts";
import { resourceCovers, resourcesOverlap } from "../patterns/arn.ts";
import { hasPlaceholder } from "../patterns/placeholder.ts";
import type { Statement } from "../policy/statement.ts";
import { type Grants, reach } from "../reach/reach.ts";
import { scopeOf } from "../reach/scope.ts";
import { inOwnAccount } from "../reach/witness.ts";
import { instances, witnesses } from "../reach/witnesses.ts";
import {
  type AskedBoundary,
  askedBoundaries,
  BOUNDARY_KEY,
  boundariesDemandedBy,
  boundariesIn,
} from "./askedBoundary.ts";
import type { Escalation } from "./escalation.ts";
import { ADMINISTRATOR_POLICIES } from "./escalationPaths.ts";
import { IDENTITY_KINDS, type IdentityKind } from "./identityKinds.ts";

const SOURCE =
  "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate";

/** Each makes a policy another. DeletePolicyVersion takes only versions that don't count. */
const REWRITING = ["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion"];

/**
 * Delegations whose boundary is no limit: their holder may make identities within a permissions boundary only and write
 * their policies, but may take the boundary off again, replace it, or rewrite the policy that it is.
 */
export function boundaryEscapes(grants: Grants): readonly Escalation[] {
  const all = [...grants.identity, ...(grants.boundary ?? []), ...(grants.controls ?? []).flat()];
  const demanding = all.filter((one) => boundariesDemandedBy(one).length > 0);
  if (demanding.length === 0) return [];
  const delegation = new Delegation(grants, all, demanding);
  const found = new Map<string, Escalation>();
  for (const one of IDENTITY_KINDS.flatMap((kind) => [...delegation.escapes(kind)])) {
    const before = found.get(one.path.id)?.verdict ?? "no";
    if (exceeds(one.verdict, before)) found.set(one.path.id, one);
  }
  return [...found.values()];
}

/** A request that is allowed, as far as it is. */
interface Step {
  readonly action: string;
  readonly verdict: Escalation["verdict"];
  readonly by: Statement;
}

/** What somebody may do within boundaries, and about them. */
class Delegation {
  readonly #grants: Grants;
  readonly #all: readonly Statement[];
  /** Statements that demand a boundary. */
  readonly #demanding: readonly Statement[];
  readonly #boundaries: ReadonlyMap<string, AskedBoundary>;
  readonly #rewritten = new Map<AskedBoundary, readonly Step[]>();

  constructor(grants: Grants, all: readonly Statement[], demanding: readonly Statement[]) {
    this.#grants = grants;
    this.#all = all;
    this.#demanding = demanding;
    this.#boundaries = askedBoundaries(all);
  }

  *escapes(kind: IdentityKind): Iterable<Escalation> {
    const demanding = this.#demanding.filter((one) => isAbout(one, [kind.making, ...kind.writing]));
    if (demanding.length === 0) return;
    const loose = this.#loose(kind);
    for (const at of this.#identities(kind)) {
      const here = demanding.filter((one) => scopeOf(one).resource(at) !== "no");
      for (const boundary of this.#demandedBy(here)) {
        const steps = (actions: readonly string[]) =>
          actions.flatMap((action) => this.#step(action, at, boundary) ?? []);
        const others = loose.filter((one) => one !== boundary);
        const replacing = [undefined, ...others].flatMap(
          (other) => this.#step(kind.bounding, at, other) ?? [],
        );
        const leaving = [
          ...steps([kind.unbounding]),
          ...replacing.toSorted(surestFirst).slice(0, 1),
          ...this.#rewriting(boundary),
        ];
        const entering = leaving.length > 0 && surest(steps(kind.entering));
        if (!entering) continue;
        for (const write of steps(kind.writing)) {
          for (const leave of leaving) yield wayOut(entering, write, leave);
        }
      }
    }
  }

  /** Those of a kind that differ in what somebody may do with them. */
  #identities(kind: IdentityKind): Iterable<string> {
    const { arn, making, entering, writing, unbounding, bounding } = kind;
    const actions = [making, ...entering, ...writing, unbounding, bounding];
    const found = new Set(witnesses({ kinds: [arn], on: "any" }, this.#grants));
    const allows = this.#grants.identity.filter(({ effect }) => effect === "Allow");
    for (const one of new Set([...allows, ...this.#demanding])) {
      if (!one.resources || !isAbout(one, actions)) continue;
      for (const instance of instances(one, [arn])) found.add(instance);
    }
    return found;
  }

  /** Boundaries that statements demand, with others that patterns among them mean. */
  #demandedBy(statements: readonly Statement[]): Iterable<AskedBoundary> {
    const written = new Set(statements.flatMap(boundariesDemandedBy));
    const boundaries = [...written].flatMap((one) => this.#boundaries.get(one) ?? []);
    const patterns = boundaries.filter(({ isOpen }) => isOpen);
    const meant = [...this.#boundaries.values()].filter(({ policy = "" }) =>
      patterns.some(({ pattern }) => resourceCovers(pattern, policy)),
    );
    return new Set([...boundaries, ...meant]);
  }

  /** Boundaries that are named where one may be replaced, and that somebody may rewrite. */
  #loose({ bounding }: IdentityKind): readonly AskedBoundary[] {
    const about = this.#all.filter(
      (one) => boundariesIn(one).length > 0 && isAbout(one, [bounding]),
    );
    const written = new Set(about.flatMap(boundariesIn));
    return [...written]
      .flatMap((one) => this.#boundaries.get(one) ?? [])
      .filter((one) => this.#rewriting(one).length > 0);
  }

  /** What somebody may make of the policy that is a boundary. */
  #rewriting(boundary: AskedBoundary): readonly Step[] {
    const known = this.#rewritten.get(boundary);
    if (known) return known;
    const { policy, isOpen } = boundary;
    const actions = isOpen ? [...REWRITING, "iam:CreatePolicy"] : REWRITING;
    const steps =
      policy === undefined ? [] : actions.flatMap((action) => this.#step(action, policy) ?? []);
    this.#rewritten.set(boundary, steps);
    return steps;
  }

  /** A request about one resource, which has a boundary or gets it; `undefined` where it isn't allowed. */
  #step(action: string, at: string, boundary?: AskedBoundary): Step | undefined {
    const hasKey = named(action)?.conditionKeys.has(BOUNDARY_KEY);
    const within = boundary && hasKey ? { [BOUNDARY_KEY]: boundary.text } : {};
    const requests = action.startsWith("iam:Attach")
      ? ADMINISTRATOR_POLICIES.map((policy) => ({ ...within, "iam:policyarn": policy }))
      : [within];
    let best: Step | undefined;
    for (const asking of requests) {
      const wanted = { action, on: "all", at, asking, stance: "attacker" } as const;
      const { verdict, by } = reach(this.#grants, wanted);
      if (verdict === "no" || !by) continue;
      if (exceeds(verdict, best?.verdict ?? "no")) best = { action, verdict, by };
      if (verdict === "yes") break;
    }
    return best && !mayBeDenied(action, at, this.#all) ? best : undefined;
  }
}

function isAbout(statement: Statement, actions: readonly string[]): boolean {
  return actions.some((action) => scopeOf(statement).action(action) !== "no");
}

function surest(steps: readonly Step[]): Step | undefined {
  return steps.toSorted(surestFirst)[0];
}

function surestFirst(a: Step, b: Step): number {
  return compareExtents(b.verdict, a.verdict);
}

/** Whether a Deny is about a resource, as far as references and names in a template don't tell whether they are the same. */
function mayBeDenied(action: string, at: string, statements: readonly Statement[]): boolean {
  return statements.some((one) => {
    if (one.effect !== "Deny" || !one.resources || !isAbout(one, [action])) return false;
    const { resource, patterns } = scopeOf(one);
    if (resource(at) !== "no") return false;
    const open = patterns("iam").map(inOwnAccount);
    return open.some((pattern) => hasPlaceholder(pattern + at) && resourcesOverlap(pattern, at));
  });
}

function wayOut(entering: Step, write: Step, leave: Step): Escalation {
  const path = {
    id: `${write.action}+${leave.action}`,
    family: "identity",
    needs: [write, leave].map(({ action }) => ({ action, on: "any" as const })),
    source: SOURCE,
  } as const;
  const verdict = lesser(entering.verdict, lesser(write.verdict, leave.verdict));
  return { path, verdict, by: [entering.by, write.by, leave.by] };
}
