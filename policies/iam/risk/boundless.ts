import { memoize } from "../../memoize.ts";
import type { Policy } from "../policy/statement.ts";
import { reach } from "../reach/reach.ts";
import { ADMINISTRATOR_POLICIES } from "./escalationPaths.ts";
import { IDENTITY_KINDS } from "./identityKinds.ts";

/**
 * Whether a policy is no limit as a permissions boundary: whoever is within it may make an identity without one, give it
 * any permission and act as it, and so has back whatever the boundary leaves out. A boundary that demands itself, as those
 * of administrators do, is a limit.
 */
export const isBoundless = memoize((policy: Policy): boolean => {
  if (policy.isIncomplete) return false;
  const grants = { identity: policy.statements };
  const may = (action: string, asking: Readonly<Record<string, string>> = {}) =>
    reach(grants, { action, on: "all", stance: "attacker", asking }).verdict === "yes";
  return IDENTITY_KINDS.some(
    ({ making, writing: [put = "", attach = ""], entering }) =>
      may(making) &&
      (may(put) || ADMINISTRATOR_POLICIES.some((arn) => may(attach, { "iam:policyarn": arn }))) &&
      entering.some((action) => may(action)),
  );
});
