import { findPulumi } from "../sandbox/pulumiCli.ts";
import { agreed } from "./cli/agreed.ts";
import { runCommand } from "./cli/command.ts";
import { withProgress } from "./cli/progress.ts";
import { UsageError } from "./cli/usageError.ts";
import { drift } from "./drift/run.ts";
import { stackName } from "./stack/stackName.ts";
import { pulumiHere } from "./up/pulumi.ts";

const USAGE = `usage: npm run drift -- [--stack NAME] [--json | --heal [--yes]] [--region REGION] [--resume]

Compares what a stack file says, dev's unless told otherwise, with what AWS has, with the AWS credentials of this shell
(AWS_PROFILE works): who reaches more or less than the code says, person by person; people, groups, members, permission
sets, assignments and attributes that differ, or are on one side only; permission sets that AWS hasn't brought to all
their accounts; lines that end soon. Guardrails, audit trail, alarms and detection aren't compared: it says how to look at
them. With a Pulumi CLI it says what the next update heals, and what the state doesn't know. Without --heal it only reads;
docs/live.md has the permissions.

  --stack NAME      the stack of Pulumi.NAME.yaml
  --json            one JSON object, complete
  --heal            shows, asks, and does two things: AWS brings permission sets that hold what the code says to their
                    accounts, and Pulumi takes into its state what AWS has as it is wanted and the state doesn't know
  --yes             asks nothing
  --region REGION   where Identity Center is; default: as the stack file says
  --resume          goes on from where an earlier run was interrupted, by expired credentials for example

Exit code 0 when nothing differs, or all of it was healed, 1 when something does, 2 when not everything could be compared.`;

await runCommand({
  name: "drift",
  usage: USAGE,
  options: {
    stack: { type: "string" },
    json: { type: "boolean", default: false },
    heal: { type: "boolean", default: false },
    yes: { type: "boolean", default: false },
    region: { type: "string" },
    resume: { type: "boolean", default: false },
  },
  failed: 2,
  run: ({ stack = "dev", json = false, heal = false, yes = false, resume = false, region }) => {
    if (json && heal) throw new UsageError("--heal tells what it does and asks: it has no --json");
    if (yes && !heal) throw new UsageError("--yes goes with --heal: otherwise nothing is asked");
    const pulumi = findPulumi();
    return withProgress("reading the organization", (tell) =>
      drift(
        {
          stack: stackName(stack),
          json,
          resume,
          heal,
          ...(region === undefined ? {} : { region }),
        },
        {
          tell,
          pulumi: pulumi === undefined ? undefined : pulumiHere(pulumi, stack),
          agreed: async () => yes || (await agreed("read it without --heal, then say --yes")),
        },
      ),
    );
  },
});
