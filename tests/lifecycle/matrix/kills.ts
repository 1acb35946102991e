import type { StackConfig } from "../acme.ts";
import { Deployment, type Kept, type Run } from "../deployment.ts";
import { finalGrants, inShort } from "../effectiveAccess.ts";
import type { Killed } from "../killTree.ts";
import { acmeWith, type Section } from "../sectionsOn.ts";
import { bringBack, isWhole } from "../stateFile.ts";

/** What is going on when somebody is killed. */
export type During = "creation" | "change" | "destroy";

/** What becomes of one kill. */
export interface Kill {
  readonly during: During;
  readonly killed: Killed;
  /** Calls that were made before, of those that change something. */
  readonly calls: number;
  /** Commands that brought it right. */
  readonly commands: readonly string[];
  /** What isn't as it should be at the end. */
  readonly wrong: readonly string[];
}

/** One of each kind of change. */
function changed(config: StackConfig): void {
  config["access:people"].ada = { ...config["access:people"].ada, title: "Countess" };
  config["access:people"].alan = { givenName: "Alan", familyName: "Turing" };
  config["access:permissionSets"].reader = { managedPolicies: ["SecurityAudit"] };
  const builder = config["access:permissionSets"].builder as Record<string, unknown>;
  delete builder.permissionsBoundary;
  builder.managedPolicies = ["ReadOnlyAccess"];
  Object.assign(config["access:groups"].engineers as object, { members: ["ada", "alan"] });
  if (config["access:detection"] === undefined) return;
  // One change in each section that is switched on.
  Object.assign(config, {
    "access:alarms": { enabled: true, emails: ["security@example.com", "ada@example.com"] },
    "access:detection": { ...config["access:detection"], accessAnalyzer: { unused: { days: 60 } } },
    "access:rootGuardrails": { enabled: true, stage: [{ ou: "Sandboxes" }] },
  });
}

/** Nobody is kept from going. */
function elsewhere(config: StackConfig): void {
  config["access:identityCenter"].administratorsElsewhere = "the identity provider";
  delete config["access:groups"].administrators?.administrators;
}

/** The configuration that is wanted in the end. */
export const EDITS: Readonly<Record<During, (config: StackConfig) => void>> = {
  creation: () => {},
  change: changed,
  destroy: elsewhere,
};

/** Goes on until so much is done. */
const MOST = 5;

/** Kills somebody after so many calls of a stack with these sections, and does what a person does then. @returns undefined where it was over by then */
export async function kill(
  from: Kept,
  during: During,
  killed: Killed,
  calls: number,
  sections: readonly Section[] = [],
): Promise<Kill | undefined> {
  const deployment = Deployment.from(from);
  const config = acmeWith(sections, EDITS[during]);
  const bring = async (options = {}): Promise<Run> =>
    during === "destroy"
      ? await deployment.destroyed(config, options)
      : ((await deployment.planned(config, options)).at(-1) as Run);
  try {
    const first = await bring({
      killAfterCalls: calls,
      ...(killed === "everything" ? {} : { killed }),
    });
    if (first.ok) return undefined;
    const commands: string[] = [];
    // Pulumi reads the state before it takes a lock away.
    if (!isWhole(deployment)) {
      commands.push("what docs/failures.md says of a state that was cut off");
      bringBack(deployment);
    }
    if (killed === "everything") {
      commands.push("pulumi cancel");
      await deployment.advised("pulumi cancel");
    }
    let run = first;
    for (let tries = 0; tries < MOST && !run.ok; tries++) {
      run = await bring();
      commands.push(during === "destroy" ? "pulumi destroy" : "npm run up");
    }
    const wrong = [
      ...(run.ok ? [] : [run.said.slice(-1500)]),
      ...deployment.staleRoles.map((role) => `stale: ${role}`),
      ...(during === "destroy" ? leftBy(deployment) : await differences(deployment, config)),
    ];
    return { during, killed, calls, commands, wrong };
  } finally {
    deployment.remove();
  }
}

async function differences(deployment: Deployment, config: StackConfig): Promise<string[]> {
  const { steps } = await deployment.preview(config);
  const grants = inShort(finalGrants({ history: deployment.history } as Run));
  return [
    ...steps.map((step) => `a preview has: ${step}`),
    ...(grants.length === 7 ? [] : [`access: ${grants.join(", ")}`]),
  ];
}

function leftBy(deployment: Deployment): string[] {
  return inShort(deployment.history.at(-1)?.grants ?? []).map((grant) => `left: ${grant}`);
}
