import { type AccessChanges, accessChanges } from "./difference/accessChanges.ts";
import type { AccessSide } from "./difference/accessSide.ts";
import {
  type AdministratorChanges,
  administratorChanges,
} from "./difference/administratorChanges.ts";
import type { DocumentOf } from "./difference/heldPolicies.ts";
import { idsOf } from "./difference/sameness.ts";
import { type SetChange, setChanges } from "./difference/setChanges.ts";
import { sidesOf } from "./difference/side.ts";

/** What changes from one configuration to another, each resolved in its organization. */
export interface AccessDifference extends AccessChanges {
  readonly administrators: AdministratorChanges;
  readonly permissionSets: readonly SetChange[];
}

/**
 * Who gains and who loses access from one side to the other: person, permission set, account, and the lines that gave or
 * give it. A key that was changed by `aliases` is the same person, group or permission set; what is made elsewhere is
 * known by its name. Whoever is in a group whose members nobody wrote down is one holder, named after it.
 *
 * Both sides should be resolved for the same day: a line that has ended gives nothing on either.
 *
 * @param documentOf asked for AWS managed policies of permission sets whose policies change
 */
export function accessDifference(
  before: AccessSide,
  after: AccessSide,
  documentOf: DocumentOf,
): AccessDifference {
  const ids = idsOf(before.configuration, after.configuration);
  const sides = sidesOf(before, after, ids);
  return {
    ...accessChanges(sides),
    administrators: administratorChanges(before, after, sides, ids),
    permissionSets: setChanges(before, after, sides, ids, documentOf),
  };
}
