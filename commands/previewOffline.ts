import type { Problem } from "../model/problems/problem.ts";
import { firstFew } from "../model/problems/seen.ts";
import { shown } from "../model/problems/shown.ts";
import { isCalendarDay } from "../model/schema/calendar.ts";
import type { Configuration } from "../model/schema/configuration.ts";
import { today } from "../policies/today.ts";
import type { OrganizationSnapshot } from "../sandbox/organizationSnapshot.ts";
import { runCommand } from "./command.ts";
import { deployOffline } from "./deploy/offlineDeployment.ts";
import { missingExisting } from "./organization/missingExisting.ts";
import { organizationName } from "./organization/organizationFile.ts";
import { type AccessView, accessLines, accessView } from "./report/accessView.ts";
import { messageLines } from "./report/messageLines.ts";
import { heading, problemLines, resourceLines, verdictLines } from "./report/report.ts";
import { counted } from "./report/resourceName.ts";
import { resolveStack } from "./stack/resolvedStack.ts";
import { readStackFile, type StackFile, stackNames } from "./stack/stackFile.ts";
import { stackName } from "./stack/stackName.ts";
import { UsageError } from "./usageError.ts";

const USAGE = `usage: npm run preview:offline -- [--stack NAME] [--today YYYY-MM-DD] [--access person|account|all]

Evaluates a stack's configuration and the policies without AWS credentials, Pulumi login or network: what a first
deployment would make, who would get which access, and everything that is wrong. Without --stack, every stack file.
--access shows everybody's access, by person, by account, or both.
Exit code 0 when all is well, 1 when anything is wrong, 2 when the command was not understood.`;

/** @param day on which `until` is judged */
async function previewAll(
  stacks: readonly string[],
  day: string,
  view: AccessView | undefined,
): Promise<number> {
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || !isCalendarDay(day)) {
    throw new UsageError(`--today is "${day}"; a day such as 2027-03-31 is wanted`);
  }
  if (stacks.length === 0) {
    throw new Error("there is no stack file Pulumi.<stack>.yaml here; write one");
  }
  let worst = 0;
  for (const stack of stacks) {
    worst = Math.max(worst, (await preview(stack, day, view)) ? 0 : 1);
  }
  return worst;
}

/** Prints what a stack would be. Whether all is well. */
async function preview(stack: string, day: string, view: AccessView | undefined): Promise<boolean> {
  const file = readStackFile(stack);
  const { configuration, snapshot, access, problems, places } = resolveStack(file, day);
  // In a first deployment, nothing that exists was made here.
  const missing = places.on(missingExisting(configuration, snapshot));
  const found = [...problems, ...missing].map(asReviewed);
  const errors = found.filter(({ severity }) => severity === "error").length;

  console.log(heading(`stack ${stack}: configuration`));
  for (const line of problemLines(file, found)) console.log(line);
  if (file.secrets.length > 0) console.log(secretsLine(file));
  if (found.some(({ kind }) => kind === "unjudged") || !snapshot.complete) {
    console.log(
      `${organizationName(stack)} does not exist: only the accounts in access:accounts are known, without organizational units and tags; write it with: npm run snapshot -- --stack ${stack}`,
    );
  }
  if (errors > 0) {
    console.log(
      `✗ ${errors} error${errors === 1 ? "" : "s"}; nothing else is looked at until then`,
    );
    return false;
  }
  console.log(`✓ ${summary(configuration)}, ${counted(access.entries.length, "assignment")}`);
  console.log(heading("access"));
  for (const line of accessLines(configuration, access, view)) console.log(line);
  return await previewDeployment(file, snapshot, problems);
}

async function previewDeployment(
  file: StackFile,
  snapshot: OrganizationSnapshot,
  problems: readonly Problem[],
): Promise<boolean> {
  const { resources, messages, verdict, passed } = await deployOffline(file, snapshot, problems);
  console.log(heading(`first deployment: ${counted(resources.length, "resource")}`));
  for (const line of resourceLines(resources.map(({ type }) => type))) console.log(line);
  for (const line of messages.flatMap(messageLines)) console.log(line);
  if (!verdict) return false;
  console.log(heading(`policies: ${verdict.pack.name} ${verdict.pack.version}`));
  const rules = verdict.pack.policies.length;
  for (const line of verdictLines(rules, verdict.violations)) console.log(line);
  return passed;
}

function secretsLine({ name, secrets }: StackFile): string {
  const [values, them] =
    secrets.length === 1 ? ["1 value is", "it"] : [`${secrets.length} values are`, "them"];
  return shown(
    `${name}: ${values} secret and unknown offline (${firstFew(secrets)}): pulumi preview checks ${them}`,
  );
}

/** For a reviewer, a line that grants nothing any more is to be removed, and what can't be judged isn't fine. */
function asReviewed(problem: Problem): Problem {
  return problem.kind === undefined ? problem : { ...problem, severity: "error" };
}

function summary({ people, groups, permissionSets }: Configuration): string {
  const count = (records: object, noun: string, plural?: string) =>
    counted(Object.keys(records).length, noun, plural);
  return [
    count(people, "person", "people"),
    count(groups, "group"),
    count(permissionSets, "permission set"),
  ].join(", ");
}

await runCommand({
  name: "preview:offline",
  usage: USAGE,
  options: {
    stack: { type: "string" },
    today: { type: "string" },
    access: { type: "string" },
  },
  run: ({ stack, today: day = today(), access }) =>
    previewAll(stack === undefined ? stackNames() : [stackName(stack)], day, accessView(access)),
});
