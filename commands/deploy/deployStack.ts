import { findPulumi } from "../../sandbox/pulumiCli.ts";
import { withProgress } from "../cli/progress.ts";
import type { ResolvedStack } from "../organization/resolvedStack.ts";
import type { StackFile } from "../stack/stackFile.ts";
import { deployWithEngine } from "./engineDeployment.ts";
import { deployOffline } from "./offlineDeployment.ts";
import { toResource } from "./resource.ts";
import type { SandboxDeployment } from "./sandboxDeployment.ts";
import { sandboxStack } from "./sandboxStack.ts";

/**
 * Deploys a stack to the sandbox: with Pulumi's engine, or in this process where there is no Pulumi CLI.
 *
 * @param fresh forgets what was deployed
 * @param tell is told which of the two it is
 */
export async function deployStack(
  file: StackFile,
  stack: ResolvedStack,
  fresh: boolean,
  tell: (line: string) => void,
): Promise<SandboxDeployment> {
  const pulumi = findPulumi();
  if (pulumi === undefined) {
    tell(
      `Deploying stack ${file.stack} to the sandbox in this process: there is no Pulumi CLI on PATH or in ~/.pulumi.`,
    );
    return await deployInProcess(file, stack);
  }
  const engine = await sandboxStack(file, pulumi, fresh);
  const { output: engineVersion } = await engine.run(["version"]);
  tell(`Deploying stack ${file.stack} to the sandbox with Pulumi's engine (${engineVersion}).`);
  return { engineVersion, ...(await deployWithEngine(engine, stack.problems)) };
}

async function deployInProcess(file: StackFile, stack: ResolvedStack): Promise<SandboxDeployment> {
  const { snapshot, problems } = stack;
  const deployment = await withProgress("running the program", () =>
    deployOffline(file, snapshot, problems),
  );
  const { messages, outputs, verdict, passed, grants } = deployment;
  const resources = deployment.resources.map(({ urn, parent, inputs }) =>
    toResource(urn, parent, inputs),
  );
  const { portalUrl } = outputs;
  return {
    ok: passed,
    changes: resources.map((resource) => ({ operation: "created", resource, properties: [] })),
    resources,
    grants,
    ...(verdict
      ? { policies: { rules: verdict.pack.policies.length, findings: verdict.violations } }
      : {}),
    messages,
    ...(passed && typeof portalUrl === "string" ? { portalUrl } : {}),
  };
}
