import { findPulumi } from "../sandbox/pulumiCli.ts";
import { agreed } from "./cli/agreed.ts";
import { runCommand } from "./cli/command.ts";
import { UsageError } from "./cli/usageError.ts";
import { sandboxPlace } from "./deploy/sandboxPlace.ts";
import { sandboxStack } from "./deploy/sandboxStack.ts";
import { absent } from "./move/chosen.ts";
import { planMove, writeMove } from "./move/move.ts";
import { nameOf } from "./move/state.ts";
import { problemLines } from "./report/report.ts";
import { counted } from "./report/resourceName.ts";
import { parseStackFile, readStackFile, type StackFile } from "./stack/stackFile.ts";
import { stackName } from "./stack/stackName.ts";
import { type Pulumi, pulumiHere, pulumiOnSandbox } from "./up/pulumi.ts";

const USAGE = `usage: npm run move -- --from STACK --to STACK [--to-backend URL] [--sandbox] [--yes]

Moves people, groups, permission sets and assignments from one stack's state to another's: all that Pulumi.TO.yaml makes
and stack FROM has. It doesn't call AWS, so nobody's access changes. Write the file of stack TO first, and take what it
makes out of the file of stack FROM afterwards; until then neither is updated. docs/delegated-administration.md has the
whole way.

  --from STACK      the stack that has it now
  --to STACK        the stack that gets it, which exists: pulumi stack init
  --to-backend URL  where the state of stack TO is, such as s3://BUCKET?region=eu-west-1. Default: the backend that
                    this terminal uses (PULUMI_BACKEND_URL, or pulumi login), where stack FROM is
  --sandbox         on the sandbox, where the delegated administrator's stack names the other one (otherStack)
  --yes             doesn't ask

Exit code 0 when it is moved, or nothing is left to move, 1 when it isn't, 2 when the command was not understood.`;

await runCommand({
  name: "move",
  usage: USAGE,
  options: {
    from: { type: "string" },
    to: { type: "string" },
    "to-backend": { type: "string" },
    sandbox: { type: "boolean", default: false },
    yes: { type: "boolean", default: false },
  },
  required: { from: "STACK", to: "STACK" },
  run: async (values) => {
    const [from, to] = [stackName(values.from ?? ""), stackName(values.to ?? "")];
    if (from === to) throw new UsageError(`--from and --to are one stack, ${to}; name two`);
    const backend = values["to-backend"];
    if (backend !== undefined && values.sandbox) {
      throw new UsageError("--to-backend and --sandbox: the sandbox has a backend of its own");
    }
    const cli = findPulumi();
    if (cli === undefined) throw new Error("there is no Pulumi CLI on PATH or in ~/.pulumi");
    const file = readStackFile(to);
    const { configuration, problems } = parseStackFile(file);
    // Until it is moved and taken out of the other file, both have it.
    const wrong = problems.filter(
      ({ kind, severity }) => severity === "error" && kind !== "shared",
    );
    if (wrong.length > 0) {
      for (const line of problemLines(file, wrong)) console.error(line);
      throw new Error(`correct Pulumi.${to}.yaml first; it says what moves`);
    }
    const stacks = values.sandbox
      ? await stacksOnSandbox(cli, from, file)
      : ([pulumiHere(cli, from), pulumiHere(cli, to, backend)] as const);
    const plan = await planMove(...stacks, configuration);
    const unmade = absent(plan.to.deployment.resources ?? [], configuration);
    if (unmade.length > 0) {
      console.log(`Neither stack has these, so the next update of stack ${to} makes them:`);
      for (const path of unmade) console.log(`  ${path}`);
    }
    if (plan.urns.length === 0) {
      console.log(`Stack ${from} has nothing that Pulumi.${to}.yaml makes.`);
      return 0;
    }
    console.log(
      `${counted(plan.urns.length, "resource")} of the state of stack ${from} would be stack ${to}'s:`,
    );
    for (const urn of plan.urns) console.log(`  ${kindOf(urn)} ${nameOf({ urn })}`);
    if (!values.yes && !(await agreed("say --yes"))) {
      console.log("Nothing was moved.");
      return 1;
    }
    await writeMove(...stacks, plan);
    if ((plan.from.deployment.resources ?? []).length === 0) {
      const rm = values.sandbox
        ? `npm run sandbox -- --stack ${from} stack rm`
        : `npx pulumi stack rm ${from}`;
      console.log(
        `Moved. Stack ${from} has nothing any more: ${rm}, and delete its files (Pulumi.${from}.yaml, organizations/${from}.yaml, approvals/${from}.yaml). Take access:delegatedAdministration.otherStack out of Pulumi.${to}.yaml, then preview it.`,
      );
      return 0;
    }
    console.log(
      `Moved. Take them out of Pulumi.${from}.yaml now (people and groups that it still uses: existing: true), then preview both.`,
    );
    return 0;
  },
});

/** @throws where they don't stand in one AWS, so that the one can't have what the other made */
async function stacksOnSandbox(
  cli: string,
  from: string,
  file: StackFile,
): Promise<readonly [Pulumi, Pulumi]> {
  const source = readStackFile(from);
  if (sandboxPlace(source).directory !== sandboxPlace(file).directory) {
    throw new Error(
      `on the sandbox stacks ${from} and ${file.stack} are each in an AWS of their own; write the other stack's name in the file of the delegated administrator's stack (access:delegatedAdministration.otherStack), before it is deployed there`,
    );
  }
  return [
    pulumiOnSandbox(await sandboxStack(source, cli)),
    pulumiOnSandbox(await sandboxStack(file, cli)),
  ];
}

/** Last part of a resource's type, such as `PermissionSet`. */
function kindOf(urn: string): string {
  return urn.split("::")[2]?.split(":").at(-1) ?? "";
}
