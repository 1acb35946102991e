import { writeFileSync } from "node:fs";
import { importArguments } from "../components/failure.ts";
import type { Configuration } from "../model/schema/configuration.ts";
import type { Deployed, SetPart } from "../model/transition/deployed.ts";
import { type Unseen, unseen } from "../model/transition/unfinished.ts";

/** Whether the state has of permission sets what AWS has, as after a refresh: who starts the program says so. */
export function isRefreshed(): boolean {
  return process.env.IDENTITY_CENTER_REFRESHED === "true";
}

/** What to run where it isn't known what AWS has. @param walk commands that look by themselves */
export function refreshCommands(walk: readonly string[]): string {
  const [command] = walk.filter((one) => one.startsWith("npm run up"));
  const refresh = "IDENTITY_CENTER_REFRESHED=true pulumi up --refresh";
  return command === undefined ? `run ${refresh}` : `run ${command} or ${refresh}`;
}

/** Tells `npm run up` what to look at in AWS before it makes a plan. */
export function noteHalfMade(
  planFile: string | undefined,
  deployed: Deployed,
  configuration: Configuration,
): void {
  const found = unseen(deployed, configuration);
  if (planFile === undefined || !found || isRefreshed()) return;
  const { urns, limits } = found;
  writeFileSync(`${planFile}.unseen`, JSON.stringify({ urns, imports: limits.map(importOf) }));
}

const LIMITS: Partial<Record<SetPart, { readonly type: string; readonly end: string }>> = {
  inlinePolicy: {
    type: "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
    end: "-inline",
  },
  permissionsBoundary: {
    type: "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment",
    end: "-boundary",
  },
};

function importOf({ set, part }: Unseen["limits"][number]): string[] {
  const { type = "", end = "" } = LIMITS[part] ?? {};
  const name = `${set.key}${end}`;
  const component = set.urn.slice(0, set.urn.lastIndexOf("$"));
  const urn = `${component}$${type}::${name}`;
  // arn:aws:sso:::permissionSet/ssoins-1/ps-1 is of arn:aws:sso:::instance/ssoins-1.
  const instance = set.id.replace(/permissionSet\/([^/]+)\/.*$/, "instance/$1");
  return importArguments({ urn, type, name }, `${set.id},${instance}`);
}
