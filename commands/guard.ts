import { utf8Text } from "../model/files/utf8.ts";
import { withPlace } from "../model/files/yamlSource.ts";
import { isCalendarDay } from "../model/schema/calendar.ts";
import { today } from "../policies/today.ts";
import { runCommand } from "./cli/command.ts";
import { UsageError } from "./cli/usageError.ts";
import { parseDigest } from "./guard/digest.ts";
import { judgePreview } from "./guard/judgePreview.ts";
import { verdictJson, verdictLines } from "./guard/report.ts";
import { readInput } from "./judge/input.ts";
import { stackName } from "./stack/stackName.ts";

const USAGE = `usage: npm run guard -- PREVIEW.json [--stack NAME] [--lost-access N] [--management-account ID]
                       [--today YYYY-MM-DD] [--json]

Reads what \`npx pulumi preview --json --show-sames\` prints, and refuses what somebody should look at twice: people,
groups and permission sets that are deleted or replaced, access that many lose, new administrators, changes of the
administrators' own access, resources with protect or retainOnDelete that go. What is meant nevertheless stands in
approvals/NAME.yaml.

  PREVIEW.json             the preview; - for standard input
  --stack NAME             the stack that it must be of (default: the one that it is of)
  --lost-access N          how much access the update may take away, counted as person, permission set and account
                           (default: lostAccess of approvals/NAME.yaml; else 5, or a tenth of what there is, at most 1000)
  --management-account ID  12 digits, where the preview doesn't tell (default: what organizations/NAME.yaml says; where
                           nobody does, it may be any account)
  --today YYYY-MM-DD       judges approvals as on that day
  --json                   findings as JSON on standard output

Exit code 0 when there is nothing to look at twice, 1 when something is refused, 2 when nothing could be judged: no
preview, one that failed, or a mistake in the approvals.`;

interface Wanted {
  readonly stack?: string;
  readonly "lost-access"?: string;
  readonly "management-account"?: string;
  readonly today: string;
  readonly json: boolean;
}

async function run(values: Wanted, file: string): Promise<number> {
  const lostAccess = wholeNumber(values["lost-access"]);
  const given = accountId(values["management-account"]);
  if (!/^\d{4}-\d\d-\d\d$/.test(values.today) || !isCalendarDay(values.today)) {
    throw new UsageError(`--today is "${values.today}"; a day such as 2027-03-31 is wanted`);
  }
  const wanted = values.stack === undefined ? undefined : stackName(values.stack);
  const source = file === "-" ? "standard input" : file;
  const bytes = await readInput(file);
  const preview = parseDigest(
    withPlace(() => utf8Text(source, bytes)),
    source,
  );
  const { stack } = preview;
  if (wanted !== undefined && wanted !== stack) {
    throw new Error(`${source} is of stack ${stack}, and --stack says ${wanted}`);
  }
  const verdict = judgePreview(preview, values.today, {
    ...(lostAccess !== undefined && { lostAccess }),
    ...(given !== undefined && { managementAccount: given }),
  });
  if (values.json) console.log(JSON.stringify(verdictJson(verdict), null, 2));
  else for (const line of verdictLines(verdict)) console.log(line);
  return verdict.passed ? 0 : 1;
}

function wholeNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new UsageError(`--lost-access is ${JSON.stringify(text)}; a whole number is wanted`);
}

function accountId(text: string | undefined): string | undefined {
  if (text === undefined || /^\d{12}$/.test(text)) return text;
  throw new UsageError(`--management-account is ${JSON.stringify(text)}; 12 digits are wanted`);
}

await runCommand({
  name: "guard",
  usage: USAGE,
  arguments: ["PREVIEW.json"],
  options: {
    stack: { type: "string" },
    "lost-access": { type: "string" },
    "management-account": { type: "string" },
    today: { type: "string" },
    json: { type: "boolean", default: false },
  },
  failed: 2,
  run: ({ today: day = today(), ...values }, [file = ""]) => run({ ...values, today: day }, file),
});
