import { isError } from "../model/problems/problem.ts";
import { firstFew } from "../model/problems/seen.ts";
import { shown } from "../model/problems/shown.ts";
import { isCalendarDay } from "../model/schema/calendar.ts";
import type { Configuration } from "../model/schema/configuration.ts";
import { today } from "../policies/today.ts";
import { formatNamed, previewAgainst } from "./against/against.ts";
import { runCommand } from "./cli/command.ts";
import { withProgress } from "./cli/progress.ts";
import { shownLines } from "./cli/shownLines.ts";
import { UsageError } from "./cli/usageError.ts";
import { deployOffline, type OfflineDeployment } from "./deploy/offlineDeployment.ts";
import { toResource } from "./deploy/resource.ts";
import { checkStack } from "./organization/checkedStack.ts";
import type { ResolvedStack } from "./organization/resolvedStack.ts";
import { type AccessView, accessLines, accessView } from "./report/accessView.ts";
import { accountName } from "./report/holders.ts";
import { Members } from "./report/members.ts";
import { messageLines } from "./report/messageLines.ts";
import { previewJson, type StackPreview, unreadableJson } from "./report/previewJson.ts";
import { heading, problemLines, resourceLines, verdictLines } from "./report/report.ts";
import { counted } from "./report/resourceName.ts";
import { type StackFile, stackNames } from "./stack/stackFile.ts";
import { stackName } from "./stack/stackName.ts";

const USAGE = `usage: npm run preview:offline -- [--stack NAME] [--today YYYY-MM-DD] [--access person|account|all]
                                       [--json]
       npm run preview:offline -- --against REVISION [--format text|md|json|github] [--stack NAME]
                                       [--today YYYY-MM-DD]

Evaluates a stack's configuration and the policies without AWS credentials, Pulumi login or network: what a first
deployment would make, who would get which access, and everything that is wrong. Without --stack, every stack file.
--access shows everybody's access, by person, by account, or both. --json prints all of it as JSON, and nothing else,
on standard output.

--against compares with the stack files of a Git revision, such as origin/main, instead: who gains and who loses access,
through which lines, which permission sets may do more or less, who administers, what of the protection goes. It reads
what this clone has, and checks nothing out. github: annotations, and Markdown for the job's summary.

Exit code 0 when all is well, 1 when anything is wrong, 2 when the command was not understood or can't compare. A
difference alone is nothing wrong.`;

interface Wanted {
  readonly stacks: readonly string[];
  /** On which `until` is judged. */
  readonly day: string;
  readonly view: AccessView | undefined;
  readonly json: boolean;
}

async function previewAll({ stacks, day, view, json }: Wanted): Promise<number> {
  if (stacks.length === 0) {
    throw new Error("there is no stack file Pulumi.<stack>.yaml here; write one");
  }
  const print = (lines: readonly string[]) => {
    if (!json) for (const line of lines) console.log(line);
  };
  const previews: object[] = [];
  let passed = true;
  for (const stack of stacks) {
    try {
      const checked = checkStack(stack, day);
      print(checkedLines(checked, view));
      const which = `previewing stack ${stack}, ${previews.length + 1} of ${stacks.length}`;
      const deployment = await withProgress(which, () => previewDeployment(checked));
      if (deployment) print(deploymentLines(deployment, checked.resolved));
      passed &&= deployment?.passed ?? false;
      previews.push(previewJson({ ...checked, ...(deployment && { deployment }) }));
    } catch (error) {
      // A file that can't be read takes nothing from the other stacks.
      const message = error instanceof Error ? error.message : String(error);
      console.error(shownLines(`preview:offline: ${message}`).join("\n"));
      passed = false;
      previews.push(unreadableJson(stack, message));
    }
  }
  if (json) console.log(JSON.stringify(previews, null, 2));
  return passed ? 0 : 1;
}

function checkedLines(
  { file, resolved, found }: StackPreview,
  view: AccessView | undefined,
): string[] {
  const { configuration, snapshot, access } = resolved;
  const lines = [heading(`stack ${file.stack}: configuration`), ...problemLines(file, found)];
  if (file.secrets.length > 0) lines.push(secretsLine(file));
  const errors = found.filter(isError).length;
  if (errors > 0) {
    return [...lines, `✗ ${counted(errors, "error")}; nothing else is looked at until then`];
  }
  return [
    ...lines,
    `✓ ${summary(configuration)}, ${counted(access.entries.length, "assignment")}`,
    heading("access"),
    ...accessLines(new Members(configuration, snapshot), access, view),
  ];
}

/** Undefined for a configuration with errors: that isn't tried. */
async function previewDeployment(checked: StackPreview): Promise<OfflineDeployment | undefined> {
  const { file, resolved, found } = checked;
  if (found.some(isError)) return undefined;
  return await deployOffline(file, resolved.snapshot, resolved.problems);
}

function deploymentLines(
  { resources, messages, verdict }: OfflineDeployment,
  { access }: ResolvedStack,
): string[] {
  const made = resources.map(({ urn, parent }) => toResource(urn, parent));
  const lines = [
    heading(`first deployment: ${counted(resources.length, "resource")}`),
    ...resourceLines(resources.map(({ type }) => type)),
    ...messageLines(messages, made, (id) => accountName(access, id)),
  ];
  if (!verdict) return lines;
  const { pack, violations } = verdict;
  return [
    ...lines,
    heading(`policies: ${pack.name} ${pack.version}`),
    ...verdictLines(pack.policies.length, violations),
  ];
}

function secretsLine({ name, secrets }: StackFile): string {
  const [values, them] =
    secrets.length === 1 ? ["1 value is", "it"] : [`${secrets.length} values are`, "them"];
  return shown(
    `${name}: ${values} secret and unknown offline (${firstFew(secrets)}): pulumi preview checks ${them}`,
  );
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
    json: { type: "boolean", default: false },
    against: { type: "string" },
    format: { type: "string" },
  },
  run: async ({ stack, today: day = today(), access, json, against, format }) => {
    refuseOtherThanDay(day);
    const named = stack === undefined ? undefined : [stackName(stack)];
    if (against === undefined) {
      if (format !== undefined) throw new UsageError("--format goes with --against REVISION");
      return await previewAll({
        ...{ stacks: named ?? stackNames(), day, json },
        view: accessView(access),
      });
    }
    if (access !== undefined) throw new UsageError("--access doesn't go with --against");
    if (json && format !== undefined) throw new UsageError("--json is --format json: give one");
    const wanted = formatNamed(json ? "json" : (format ?? "text"));
    return previewAgainst(against, named, day, wanted);
  },
});

function refuseOtherThanDay(day: string): void {
  if (/^\d{4}-\d\d-\d\d$/.test(day) && isCalendarDay(day)) return;
  throw new UsageError(`--today is "${day}"; a day such as 2027-03-31 is wanted`);
}
