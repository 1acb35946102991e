import { resolve } from "node:path";
import { runCommand } from "./cli/command.ts";
import { type Progress, withProgress } from "./cli/progress.ts";
import { existingEntries } from "./organization/existingEntries.ts";
import { namesMarkedExisting } from "./organization/existingNames.ts";
import { writtenInstance } from "./organization/instanceKey.ts";
import { liveRegion } from "./organization/liveRegion.ts";
import { withLiveSession } from "./organization/liveSession.ts";
import { type OrganizationSnapshot, readSnapshot } from "./organization/liveSnapshot.ts";
import { organizationPath } from "./organization/organizationFile.ts";
import { OutputFile } from "./organization/outputFile.ts";
import { counted } from "./report/resourceName.ts";
import { parseStackFile, readStackFile } from "./stack/stackFile.ts";
import { stackName } from "./stack/stackName.ts";

const USAGE = `usage: npm run snapshot -- --stack NAME [--region REGION] [--output FILE] [--resume]

Reads the organization's accounts, organizational units and tags, and whether what the stack marks \`existing: true\`
is there, with the AWS credentials of this shell (AWS_PROFILE works). Writes organizations/NAME.yaml, so that
the sandbox and the offline preview know them. What you added to the file by hand stays, members of existing groups
and comments too; a file of another kind is never written to. It only reads; docs/live.md has the permissions.

  --resume    goes on from where an earlier run was interrupted, by expired credentials for example

Exit code 0 when it is written, 1 when it could not be, 2 when the command was not understood.`;

interface Wanted {
  readonly stack: string;
  readonly region?: string;
  readonly output?: string;
  readonly resume: boolean;
}

async function snapshot(values: Wanted, tell: Progress): Promise<void> {
  const file = readStackFile(stackName(values.stack));
  const { configuration } = parseStackFile(file);
  const region = liveRegion(values.region, file, configuration);
  // All that may be wrong here is said before AWS is asked.
  const output = new OutputFile(resolve(values.output ?? organizationPath(values.stack)));
  const wanted = namesMarkedExisting(configuration);
  const { organization, found, key } = await withLiveSession(
    { stack: values.stack, region, resume: values.resume },
    tell,
    (session) => readSnapshot(session, wanted),
  );
  const existing = existingEntries(output.before.existing, wanted, found);
  const replaced = output.write({
    ...organization,
    ...writtenInstance(output.before, region, key),
    existing,
  });
  tell.clear();
  console.log(`${output.name}: ${summary(organization)}${told(replaced)}`);
}

function summary({ accounts, organizationalUnits }: OrganizationSnapshot): string {
  const units = counted(organizationalUnits.length, "organizational unit");
  return `${counted(accounts.length, "account")}, ${units}`;
}

function told(replaced: readonly string[]): string {
  return replaced.length > 0 ? `; replaced what it said of ${replaced.join(", ")}` : "";
}

await runCommand({
  name: "snapshot",
  usage: USAGE,
  options: {
    stack: { type: "string" },
    region: { type: "string" },
    output: { type: "string" },
    resume: { type: "boolean", default: false },
  },
  required: { stack: "NAME" },
  run: ({ stack = "", resume = false, ...others }) =>
    withProgress("reading the organization", (tell) =>
      snapshot({ stack, resume, ...others }, tell),
    ),
});
