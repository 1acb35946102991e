import { writeFileSync } from "node:fs";
import type * as pulumi from "@pulumi/pulumi";
import { importArguments } from "../components/failure.ts";
import { instanceOfSet } from "../model/access/instanceOfSet.ts";
import type { Unseen as Difference, SetPart } from "../model/transition/deployed.ts";
import type { NotedSection } from "../model/transition/sectionNotes.ts";
import { type Unseen, unseen } from "../model/transition/unfinished.ts";
import type { LookCommands } from "../model/transition/unseenProblems.ts";
import type { ConfigurationSource } from "./configurationSource.ts";
import { importsOf } from "./lostCreations.ts";
import { belowSection } from "./sectionOf.ts";
import type { WantedAccess } from "./wantedAccess.ts";

/** Whether the state has of permission sets what AWS has, as after a refresh: who starts the program says so. */
export function isRefreshed(): boolean {
  return process.env.IDENTITY_CENTER_REFRESHED === "true";
}

/** What makes updates that go on from whatever an earlier one left; undefined where only the engine does. */
export function upCommand(commands: readonly string[]): string | undefined {
  return commands.find((one) => one.startsWith("npm run up"));
}

/** What to run where it isn't known what AWS has. @param walk commands that look by themselves */
export function refreshCommands(walk: readonly string[]): string {
  const command = upCommand(walk);
  const refresh = "IDENTITY_CENTER_REFRESHED=true pulumi up --refresh";
  return command === undefined ? `run ${refresh}` : `run ${command} or ${refresh}`;
}

/** The same, and what looks for what the state doesn't have. */
export function lookCommands({
  planCommands,
  driftCommand,
}: Pick<ConfigurationSource, "planCommands" | "driftCommand">): LookCommands {
  const command = upCommand(planCommands);
  return {
    refresh: refreshCommands(planCommands),
    walk: command === undefined ? undefined : `run ${command}`,
    drift: driftCommand,
  };
}

/** What is known when a plan is to be made. */
interface Known extends Pick<WantedAccess, "deployed" | "configuration" | "existingIds"> {
  /** What AWS may have otherwise than the state says. */
  readonly unseen: ReadonlyMap<string, Difference>;
  /** Sections that it may have otherwise. */
  readonly sections: readonly NotedSection[];
}

/** Tells `npm run up` what to look at in AWS before it makes a plan. */
export async function noteHalfMade(
  planFile: string | undefined,
  known: Known,
  opts: pulumi.InvokeOptions,
): Promise<void> {
  if (planFile === undefined || isRefreshed()) return;
  const { deployed, configuration, unseen: differences, sections } = known;
  const { urns = [], limits = [] } = unseen(deployed, configuration) ?? {};
  const { things } = deployed.lastUpdate;
  const refreshed = [
    ...[...differences.keys()].flatMap((one) => things.get(one)?.urn ?? []),
    ...sections.flatMap((section) => belowSection(section, deployed.resources.keys())),
  ];
  const made = [...differences].filter(([, what]) => what === "made").map(([one]) => one);
  if (urns.length + refreshed.length + made.length + sections.length === 0) return;
  const imports = [...limits.map(importOf), ...(await importsOf(made, known, opts))];
  writeFileSync(`${planFile}.unseen`, JSON.stringify({ urns: [...urns, ...refreshed], imports }));
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
  return importArguments({ urn, type, name }, `${set.id},${instanceOfSet(set.id)}`);
}
