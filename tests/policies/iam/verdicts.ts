import { type Grants, reach } from "../../../policies/iam/reach/reach.ts";
import { administrator } from "../../../policies/iam/risk/administrator.ts";
import { type Diagnosis, diagnose } from "../../../policies/iam/risk/diagnosis.ts";
import { escalations } from "../../../policies/iam/risk/escalation.ts";
import { exposures } from "../../../policies/iam/risk/exposure.ts";
import { fullServices } from "../../../policies/iam/risk/fullService.ts";
import { identityWriting } from "../../../policies/iam/risk/identityWriting.ts";
import {
  CONTROL_SERVICES,
  CREDENTIAL_ACTIONS,
  DATA_ACTIONS,
} from "../../../policies/iam/risk/sensitiveActions.ts";

const RANK = { no: 0, unknown: 1, conditional: 2, yes: 3 } as const;

/** Each verdict about what somebody holds by itself, by name: 0 no, 1 unknown, 2 conditional, 3 yes. */
export function verdictsOf(grants: Grants): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const add = (name: string, verdict: keyof typeof RANK) => {
    if (verdict !== "no") found.set(name, Math.max(found.get(name) ?? 0, RANK[verdict]));
  };
  add("administrator", administrator(grants).verdict);
  for (const { path, verdict } of escalations(grants)) add(path.id, verdict);
  for (const { actions, verdict } of exposures(grants, [...CREDENTIAL_ACTIONS, ...DATA_ACTIONS])) {
    // The surest of a statement's; others may be less sure.
    void verdict;
    for (const action of actions) {
      add(action, reach(grants, { action, on: "all", stance: "reviewer" }).verdict);
    }
  }
  for (const { service, verdict } of fullServices(grants)) {
    if (CONTROL_SERVICES.has(service)) add(`all of ${service}`, verdict);
  }
  for (const one of identityWriting(grants))
    for (const action of one.actions) add(`writing ${action}`, "yes");
  add("any role", reach(grants, { action: "iam:PassRole", on: "all", stance: "reviewer" }).verdict);
  return found;
}

/** The gravest that rules would say of a policy: 0 nothing, 1 pointed at, 2 mandatory. */
export function gravest(grants: Grants): number {
  const found = diagnose(grants);
  return Math.max(0, ...levels(found));
}

function* levels(found: Diagnosis): Iterable<number> {
  const byVerdict = ({ verdict }: { readonly verdict: string }) => (verdict === "yes" ? 2 : 1);
  if (found.administrator.verdict !== "no") yield byVerdict(found.administrator);
  for (const { element } of found.allowExcepts) yield element === "NotResource" ? 2 : 1;
  for (const one of found.fullServices)
    yield CONTROL_SERVICES.has(one.service) ? byVerdict(one) : 1;
  for (const one of found.escalations)
    yield one.path.family === "existing-role" ? 1 : byVerdict(one);
  if (found.passRole.verdict !== "no") yield byVerdict(found.passRole);
  for (const one of found.credentials) yield byVerdict(one);
  if (found.data.length > 0 || found.resourceStars.length > 0) yield 1;
}
