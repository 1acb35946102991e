import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Engine } from "../commands/deploy/engine.ts";
import { company } from "./company.ts";
import type { Measure } from "./measure.ts";
import { type Preview, preview } from "./preview.ts";
import { engineFor, type Variant } from "./variant.ts";

export type Runner = (variant: Variant, people: number) => Promise<Preview>;

/** Previews on Pulumi's own engine; each case keeps its project below `directory`. */
export function onEngine(pulumi: string, directory: string): Runner {
  const engines = new Map<string, Engine>();
  return async (variant, people) => {
    const own = join(directory, `${variant}-${people}`.replaceAll(/\W+/g, "-"));
    mkdirSync(own, { recursive: true });
    const engine = engines.get(own) ?? (await engineFor(variant, company(people), pulumi, own));
    engines.set(own, engine);
    return preview(engine, own);
  };
}

interface InProcessDeployment extends Preview {
  readonly provisionings: number;
}

/** First deployments without an engine, each in a process of its own with this project's Node.js options. */
export function withoutEngine(directory: string): Runner & { apiCalls(): Promise<Measure[]> } {
  const run = async (variant: Variant, people: number): Promise<InProcessDeployment> => {
    const script = join(import.meta.dirname, "inProcessDeployment.ts");
    const args = ["--stack-trace-limit=0", script, variant, String(people), directory];
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 26 });
    return JSON.parse(stdout.slice(stdout.lastIndexOf('{"seconds"'))) as InProcessDeployment;
  };
  const apiCalls = async (): Promise<Measure[]> => {
    const { provisionings } = await run("program", 10);
    return [builtWithoutProvisioning(provisionings)];
  };
  return Object.assign(run, { apiCalls });
}

export function builtWithoutProvisioning(provisionings: number): Measure {
  return {
    name: "provisionings of sets after their first assignment, when they are built",
    values: [provisionings],
    target: 0,
    unit: "calls",
  };
}
