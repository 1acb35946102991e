import { findPulumi } from "../sandbox/pulumiCli.ts";
import { runCommand } from "./cli/command.ts";
import { withProgress } from "./cli/progress.ts";
import { drift } from "./drift/run.ts";
import { stackName } from "./stack/stackName.ts";
import { pulumiHere } from "./up/pulumi.ts";

const USAGE = `usage: npm run drift -- [--stack NAME] [--json] [--region REGION] [--resume]

Compares what a stack file says, dev's unless told otherwise, with what AWS has, with the AWS credentials of this shell
(AWS_PROFILE works): who reaches more or less than the code says, person by person; people, groups, members, permission
sets, assignments and attributes that differ, or are on one side only; permission sets that AWS hasn't brought to all
their accounts; lines that end soon. With a Pulumi CLI it says what the next update heals, and what the state doesn't
know. It only reads; docs/live.md has the permissions.

  --stack NAME      the stack of Pulumi.NAME.yaml
  --json            one JSON object, complete
  --region REGION   where Identity Center is; default: as the stack file says
  --resume          goes on from where an earlier run was interrupted, by expired credentials for example

Exit code 0 when nothing differs, 1 when something does, 2 when not everything could be compared.`;

await runCommand({
  name: "drift",
  usage: USAGE,
  options: {
    stack: { type: "string" },
    json: { type: "boolean", default: false },
    region: { type: "string" },
    resume: { type: "boolean", default: false },
  },
  failed: 2,
  run: ({ stack = "dev", json = false, resume = false, region }) => {
    const pulumi = findPulumi();
    return withProgress("reading the organization", (tell) =>
      drift(
        { stack: stackName(stack), json, resume, ...(region === undefined ? {} : { region }) },
        { tell, pulumi: pulumi === undefined ? undefined : pulumiHere(pulumi, stack) },
      ),
    );
  },
});
