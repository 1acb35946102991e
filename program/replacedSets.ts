import { readFileSync } from "node:fs";
import type { ReplacedSet } from "../model/transition/deployed.ts";
import { DeployedSets } from "./deployedSets.ts";
import { record, text } from "./stateValues.ts";

/** A resource of the state that waits for its deletion. */
interface LeftResource {
  readonly urn: string;
  readonly type: string;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

const SET = "aws:ssoadmin/permissionSet:PermissionSet";
const ASSIGNMENT = "aws:ssoadmin/accountAssignment:AccountAssignment";

/** What `npm run up` found in the state: beside the plan, since the engine tells a program nothing of it. */
export function readReplaced(planFile: string | undefined): ReplacedSet[] {
  if (planFile === undefined) return [];
  try {
    return replacedIn(JSON.parse(readFileSync(`${planFile}.replaced`, "utf8")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** Permission sets that others have replaced, with what they hold and who still has them. */
export function replacedIn(left: readonly LeftResource[]): ReplacedSet[] {
  const parts = new DeployedSets();
  const all = left.map(({ urn, type, outputs }) => ({
    ...{ urn, type, outputs: record(outputs) },
    name: urn.split("::").slice(3).join("::"),
  }));
  for (const one of all) parts.add(one);
  return all
    .filter(({ type }) => type === SET)
    .map(({ name: key, outputs }) => ({
      key,
      name: text(outputs.name),
      content: parts.contentOf(outputs),
      assignments: all
        .filter((one) => one.type === ASSIGNMENT && one.outputs.permissionSetArn === outputs.arn)
        .map((one) => ({
          group: one.name.split("/")[0] ?? "",
          account: text(one.outputs.targetId),
        })),
    }));
}
