import type { Organization } from "../model/access/organization.ts";
import type { ResolvedTarget } from "../model/access/policyTargets.ts";
import type { Configuration } from "../model/schema/configuration.ts";
import type { Deployed } from "../model/transition/deployed.ts";
import type { Attached } from "../model/transition/unguarded.ts";
import type { GuardrailTarget } from "./awsRefusals.ts";

/** Where this update attaches the guardrails first. */
export function addedTargets(
  { rootGuardrails }: Configuration,
  targets: readonly ResolvedTarget[],
  organization: Organization,
  { guardrailNames }: Deployed,
): GuardrailTarget[] {
  if (!rootGuardrails.enabled) return [];
  const paths = new Map<string, string>();
  for (const target of targets) {
    const id = targetId(target, organization);
    if (id !== undefined && !guardrailNames.has(id) && !paths.has(id)) paths.set(id, target.path);
  }
  return [...paths].map(([id, path]) => ({ id, path }));
}

/** Where the guardrails are attached so far. */
export function attachedTargets(
  { guardrailNames }: Pick<Deployed, "guardrailNames">,
  { unitIds = new Map() }: Pick<Organization, "unitIds">,
): Attached[] {
  const units = new Map([...unitIds].map(([path, id]) => [id, path]));
  return [...guardrailNames.keys()].map((id) => {
    const unit = units.get(id);
    if (/^\d{12}$/.test(id)) return { account: id, id };
    return { id, ...(unit === undefined ? {} : { unit }) };
  });
}

function targetId(target: ResolvedTarget, { unitIds }: Organization): string | undefined {
  return "account" in target ? target.account : unitIds?.get(target.unit);
}

/** Ids by names: what the state has already keeps the name that it has there, since a unit may be called otherwise by now. */
export function targetIds(
  targets: readonly ResolvedTarget[],
  organization: Organization,
  { guardrailNames }: Deployed,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    targets.map((target) => {
      const id = targetId(target, organization);
      if (id === undefined)
        throw new Error(`the id of unit "${"unit" in target ? target.unit : ""}" was not read`);
      return [guardrailNames.get(id) ?? id, id];
    }),
  );
}
