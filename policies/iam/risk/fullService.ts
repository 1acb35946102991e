import { type Grants, type Reach, reach } from "../reach/reach.ts";
import { type Service, service } from "../serviceReference.ts";
import type { Statement } from "../statement.ts";
import { CONTROL_SERVICES } from "./sensitiveActions.ts";

/** All actions of a service, allowed on all its resources. */
export interface FullService {
  /** Prefix of its actions, such as `s3`. */
  readonly service: string;
  readonly by: Statement;
  readonly verdict: Exclude<Reach["verdict"], "no">;
}

const ALL_ACTIONS = /^([a-z0-9-]+):[*?]*\*[*?]*$/i;

/**
 * The services of which somebody may do everything with everything. Services of which no action that changes something
 * works on single resources don't count: their actions can only be allowed on `*`.
 */
export function fullServices(grants: Grants): readonly FullService[] {
  const found = new Map<string, FullService>();
  const denials = grants.identity.filter(({ effect }) => effect === "Deny");
  for (const by of grants.identity) {
    if (by.effect !== "Allow") continue;
    for (const pattern of by.actions?.known ?? []) {
      const name = ALL_ACTIONS.exec(pattern)?.[1]?.toLowerCase();
      if (name === undefined || found.get(name)?.verdict === "yes") continue;
      const verdict = extent(name, { ...grants, identity: [by, ...denials] });
      if (verdict !== "no") found.set(name, { service: name, by, verdict });
    }
  }
  return [...found.values()];
}

const RANK = { no: 0, unknown: 1, conditional: 2, yes: 3 } as const;

/** How far the furthest of a few of its actions is reached: a Deny of some leaves it nearly full. */
function extent(name: string, grants: Grants): Reach["verdict"] {
  const known = service(name);
  if (!known) return "no";
  const stance = CONTROL_SERVICES.has(name) ? "attacker" : "reviewer";
  let best: Reach["verdict"] = "no";
  for (const action of sample(known)) {
    const { verdict } = reach(grants, { action, on: "all", stance });
    if (RANK[verdict] > RANK[best]) best = verdict;
    if (best === "yes") break;
  }
  return best;
}

const samples = new WeakMap<Service, readonly string[]>();

/** A few actions that change something that a policy can name. */
function sample(known: Service): readonly string[] {
  let chosen = samples.get(known);
  if (!chosen) {
    const changing = [...known.values()].filter(
      ({ level, resourceTypes }) =>
        level !== "Read" && level !== "List" && resourceTypes.length > 0,
    );
    const step = Math.max(1, Math.floor(changing.length / 5));
    chosen = changing.filter((_, index) => index % step === 0).map(({ name }) => name);
    samples.set(known, chosen);
  }
  return chosen;
}
