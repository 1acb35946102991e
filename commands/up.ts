import { instanceOfSet } from "../model/access/instanceOfSet.ts";
import { today } from "../policies/today.ts";
import { findPulumi } from "../sandbox/pulumiCli.ts";
import { agreed } from "./cli/agreed.ts";
import { runCall } from "./cli/command.ts";
import { withProgress } from "./cli/progress.ts";
import { PlanFile } from "./deploy/planFile.ts";
import { sandboxStack } from "./deploy/sandboxStack.ts";
import { readState } from "./drift/state/readState.ts";
import { parseDigest } from "./guard/digest.ts";
import { judgePreview } from "./guard/judgePreview.ts";
import { problemLines } from "./report/report.ts";
import { homeRegion, parseStackFile, readStackFile, type StackFile } from "./stack/stackFile.ts";
import { stackName } from "./stack/stackName.ts";
import { walkAdopting } from "./up/adopt.ts";
import { exportedText } from "./up/exported.ts";
import { refuseUnknownFlags } from "./up/handedOn.ts";
import { Journalling } from "./up/journal/journalling.ts";
import { look } from "./up/look.ts";
import { lookAfter } from "./up/lookAfter.ts";
import { lookBefore, regionsToAdd } from "./up/lookBefore.ts";
import { planLines } from "./up/planLines.ts";
import { preview, type Refused } from "./up/preview.ts";
import { type Pulumi, pulumiHere, pulumiOnSandbox } from "./up/pulumi.ts";
import { noteReplaced } from "./up/replaced.ts";
import { safetyOf } from "./up/safety.ts";
import { unconfirmedLines } from "./up/unconfirmed.ts";
import { readUpCall, type UpCall } from "./up/upArguments.ts";
import { type Walk, walk } from "./up/walk.ts";

const USAGE = `usage: npm run up -- [--stack NAME] [--sandbox] [--yes] [--plan-only] [flags of pulumi up]

Brings a stack, dev unless told otherwise, to what its stack file says, in as many updates as it takes so that at no moment
anybody has more than the old or the new configuration gives, and somebody can always administer Identity Center: a preview
with the policy pack, who gains and who loses, the updates with their reasons, what somebody should look at twice
(npm run guard), a question, then one pulumi up for each, and a
preview at the end that must find nothing. With AWS credentials in this shell it looks at AWS, too: before it adds Regions,
whether Identity Center is encrypted by the key; in the end whether all permission sets are in their accounts, and
whether the stack's groups have there what the state says, and nothing else.
Interrupted or failed, it goes on from what is there when it runs again.

  --stack NAME   the stack of Pulumi.NAME.yaml
  --sandbox      on the sandbox instead of AWS: no account, no login
  --yes          asks nothing
  --plan-only    shows the plan and changes nothing

Others, such as --refresh or --parallel N, are handed on to pulumi up.

Exit code 0 when all is there, 1 when anything failed or was refused, 2 when the command was not understood.`;

type Call = Pick<UpCall, "yes" | "planOnly" | "flags">;

const NO_PULUMI =
  "there is no Pulumi CLI on PATH or in ~/.pulumi; `npx pulumi version` installs one";

const READ_FIRST = "read the plan with --plan-only, then say --yes";

async function up(argv: readonly string[]): Promise<number> {
  const { stack, sandbox, ...call } = readUpCall(argv, process.cwd());
  const file = readStackFile(stackName(stack));
  const pulumi = findPulumi();
  if (!pulumi) throw new Error(NO_PULUMI);
  refuseUnknownFlags(pulumi, call.flags);
  const run = sandbox
    ? pulumiOnSandbox(await sandboxStack(file, pulumi))
    : pulumiHere(pulumi, file.stack);
  const journalling = await Journalling.on(run, console.log);
  if (journalling && !(await journalling.settleLeft())) return 1;
  if (!sandbox && !(await mayBegin(run, file))) return 1;
  const plans = new PlanFile();
  try {
    const code = await plannedUp(run, plans, call, file.secrets.length > 0, journalling);
    if (code === 0 && !sandbox && !call.planOnly) {
      const seen = await withProgress("looking at what AWS has", () => seenAfter(run, file));
      for (const line of seen) console.log(line);
    }
    return code;
  } finally {
    plans.remove();
  }
}

async function plannedUp(
  pulumi: Pulumi,
  plans: PlanFile,
  call: Call,
  hasSecrets: boolean,
  journalling: Journalling | undefined,
): Promise<number> {
  let previewed = await preview(pulumi, plans, call.flags);
  const run = (args: readonly string[]) => pulumi.show(args, {});
  const exported = () => exportedText(pulumi);
  if (!call.planOnly && (await look(plans, run, { run: pulumi.attempt, exported }))) {
    previewed = await preview(pulumi, plans, call.flags);
  }
  if ("refused" in previewed) return refuse(previewed);
  let digest = parseDigest(previewed.json, "the preview");
  if (await noteReplaced(plans, digest, exported)) {
    previewed = await preview(pulumi, plans, call.flags);
    if ("refused" in previewed) return refuse(previewed);
    digest = parseDigest(previewed.json, "the preview");
  }
  const { plan } = previewed;
  for (const line of planLines(plan)) console.log(line);
  const { safe, lines, after } = safetyOf(digest, (one) => judgePreview(one, today()));
  for (const line of lines) console.log(line);
  if (!safe) {
    console.log("  Nothing was changed. When that is settled, run the same command again.");
    return 1;
  }
  if (call.planOnly) return 0;
  if (!call.yes && !(await agreed(READ_FIRST))) {
    console.log("Nothing was changed.");
    return 1;
  }
  const args = ["up", "--yes", "--skip-preview", ...call.flags];
  const changes = digest.steps.filter(({ op }) => op !== "same").length;
  const keeper = (await journalling?.isFor(changes, hasSecrets)) ? journalling : undefined;
  const update = (environment: Readonly<Record<string, string>>) =>
    keeper ? keeper.update(args, environment) : pulumi.show(args, environment);
  const walked = await walkAdopting(
    () => walk(plan, plans, update, console.log),
    plans,
    { run, exported },
    async (lines, mayBeOthers) => {
      for (const line of lines) console.log(line);
      // What others may have, nobody agreed to beforehand.
      if (call.yes && !(mayBeOthers && process.stdin.isTTY)) return !mayBeOthers;
      return await agreed(READ_FIRST);
    },
  );
  if (walked.ended !== "done") {
    console.error(`up: ${unfinished(walked)}`);
    return 1;
  }
  const nothingIsLeft = async () =>
    (await pulumi.show(["preview", "--expect-no-changes", ...call.flags], {})) === 0;
  let isDone = await nothingIsLeft();
  if (!isDone) {
    // A creation that failed and was tried again leaves its error in the engine's state, and an update clears it.
    console.log("one more update, since the preview found something");
    isDone = (await update(plans.environment)) === 0 && (await nothingIsLeft());
  }
  for (const line of after) console.log(line);
  if (isDone) return 0;
  console.error("up: all updates are made, and a preview should have found nothing");
  return 1;
}

function refuse({ refused }: Refused): 1 {
  console.error(`up: ${refused}. Nothing was changed.`);
  return 1;
}

/** Whether AWS would refuse what only AWS tells. Without its answer an update does. */
async function mayBegin(pulumi: Pulumi, file: StackFile): Promise<boolean> {
  const { configuration } = parseStackFile(file);
  const region = homeRegion(file, configuration);
  if (configuration.identityCenter.regions.length === 0 || region === undefined) return true;
  const read = await readState(pulumi);
  if (!("state" in read)) return true;
  const regions = regionsToAdd(configuration, read.state.deployed);
  if (regions.length === 0) return true;
  const { stack } = file;
  const [set] = read.state.deployed.permissionSets.values();
  const instanceArn = set && instanceOfSet(set.id);
  const found = await withProgress("looking at the key of Identity Center", () =>
    lookBefore(configuration, regions, { stack, region, instanceArn }),
  );
  for (const line of problemLines(file, found)) console.error(line);
  return found.length === 0;
}

/** What AWS has by now that the state doesn't know. Nothing of it makes an update fail that is done. */
async function seenAfter(pulumi: Pulumi, file: StackFile): Promise<string[]> {
  const read = await readState(pulumi);
  const region = homeRegion(file, parseStackFile(file).configuration);
  if (!("state" in read) || region === undefined) return [];
  const { deployed } = read.state;
  return [
    ...(await lookAfter(file.stack, deployed, { region })),
    ...unconfirmedLines(file.stack, deployed),
  ];
}

function unfinished(walked: Exclude<Walk, { ended: "done" }>): string {
  if (walked.ended === "failed") {
    return `update ${walked.update} failed; nobody has too much by what is there now. Repair what pulumi said, and run the same command: it goes on from there`;
  }
  return `after ${walked.updates} updates the plan still has more: something else changes this stack; see npm run up -- --plan-only`;
}

await runCall({ name: "up", usage: USAGE }, up);
