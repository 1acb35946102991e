import { join, resolve } from "node:path";
import { accessKeyOf, callerOf } from "./endpoint/credentials.ts";
import { loadSnapshot } from "./snapshot.ts";
import { fileGate } from "./world/gate.ts";
import { FileJournal } from "./world/journal.ts";
import { operationNames } from "./world/operations.ts";
import { parseFaults } from "./world/parseFaults.ts";
import { World } from "./world/world.ts";

/** How the sandbox's plugins are told what to do. */
export interface SandboxSettings {
  /** Holds the journal; the world goes on from there. */
  readonly stateDirectory: string;
  /** An organization file. */
  readonly organization: string;
  /** The account, 12 digits, whose credentials these are. Default: the one that the access key or the organization file says. */
  readonly account?: string | undefined;
  /** How long asynchronous operations take, in milliseconds. Default: 20. */
  readonly latency?: number;
  /** A JSON array of fault switches, or a file that holds one. Default: none. */
  readonly faults?: string;
  /** How many assignment operations may be outstanding before AWS throttles. Default: no limit. */
  readonly outstandingLimit?: number;
}

/** Environment variables for `pulumi`, on top of a directory for its own state that needs no account. */
export function sandboxEnvironment(settings: SandboxSettings): Record<string, string> {
  const state = resolve(settings.stateDirectory);
  return {
    SANDBOX_STATE: state,
    SANDBOX_ORGANIZATION: resolve(settings.organization),
    ...(settings.account === undefined
      ? {}
      : { AWS_ACCESS_KEY_ID: accessKeyOf(settings.account), AWS_SECRET_ACCESS_KEY: "example" }),
    ...(settings.latency === undefined ? {} : { SANDBOX_LATENCY_MS: String(settings.latency) }),
    ...(settings.faults === undefined ? {} : { SANDBOX_FAULTS: settings.faults }),
    ...(settings.outstandingLimit === undefined
      ? {}
      : { SANDBOX_OUTSTANDING_LIMIT: String(settings.outstandingLimit) }),
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
}

export function journalPath(stateDirectory: string): string {
  return join(stateDirectory, "journal.jsonl");
}

/**
 * The world that the environment describes. An access key of the sandbox, such as ASIA222222222222SAND in
 * AWS_ACCESS_KEY_ID, says whose credentials they are; of any other, the organization file does.
 * @throws Error that names the variable to set or to correct.
 */
export function worldFromEnvironment(environment: NodeJS.ProcessEnv): World {
  const state = wanted(environment, "SANDBOX_STATE", "a directory that the sandbox may write to");
  const organization = wanted(environment, "SANDBOX_ORGANIZATION", "an organization file");
  const faults = environment.SANDBOX_FAULTS;
  const limit = environment.SANDBOX_OUTSTANDING_LIMIT;
  const { account } = callerOf(environment.AWS_ACCESS_KEY_ID ?? "");
  return new World({
    snapshot: loadSnapshot(organization),
    journal: new FileJournal(journalPath(state)),
    latency: count("SANDBOX_LATENCY_MS", environment.SANDBOX_LATENCY_MS ?? "20"),
    ...(account ? { account } : {}),
    faults: faults ? parseFaults(faults, operationNames) : [],
    ...(limit ? { outstandingLimit: count("SANDBOX_OUTSTANDING_LIMIT", limit) } : {}),
    ...(environment.SANDBOX_GATE ? { isHeld: fileGate(environment.SANDBOX_GATE) } : {}),
    crash: () => process.kill(process.pid, "SIGKILL") as never,
  });
}

function wanted(environment: NodeJS.ProcessEnv, name: string, what: string): string {
  const value = environment[name];
  if (value) return value;
  throw new Error(`environment variable ${name} is not set, set it to ${what}`);
}

function count(name: string, value: string): number {
  const number = Number(value);
  if (value.trim() !== "" && Number.isInteger(number) && number >= 0) return number;
  throw new Error(`environment variable ${name} is "${value}", allowed: 0, 1, 2, …`);
}
