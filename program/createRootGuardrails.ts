import { RootGuardrails } from "../components/rootGuardrails.ts";
import type { Home } from "./fromConfiguration.ts";
import { GUARDRAILS } from "./guardrailProblems.ts";
import { concealed } from "./secrets.ts";
import type { WantedAccess } from "./wantedAccess.ts";

/** The guardrails for root users, where the configuration switches them on. */
export function createRootGuardrails(
  { configuration, guardrailTargetIds, trustedElsewhere, isSecret }: WantedAccess,
  { center, place }: Home,
): RootGuardrails | undefined {
  const { enabled, targets: _, stage: __, ...settings } = configuration.rootGuardrails;
  if (!enabled) return undefined;
  const { without, centralRootAccess, ...roles } = settings;
  return new RootGuardrails(
    GUARDRAILS,
    {
      managementAccountId: center.managementAccountId,
      targets: guardrailTargetIds,
      tags: concealed(isSecret("identityCenter"), configuration.identityCenter.tags),
      ...{ without, centralRootAccess },
      ...(trustedElsewhere.includes("iam.amazonaws.com") ? { trustedElsewhere: true } : {}),
      ...concealed(isSecret("rootGuardrails"), roles),
    },
    place,
  );
}
