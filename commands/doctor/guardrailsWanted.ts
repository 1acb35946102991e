import type { RootGuardrails } from "../../model/schema/rootGuardrails.ts";
import type { CheckContext, Finding } from "./check.ts";

/** What to do where the stack has guardrails on and AWS hasn't; nothing where they are off, or no stack file is given. */
export function guardrailsFix(
  { stack }: CheckContext,
  isMade: (guardrails: RootGuardrails) => boolean,
): Pick<Finding, "fix"> {
  const guardrails = stack?.configuration.rootGuardrails;
  if (!stack || !guardrails?.enabled || !isMade(guardrails)) return {};
  const { name } = stack;
  return {
    fix: `access:rootGuardrails has it on: npx pulumi refresh --stack ${name}, then npm run up -- --stack ${name}`,
  };
}

/** The same of the service control policy, which may be attached to a part of the organization for now. */
export function policyFix(
  context: CheckContext,
  isMade: (guardrails: RootGuardrails) => boolean = () => true,
): Pick<Finding, "fix"> {
  const { fix } = guardrailsFix(context, isMade);
  const guardrails = context.stack?.configuration.rootGuardrails;
  if (fix === undefined || !guardrails) return {};
  const { stage, targets } = guardrails;
  if (stage.length > 0) {
    return {
      fix: `access:rootGuardrails.stage names where the policy is attached for now: take stage out once it hurts nobody there (docs/guardrails.md). Where it is named there, ${again(fix)}`,
    };
  }
  if (targets.some((target) => "all" in target || ("ou" in target && target.ou === ""))) {
    return { fix };
  }
  return {
    fix: `access:rootGuardrails.targets: write [all], or name it there (docs/guardrails.md). Where it is named there, ${again(fix)}`,
  };
}

function again(fix: string): string {
  return fix.slice(fix.indexOf("npx"));
}
