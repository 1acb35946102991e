import { type Grants, type Reach, reach } from "../reach/reach.ts";
import type { Policy, Statement } from "../statement.ts";
import { matches } from "../wildcard.ts";
import { type Administration, administrator } from "./administrator.ts";
import { type AllowExcept, allowExcepts } from "./allowExcept.ts";
import { type Escalation, escalations } from "./escalation.ts";
import { type Exposure, exposures } from "./exposure.ts";
import { type FullService, fullServices } from "./fullService.ts";
import { type ResourceStar, resourceStars } from "./resourceStar.ts";
import { CREDENTIAL_ACTIONS, DATA_ACTIONS } from "./sensitiveActions.ts";

/**
 * All that is too much about what somebody is given, the widest first. What is part of something wider isn't said again:
 * an administrator has every other fault too.
 */
export interface Diagnosis {
  readonly administrator: Administration;
  readonly allowExcepts: readonly AllowExcept[];
  readonly fullServices: readonly FullService[];
  readonly escalations: readonly Escalation[];
  /** iam:PassRole of any role to any service. */
  readonly passRole: Reach;
  readonly credentials: readonly Exposure[];
  readonly data: readonly Exposure[];
  readonly resourceStars: readonly ResourceStar[];
}

const NOTHING: Omit<Diagnosis, "administrator"> = {
  allowExcepts: [],
  fullServices: [],
  escalations: [],
  passRole: { verdict: "no" },
  credentials: [],
  data: [],
  resourceStars: [],
};

const known = new WeakMap<Policy, Diagnosis>();

/** What is too much about an identity policy by itself. */
export function diagnosisOf(policy: Policy): Diagnosis {
  let diagnosis = known.get(policy);
  if (!diagnosis) {
    diagnosis = diagnose({ identity: policy.statements });
    known.set(policy, diagnosis);
  }
  return diagnosis;
}

/**
 * What is too much about what somebody is given. Only what is certain, or depends on who asks: what isn't known yet isn't
 * named.
 */
export function diagnose(grants: Grants): Diagnosis {
  const whole = administrator(grants);
  if (isKnown(whole)) return { administrator: whole, ...NOTHING };
  const excepts = allowExcepts(grants);
  const broad = new Set(excepts.map(({ by }) => by));
  const services = fullServices(grants).filter((one) => isKnown(one) && !broad.has(one.by));
  const isFull = (action: string) => {
    return services.some(({ service }) => matches(`${service}:*`, action));
  };
  const isNamed = (action: string, by: Statement) => broad.has(by) || isFull(action);
  const open = escalations(grants).filter((one) => isKnown(one) && !isPart(one, isNamed));
  const passed = open.some(({ path }) => path.family === "pass-role");
  const passRole = passed || isFull(PASS_ROLE) ? NO : passesAnyRole(grants);
  const rest = (actions: readonly string[]) =>
    exposures(
      grants,
      actions.filter((action) => !isFull(action)),
    ).filter((one) => isKnown(one) && !broad.has(one.by));
  const credentials = rest(CREDENTIAL_ACTIONS);
  const data = rest(DATA_ACTIONS);
  const said = new Set([
    ...(passed || isKnown(passRole) ? [PASS_ROLE] : []),
    ...open.flatMap(({ path }) =>
      path.needs.length === 1 ? path.needs.map(({ action }) => action) : [],
    ),
    ...[...credentials, ...data].flatMap(({ actions }) => actions),
  ]);
  return {
    administrator: NOBODY,
    allowExcepts: excepts,
    fullServices: services,
    escalations: open,
    passRole: isKnown(passRole) ? passRole : NO,
    credentials,
    data,
    resourceStars: resourceStars(grants, (action) => said.has(action) || isFull(action)),
  };
}

const NO: Reach = { verdict: "no" };
const NOBODY: Administration = { verdict: "no", by: [] };
const PASS_ROLE = "iam:PassRole";

function isKnown({ verdict }: { readonly verdict: Reach["verdict"] }): boolean {
  return verdict === "yes" || verdict === "conditional";
}

/** Whether a path is part of something wider that is named: whoever has all of IAM, or all of what the path needs. */
function isPart(
  { path, by }: Escalation,
  isNamed: (action: string, by: Statement) => boolean,
): boolean {
  const named = path.needs.map(({ action }, index) => {
    const statement = by[index];
    return statement !== undefined && isNamed(action, statement);
  });
  return path.family === "pass-role" ? named[0] === true : named.every(Boolean);
}

/** Whether any role may be passed to a service that nobody would think of. */
function passesAnyRole(grants: Grants): Reach {
  const asking = { "iam:passedtoservice": "\u{E000}.amazonaws.com" };
  return reach(grants, { action: PASS_ROLE, on: "all", asking, stance: "reviewer" });
}
