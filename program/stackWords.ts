import type { Wording } from "../components/wording.ts";
import type { ConfigurationSource } from "./configurationSource.ts";
import { callerArn } from "./credentials.ts";
import { refreshCommands, upCommand } from "./halfMade.ts";
import type { Origins } from "./origins.ts";

/** How components speak of what a stack's configuration says: by its keys, with file and line, and its commands. */
export function stackWords(source: ConfigurationSource, origins: Origins): Partial<Wording> {
  const { place, stack, worded, driftCommand, planCommands } = source;
  let caller: Promise<string | undefined> | undefined;
  return {
    caller: () => {
      caller ??= callerArn({ provider: place.provider });
      return caller;
    },
    told: (failure) => worded(origins.told(failure)),
    setting: (name) => worded(`access:identityCenter.${name}`),
    noAlarms: worded("set access:alarms.enabled to false here"),
    noAuditTrail: worded("set access:auditTrail.enabled to false here"),
    noDetection: worded("set access:detection.enabled to false here"),
    noRootGuardrails: worded("set access:rootGuardrails.enabled to false here"),
    useExisting: stack.configuration.delegatedAdministration
      ? "find the one that is there with existing: true, but for a permission set of the other stack, which may not share it"
      : "find the one that is there with existing: true",
    letGo: worded("keep the set with existing: true and hand it over (access:limits.handOver)"),
    drift: driftCommand,
    goOn: upCommand(planCommands),
    startTrail: worded(refreshCommands(planCommands)),
    provisionAgain: worded("run pulumi up again, which has it brought there"),
  };
}
