import { memoizeBy } from "../../memoize.ts";
import { type Extent, isLikely } from "../../verdict.ts";
import { matches } from "../patterns/wildcard.ts";
import type { Policy } from "../policy/statement.ts";
import { type Grants, type Reach, reach } from "../reach/reach.ts";
import { type Administration, administrator } from "./administrator.ts";
import { type AllowExcept, allowExcepts } from "./allowExcept.ts";
import { type Escalation, escalations } from "./escalation.ts";
import type { Need } from "./escalationPaths.ts";
import { type Exposure, exposures } from "./exposure.ts";
import { type FullService, fullServices } from "./fullService.ts";
import { type ResourceStar, resourceStars } from "./resourceStar.ts";
import { CONTROL_SERVICES, CREDENTIAL_ACTIONS, DATA_ACTIONS } from "./sensitiveActions.ts";

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

/**
 * What is too much about an identity policy by itself.
 *
 * @param today in UTC, `YYYY-MM-DD`: what was allowed before is over
 */
export const diagnosisOf = memoizeBy(
  (policy: Policy, today): Diagnosis => diagnose({ identity: policy.statements, today }),
);

/**
 * What is too much about what somebody is given. Only what is certain, or depends on who asks: what isn't known yet isn't
 * named. What is certain is said beside what isn't, however much wider that is.
 */
export function diagnose(grants: Grants): Diagnosis {
  const whole = administrator(grants);
  if (whole.verdict === "yes") return { administrator: whole, ...NOTHING };
  const isConditional = isKnown(whole);
  const isSaid = isConditional ? isCertain : isKnown;
  const services = fullServices(grants).filter(isSaid);
  const isFull = (action: string, verdict: Extent) =>
    services.some((one) => {
      const isWorse = CONTROL_SERVICES.has(one.service) && isAsSure(one, verdict);
      return isWorse && matches(`${one.service}:*`, action);
    });
  const open = escalations(grants).filter((one) => isSaid(one) && !isPart(one, isFull, services));
  const passed = open.some((one) => one.path.family === "pass-role" && isCertain(one));
  const passRole = passed || isFull(PASS_ROLE, "yes") ? NO : passesAnyRole(grants);
  const credentials = exposures(grants, CREDENTIAL_ACTIONS).flatMap((one) => {
    const actions = one.actions.filter((action) => !isFull(action, one.verdict));
    return isSaid(one) && actions.length > 0 ? [{ ...one, actions }] : [];
  });
  const found = {
    administrator: isConditional ? whole : NOBODY,
    allowExcepts: allowExcepts(grants).filter(
      ({ element }) => !isConditional || element === "NotResource",
    ),
    fullServices: services,
    escalations: open,
    passRole: isSaid(passRole) ? passRole : NO,
    credentials,
  };
  if (isConditional) return { ...NOTHING, ...found };
  return { ...found, ...weaker(grants, found) };
}

/** What is only pointed at, as far as nothing worse is said about the same. */
function weaker(
  grants: Grants,
  {
    fullServices: services,
    escalations: open,
    passRole,
    credentials,
    allowExcepts: excepts,
  }: Pick<Diagnosis, "fullServices" | "escalations" | "passRole" | "credentials" | "allowExcepts">,
): Pick<Diagnosis, "data" | "resourceStars"> {
  const broad = new Set(excepts.map(({ by }) => by));
  const rest = DATA_ACTIONS.filter((action) => !isOf(services, action));
  const data = exposures(grants, rest).filter((one) => isKnown(one) && !broad.has(one.by));
  const said = new Set([
    ...(open.some(({ path }) => path.family === "pass-role") || isKnown(passRole)
      ? [PASS_ROLE]
      : []),
    ...open.flatMap(({ path }) =>
      path.needs.length === 1 ? path.needs.map(({ action }) => action) : [],
    ),
    ...[...credentials, ...data].flatMap(({ actions }) => actions),
  ]);
  return {
    data,
    resourceStars: resourceStars(grants, (action) => said.has(action) || isOf(services, action)),
  };
}

const NO: Reach = { verdict: "no" };
const NOBODY: Administration = { verdict: "no", by: [] };
const PASS_ROLE = "iam:PassRole";

function isKnown({ verdict }: { readonly verdict: Extent }): boolean {
  return isLikely(verdict);
}

function isCertain({ verdict }: { readonly verdict: Extent }): boolean {
  return verdict === "yes";
}

function isAsSure(one: FullService, verdict: Extent): boolean {
  return one.verdict === "yes" || verdict !== "yes";
}

/** Whether a path is part of a whole service that is named: of IAM, or of all of what the path needs. */
function isPart(
  { path, verdict }: Escalation,
  isFull: (action: string, verdict: Extent) => boolean,
  services: readonly FullService[],
): boolean {
  // These are pointed at, as is a service that is no control service.
  const isNamed = ({ action }: Need) =>
    isFull(action, verdict) || (path.family === "existing-role" && isOf(services, action));
  const [first] = path.needs;
  return path.family === "pass-role" && first ? isNamed(first) : path.needs.every(isNamed);
}

function isOf(services: readonly FullService[], action: string): boolean {
  return services.some(({ service }) => matches(`${service}:*`, action));
}

/** Whether any role may be passed to a service that nobody would think of. */
function passesAnyRole(grants: Grants): Reach {
  const asking = { "iam:passedtoservice": "\u{E000}.amazonaws.com" };
  return reach(grants, { action: PASS_ROLE, on: "all", asking, stance: "reviewer" });
}
