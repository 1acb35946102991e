import { pathOf } from "../problems/path.ts";
import { error, type Problem, warning } from "../problems/problem.ts";
import type { PolicyTarget } from "../schema/policyTarget.ts";
import type { RootGuardrails } from "../schema/rootGuardrails.ts";
import type { AccountDirectory } from "./accountDirectory.ts";
import type { Organization } from "./organization.ts";
import { unitProblem } from "./select.ts";
import { withoutConsequence } from "./withoutConsequence.ts";

/** Where a policy of the organization is attached: id of an account, or path of a unit, `""` for the root. */
export type ResolvedTarget = ({ readonly account: string } | { readonly unit: string }) & {
  /** Where the configuration names it. */
  readonly path: string;
};

const SECTION = "access:rootGuardrails";

/** Where the guardrails are attached now: at their stage while there is one. All that is named is judged; while they are off it stops nothing. */
export function guardrailTargets(
  guardrails: RootGuardrails,
  directory: AccountDirectory,
  organization: Organization,
): { targets: ResolvedTarget[]; problems: Problem[] } {
  const resolved = (["targets", "stage"] as const).map((key) =>
    guardrails[key].map((target, index) =>
      resolve(target, pathOf(SECTION, key, index), directory, organization),
    ),
  );
  const [targets = [], stage = []] = resolved;
  const said = resolved.flat().flatMap(({ problem }) => problem ?? []);
  return {
    targets: (stage.length > 0 ? stage : targets).flatMap(({ target }) => target ?? []),
    problems: guardrails.enabled
      ? [...said, ...policyTypeProblems(organization)]
      : withoutConsequence(said),
  };
}

function resolve(
  target: PolicyTarget,
  path: string,
  directory: AccountDirectory,
  { organizationalUnits: units, managementAccountId }: Organization,
): { target?: ResolvedTarget; problem?: Problem } {
  if ("all" in target || ("ou" in target && target.ou === "")) {
    return { target: { unit: "", path } };
  }
  if ("ou" in target) {
    const problem = units && unitProblem(target, units);
    if (problem !== undefined) return { problem: error(pathOf(path, "ou"), problem) };
    return { target: { unit: target.ou, path } };
  }
  const called = target.account === "management" ? managementAccountId : target.account;
  const found = directory.find(called);
  if (!("id" in found)) {
    if (directory.isMisdeclared(called)) return {};
    const { problem, kind } = found;
    const told = kind === "unjudged" ? warning(path, problem) : error(path, problem);
    return { problem: { ...told, ...(kind && { kind }) } };
  }
  if (found.id === managementAccountId) {
    const why =
      "no service control policy limits the management account; name units or other accounts, or all";
    return { problem: error(path, why) };
  }
  return { target: { account: found.id, path } };
}

/** Organizations attaches policies only of types that are turned on in its root. */
function policyTypeProblems({ policyTypes, unitIds }: Organization): Problem[] {
  const type = "SERVICE_CONTROL_POLICY";
  if (!policyTypes || policyTypes.includes(type)) return [];
  const root = unitIds?.get("") ?? "ROOT";
  const why = `service control policies are turned off in this organization; turn them on with aws organizations enable-policy-type --root-id ${root} --policy-type ${type}, which by itself denies nothing`;
  return [error(SECTION, why)];
}
