import { readFileSync } from "node:fs";
import type { ExportedState } from "../../../../commands/up/journal/deployment.ts";
import type { Pulumi } from "../../../../commands/up/pulumi.ts";

export interface Faked {
  readonly pulumi: Pulumi;
  /** What was imported, in its order. */
  readonly imported: ExportedState[];
  /** Of each `pulumi up`: its arguments and environment. */
  readonly updates: { args: readonly string[]; environment: Readonly<Record<string, string>> }[];
}

/** A CLI that answers as it is told. */
export function fakePulumi(answers: {
  readonly state?: ExportedState;
  readonly url?: string;
  readonly help?: string;
  readonly home: string;
  readonly importFails?: boolean;
  readonly skipsCheckpoints?: boolean;
  readonly stack?: string;
  readonly up?: (environment: Readonly<Record<string, string>>) => number;
}): Faked {
  const imported: ExportedState[] = [];
  const updates: Faked["updates"] = [];
  const pulumi: Pulumi = {
    project: "identity-center",
    stack: answers.stack ?? "prod",
    home: answers.home,
    skipsCheckpoints: answers.skipsCheckpoints ?? false,
    show: async (args, environment) => {
      if (args[0] === "up") {
        updates.push({ args, environment });
        return answers.up?.(environment) ?? 0;
      }
      if (answers.importFails) return 255;
      imported.push(JSON.parse(readFileSync(args.at(-1) as string, "utf8")) as ExportedState);
      return 0;
    },
    ask: async ([command]) => ({
      code: 0,
      stdout:
        command === "help"
          ? (answers.help ?? "      --event-log string   Log events to a file at this path")
          : JSON.stringify({ user: "ada", url: answers.url ?? "file://~" }),
    }),
    display: async () => 0,
    read: async () => ({ code: 0, stdout: JSON.stringify(answers.state ?? EMPTY) }),
    attempt: async () => 0,
  };
  return { pulumi, imported, updates };
}

export const EMPTY: ExportedState = { version: 3, deployment: { manifest: {} } };
