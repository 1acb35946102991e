import { runCommand } from "./cli/command.ts";
import { withProgress } from "./cli/progress.ts";
import { UsageError } from "./cli/usageError.ts";
import { runImport } from "./import/import.ts";
import { useProfile } from "./organization/profile.ts";
import { readingRegion } from "./organization/readingRegion.ts";
import { stackName } from "./stack/stackName.ts";

const USAGE = `usage: npm run import -- --stack NAME [--profile P] [--region R] [--output DIR] [--fold] [--force] [--resume]
                     [--administrators GROUP | --administrators-elsewhere WHO] [--leave SET]

Reads an organization and its Identity Center as they are, however they were made, and writes what a person would have
written: Pulumi.NAME.yaml (its sections in files beside it where they are large), organizations/NAME.yaml, and
import.NAME.json, by which pulumi import takes into the state what AWS has. It changes nothing in AWS. It says what can't
be written down, what to do about it, and what to run next; docs/adopting.md has the whole way.

  --profile P           a profile of AWS's CLI, instead of this shell's credentials
  --region R            the home Region of Identity Center; unless told, that of the shell or the profile
  --output DIR          writes into this folder instead of the project
  --fold                writes accounts as all, units and tags where that means the same accounts today
  --force               overwrites files that say otherwise; without it they are compared, and nothing is written
  --resume              goes on from where an earlier run was interrupted
  --administrators GROUP           the group that may not end up empty or unassigned; unless told, it is found
  --administrators-elsewhere WHO   nobody here administers Identity Center, but somebody else: who
  --leave SET           a permission set that somebody else keeps: only looked up (may be given more than once)

Exit code 0 when it is written, 1 when files say otherwise and --force isn't given, 2 when nothing could be read or
written, or the command was not understood.`;

await runCommand({
  name: "import",
  usage: USAGE,
  options: {
    stack: { type: "string" },
    profile: { type: "string" },
    region: { type: "string" },
    output: { type: "string" },
    fold: { type: "boolean", default: false },
    force: { type: "boolean", default: false },
    resume: { type: "boolean", default: false },
    administrators: { type: "string" },
    "administrators-elsewhere": { type: "string" },
    leave: { type: "string", multiple: true },
  },
  required: { stack: "NAME" },
  failed: 2,
  run: async (values) => {
    const { profile, output, administrators, leave = [] } = values;
    const elsewhere = values["administrators-elsewhere"];
    if (administrators !== undefined && elsewhere !== undefined) {
      throw new UsageError("--administrators and --administrators-elsewhere exclude each other");
    }
    const stack = stackName(values.stack ?? "");
    useProfile(profile);
    const region = await readingRegion(values.region);
    const { fold = false, force = false, resume = false } = values;
    return await withProgress("reading the organization", (tell) =>
      runImport(
        {
          ...{ stack, region, fold, force, resume, leave },
          ...(profile === undefined ? {} : { profile }),
          ...(output === undefined ? {} : { output }),
          ...(administrators === undefined ? {} : { administrators }),
          ...(elsewhere === undefined ? {} : { administratorsElsewhere: elsewhere }),
        },
        tell,
      ),
    );
  },
});
