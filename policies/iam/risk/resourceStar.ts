import { isLikely } from "../../verdict.ts";
import { expand } from "../actions/actions.ts";
import type { Action } from "../actions/serviceReference.ts";
import type { Statement } from "../policy/statement.ts";
import { type Grants, reach } from "../reach/reach.ts";
import { serviceOf } from "../reach/scope.ts";
import { isEveryAction } from "./everyAction.ts";
import { USUAL_ON_ALL } from "./sensitiveActions.ts";

/** Actions that a statement allows on `*` though they can be allowed on single resources. */
export interface ResourceStar {
  readonly by: Statement;
  /** Actions, or patterns of which one such is part, as written. */
  readonly actions: readonly string[];
  /** Whether some of them change who may do what: `Permissions management` in the Service Authorization Reference. */
  readonly permissions: boolean;
}

/**
 * Statements that allow changes on `Resource: *`, or what comes to the same, of actions that support resources. Reading
 * doesn't count here, nor what AWS itself allows on `*`, nor statements that conditions narrow to some resources.
 *
 * @param said whether something worse was found already about an action, by name or as a pattern
 */
export function resourceStars(
  grants: Grants,
  said: (action: string) => boolean,
): readonly ResourceStar[] {
  const denials = grants.identity.filter(({ effect }) => effect === "Deny");
  return grants.identity.flatMap((by) => {
    const stars = by.resources?.known.filter(isStar) ?? [];
    if (by.effect !== "Allow" || !by.resources || stars.length === 0) return [];
    // What else it names isn't `*`, and may be of another service.
    const starred = { ...by, resources: { ...by.resources, known: stars } };
    const own = { ...grants, identity: [starred, ...denials] };
    const broad = (by.actions?.known ?? []).flatMap((pattern) => {
      if (said(pattern) || isEveryAction(pattern) || READING.test(pattern)) return [];
      const hits = expand(pattern).filter((one) => isRestrictable(one) && !said(one.name));
      const hit = hits.find(({ name }) => isReached(own, name));
      return hit ? [{ pattern, permissions: hits.some(isPermission) }] : [];
    });
    if (broad.length === 0) return [];
    const actions = [...new Set(broad.map(({ pattern }) => pattern))];
    return [{ by, actions, permissions: broad.some(({ permissions }) => permissions) }];
  });
}

/** Actions that change hardly anything, whatever the reference calls them. */
const READING = /:(BatchGet|Describe|Get|List|Search|View)/i;

function isReached(grants: Grants, action: string): boolean {
  const { verdict } = reach(grants, { action, on: "all", stance: "reviewer" });
  return isLikely(verdict);
}

/** Whether an action changes nothing, or hardly anything. */
export function isReading({ name, level }: Action): boolean {
  return level === "Read" || level === "List" || READING.test(name);
}

function isRestrictable(action: Action): boolean {
  return !isReading(action) && !USUAL_ON_ALL.has(action.name) && action.resourceTypes.length > 0;
}

function isPermission({ level }: Action): boolean {
  return level === "Permissions management";
}

/**
 * `*`, and ARNs that name no resource, such as `arn:aws:*` and `arn:aws:s3:::*`. Who doesn't even name the partition, as in
 * `arn:*:sqs:*:*:queue/*`, means all of a kind.
 */
export function isStar(pattern: string): boolean {
  if (!pattern.startsWith("arn:")) return /^[*?]*\*[*?]*$/.test(pattern);
  const [, partition, , , , ...resource] = pattern.replaceAll(/\$\{[^}]*\}/g, "$").split(":");
  // An ARN that ends early goes on with wildcards ("IAM ARNs").
  const kind = /[*?]/.test(partition ?? "") ? /^([\w-]+[:/])?[*?:/]*$/ : /^[*?:/]*$/;
  return kind.test(resource.join(":"));
}

/** A star for the resources of all services: `*`, `arn:aws:*`, but not `arn:aws:s3:::*`. */
export function isEverything(pattern: string): boolean {
  return isStar(pattern) && serviceOf(pattern) === "";
}
