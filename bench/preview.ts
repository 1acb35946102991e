import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Engine, EngineEvent } from "../commands/deploy/engine.ts";
import { watchDescendants } from "./processTree.ts";
import type { Usage } from "./usage.ts";
import { STACK } from "./variant.ts";

/** What a preview took. */
export interface Preview {
  /** From the start of the command to its end. */
  readonly seconds: number;
  /** Of the program's own process. */
  readonly program: Usage;
  /** Largest sum over all processes of the run; absent where there is no /proc. */
  readonly wholeMiB?: number;
  /** How many resources of AWS it wants. */
  readonly resources: number;
}

/**
 * Previews the stack as a first deployment. Everything is a real process: engine, program, providers.
 *
 * @param options more arguments for the command
 */
export async function preview(
  engine: Engine,
  directory: string,
  options: readonly string[] = [],
): Promise<Preview> {
  const file = join(directory, "usage.json");
  rmSync(file, { force: true });
  const hook = pathToFileURL(join(import.meta.dirname, "reportUsage.ts"));
  const urns = new Set<string>();
  const said: string[] = [];
  const onEvent = ({ resourcePreEvent, diagnosticEvent, policyEvent }: EngineEvent) => {
    if (policyEvent) said.push(`${policyEvent.policyName}: ${policyEvent.message}`);
    if (diagnosticEvent && diagnosticEvent.severity !== "debug") said.push(diagnosticEvent.message);
    const urn = resourcePreEvent?.metadata.urn ?? "";
    const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
    if (type.startsWith("aws:")) urns.add(urn);
  };
  const stopWatching = watchDescendants();
  const begin = performance.now();
  const { code, output } = await engine.run(
    ["preview", "--json", "--stack", STACK, ...options],
    onEvent,
    {
      environment: { BENCH_USAGE: file, NODE_OPTIONS: `--import=${hook.href}` },
    },
  );
  const seconds = (performance.now() - begin) / 1000;
  const wholeMiB = stopWatching();
  if (code !== 0) throw new Error(`pulumi preview failed:\n${[...said, output].join("\n")}`);
  return {
    seconds,
    program: JSON.parse(readFileSync(file, "utf8")) as Usage,
    ...(wholeMiB === undefined ? {} : { wholeMiB }),
    resources: urns.size,
  };
}
