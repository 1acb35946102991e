import type { SandboxDeployment } from "../deploy/sandboxDeployment.ts";
import { changeLines, changesInShort, livingLine } from "./changeLines.ts";
import { messageLines } from "./messageLines.ts";
import { heading, verdictLines } from "./report.ts";
import type { AccountNames } from "./resourceName.ts";
import { terminalWidth } from "./textWidth.ts";

/** What a deployment did, what was said meanwhile, and what the policy pack says. */
export function deploymentLines(deployment: SandboxDeployment, account: AccountNames): string[] {
  const { changes, resources, messages, policies, engineVersion } = deployment;
  const kind = engineVersion === undefined ? "first deployment" : "changes";
  return [
    heading(`${kind}: ${changesInShort(changes, account)}`),
    ...changeLines(changes, account, terminalWidth()),
    `In the sandbox now: ${livingLine(resources, account)}`,
    ...messageLines(messages, [...resources, ...changes.map(({ resource }) => resource)], account),
    ...(policies ? [heading("policies"), ...verdictLines(policies.rules, policies.findings)] : []),
  ];
}
