import { today } from "../../policies/today.ts";
import { deployOffline } from "../deploy/offlineDeployment.ts";
import { toResource } from "../deploy/resource.ts";
import { checkStack } from "../organization/checkedStack.ts";
import { accountName } from "../report/holders.ts";
import { messageLines } from "../report/messageLines.ts";
import { problemLines, verdictLines } from "../report/report.ts";

/** What the report has told already: nobody but people can write it. */
const TOLD = "identity-center-mfa-attested";

/** What `npm run preview:offline` refuses of a stack that was imported, and what to do, found by the same check. */
export async function foretoldLines(stack: string): Promise<string[]> {
  const command = `npm run preview:offline -- --stack ${stack}`;
  const refuses = `${command} refuses, and so does an update:`;
  const { file, resolved, found } = checkStack(stack, today());
  const errors = found.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    const lines = problemLines(file, errors).map((line) => `  ${line}`);
    return ["", refuses, ...lines, "Correct the file; the policies are asked once that is done."];
  }
  const { snapshot, problems, access } = resolved;
  const { resources, messages, verdict } = await deployOffline(file, snapshot, problems);
  const made = resources.map(({ urn, parent }) => toResource(urn, parent));
  const failed = messages.filter(({ severity }) => severity === "error");
  const mandatory = (verdict?.violations ?? []).filter(
    ({ enforcementLevel }) => enforcementLevel === "mandatory",
  );
  const others = mandatory.filter(({ policy }) => policy !== TOLD);
  const lines = [
    ...messageLines(failed, made, (id) => accountName(access, id)),
    ...(others.length > 0 ? verdictLines(undefined, others) : []),
  ];
  if (lines.length === 0) {
    const besides = mandatory.length > 0 ? " but what is to be written" : "";
    return ["", `${command} refuses nothing${besides}.`];
  }
  return [
    ...["", refuses, ...lines.map((line) => `  ${line}`), ""],
    "What AWS has so, put right there and import again; or change it in the file, where the first update does it, which wants",
    "an approval for what concerns administrators (docs/adopting.md). What stays is exempted for a while, with a reason:",
    `  npm run up -- --stack ${stack} --policy-pack-config policy-settings.json    # policies/README.md`,
    `Where pulumi import has run already, take what you put right in AWS into the state after it: npx pulumi refresh --stack ${stack}`,
  ];
}
