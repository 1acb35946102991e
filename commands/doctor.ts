import { longExemptionProblems } from "../model/checks/longExemptions.ts";
import { formatProblems } from "../model/problems/problem.ts";
import { today } from "../policies/today.ts";
import { runCommand } from "./cli/command.ts";
import { type Progress, withProgress } from "./cli/progress.ts";
import { chosenChecks } from "./doctor/chosen.ts";
import { diagnose } from "./doctor/diagnose.ts";
import { type Diagnosis, exitCode } from "./doctor/diagnosis.ts";
import { diagnosisJson } from "./doctor/reportJson.ts";
import { diagnosisLines } from "./doctor/reportText.ts";
import type { ExaminedStack } from "./doctor/stack.ts";
import { withLiveSession } from "./organization/liveSession.ts";
import { useProfile } from "./organization/profile.ts";
import { readingRegion } from "./organization/readingRegion.ts";
import { homeRegion, parseStackFile, readStackFile } from "./stack/stackFile.ts";
import { stackName } from "./stack/stackName.ts";

const USAGE = `usage: npm run doctor -- [--profile P] [--region R] [--stack NAME] [--only CHECK,…] [--except CHECK,…]
                     [--resume] [--json]

Says whether an organization stands as AWS recommends it: root users, users of IAM, Identity Center and who has access by
it, guardrails, audit trail. It only reads, with the AWS credentials of this shell, of the management account at best:
docs/doctor.md says what each check looks at, docs/live.md has the permissions.

  --profile P      a profile of AWS's CLI, instead of this shell's credentials
  --region R       the home Region of Identity Center; unless told, the stack's, or that of the shell or the profile
  --stack NAME     checks what Pulumi.NAME.yaml attests, too, and takes its exemptions (access:doctor)
  --only CHECK,…   these checks and no others
  --except CHECK,… all checks but these
  --resume         goes on from where an earlier run was interrupted
  --json           everything as JSON on standard output

Exit code 0 when all holds or is exempt, 1 when something doesn't hold, 2 when something could not be read, or the command
was not understood.`;

interface Wanted {
  readonly region: string | undefined;
  readonly stack: string | undefined;
  readonly only: string | undefined;
  readonly except: string | undefined;
  readonly resume: boolean;
}

async function examine(wanted: Wanted, tell: Progress): Promise<Diagnosis> {
  const checks = chosenChecks(wanted.only, wanted.except);
  const day = today();
  const examined = wanted.stack === undefined ? undefined : examinedStack(wanted.stack, day);
  const region = await readingRegion(wanted.region, examined?.region);
  const stack = examined?.stack;
  return await withLiveSession(
    { stack: wanted.stack ?? "doctor", region, resume: wanted.resume },
    tell,
    (session) => diagnose(session, checks, { today: day, region, stack }),
  );
}

/** @throws where what the doctor is told by the stack file can't be read, or is refused */
function examinedStack(
  name: string,
  day: string,
): { readonly stack: ExaminedStack; readonly region: string | undefined } {
  const file = readStackFile(stackName(name));
  const { configuration, problems, places } = parseStackFile(file);
  const { exemptions } = configuration.doctor;
  const wrong = [
    ...problems.filter(({ path, severity }) => {
      return severity === "error" && /^access:(doctor|identityCenter)\b/.test(path);
    }),
    ...places.on(longExemptionProblems(exemptions, day)),
  ];
  if (wrong.length > 0) throw new Error(formatProblems(wrong));
  return { stack: { name, configuration }, region: homeRegion(file, configuration) };
}

await runCommand({
  name: "doctor",
  usage: USAGE,
  options: {
    profile: { type: "string" },
    region: { type: "string" },
    stack: { type: "string" },
    only: { type: "string" },
    except: { type: "string" },
    resume: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
  failed: 2,
  run: async ({ profile, region, stack, only, except, resume = false, json }) => {
    useProfile(profile);
    const diagnosis = await withProgress("reading the organization", (tell) =>
      examine({ region, stack, only, except, resume }, tell),
    );
    if (json) console.log(JSON.stringify(diagnosisJson(diagnosis), null, 2));
    else for (const line of diagnosisLines(diagnosis)) console.log(line);
    return exitCode(diagnosis);
  },
});
