import type { SandboxDeployment } from "../deploy/sandboxDeployment.ts";
import type { AccessView } from "./accessView.ts";
import type { Members } from "./members.ts";
import { startCall } from "./nextSteps.ts";
import { reachedLines } from "./reachedAccess.ts";
import { heading } from "./report.ts";
import { type AccountNames, resourceName } from "./resourceName.ts";
import { terminalWidth } from "./textWidth.ts";

/** After a deployment that didn't come to its end: what became of it, who reaches what now, and what to do. */
export function failedLines(
  stack: string,
  deployment: SandboxDeployment,
  members: Members,
  account: AccountNames,
  view: AccessView | undefined,
): string[] {
  const { grants, policies, engineVersion, messages } = deployment;
  const isKept = engineVersion !== undefined && hasMade(deployment, account);
  const refusals = (policies?.findings ?? []).filter(isMandatory).length;
  const wrong = [
    ...(messages.some(({ severity }) => severity === "error") ? ["the errors above say"] : []),
    ...(refusals > 0 ? ["the mandatory policies above ask for"] : []),
  ].join(", and what ");
  const again = isKept
    ? "it goes on from here."
    : engineVersion === undefined
      ? "without a Pulumi CLI each run begins anew."
      : "nothing was changed, and nothing has to be undone.";
  const why = wrong.startsWith("the mandatory") ? "what the policies say" : "the errors above";
  return [
    heading(isKept ? "partly deployed: what was made stays" : `not deployed: see ${why}`),
    // Without an engine the policies are asked at the end, of what nobody keeps.
    ...(engineVersion !== undefined || policies === undefined
      ? [
          "Access in the sandbox now:",
          ...reachedLines(grants, members, account, view, terminalWidth()),
        ]
      : []),
    heading("next steps"),
    `1. Correct what ${wrong || "was said above"}.`,
    `2. Run ${startCall(stack)} again: ${again}`,
    ...(isKept ? [`3. Or begin anew: ${startCall(stack, "--fresh")} forgets what was made.`] : []),
  ];
}

/** The same where the configuration has errors, so that nothing was tried. */
export function notTriedLines(stack: string): string[] {
  return [
    heading("not deployed: see the errors above"),
    "Nothing was tried, and nothing was changed.",
    `Correct what they say, and run ${startCall(stack)} again.`,
  ];
}

function hasMade({ changes }: SandboxDeployment, account: AccountNames): boolean {
  return changes.some(
    ({ operation, resource }) => operation !== "failed" && resourceName(resource, account),
  );
}

function isMandatory({ enforcementLevel }: { readonly enforcementLevel: string }): boolean {
  return enforcementLevel === "mandatory";
}
