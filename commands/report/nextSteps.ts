import type { SandboxDeployment } from "../deploy/sandboxDeployment.ts";

/** What somebody may do after a deployment to the sandbox. */
export function nextSteps(
  stack: string,
  { engineVersion, portalUrl }: Pick<SandboxDeployment, "engineVersion" | "portalUrl">,
): string[] {
  const again =
    engineVersion === undefined
      ? "without a Pulumi CLI it is a first deployment each time; npx pulumi version installs one."
      : "only what you changed is deployed.";
  return [
    `This was the sandbox: nothing was deployed to AWS. People would sign in at ${portalUrl ?? "an address that AWS chooses"}`,
    "",
    `1. Change Pulumi.${stack}.yaml and run ${startCall(stack)} again: ${again}`,
    `2. npm run preview:offline -- --stack ${stack} checks a change without deploying it anywhere, as a pull request's check does.`,
    "3. For your own organization: docs/getting-started.md.",
  ];
}

/** How a stack is deployed to the sandbox, such as `npm start -- --stack prod --fresh`. */
export function startCall(stack: string, ...options: readonly string[]): string {
  const all = [...(stack === "dev" ? [] : ["--stack", stack]), ...options];
  return all.length === 0 ? "npm start" : `npm start -- ${all.join(" ")}`;
}
