import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { type PolicyAnalyzer, startPolicyAnalyzer } from "../../commands/analyzer/analyzer.ts";
import type { AnalyzedResource } from "../../commands/analyzer/request.ts";
import type { Violation } from "../../commands/analyzer/response.ts";
import { type AwsProgram, type Mode, runAwsProgram } from "../support/awsProgram.ts";
import type { Fault } from "./programs/shared/fault.ts";
import { PACK } from "./stack.ts";

interface Program {
  readonly default: AwsProgram;
  readonly faults: readonly Fault[];
}

const FOLDER = path.join(import.meta.dirname, "programs");
const names = readdirSync(FOLDER).filter((name) => name.endsWith(".ts"));
const programs: readonly (readonly [name: string, program: Program])[] = await Promise.all(
  names.map(async (name) => [path.basename(name, ".ts"), await import(`./programs/${name}`)]),
);

describe("programs as people write them, with the default configuration", () => {
  const analyzers = new Map<Mode, PolicyAnalyzer>();
  before(async () => {
    for (const mode of ["preview", "update"] as const) {
      const operation = { project: "acme", stack: "test", dryRun: mode === "preview" };
      const analyzer = await startPolicyAnalyzer(PACK, operation);
      analyzers.set(mode, analyzer);
      await analyzer.configure({});
    }
  });
  after(async () => {
    for (const analyzer of analyzers.values()) await analyzer.stop();
  });

  const judge = async (program: Program, mode: Mode) => {
    const resources = await runAwsProgram(program.default, { mode });
    const violations = (await analyzers.get(mode)?.analyze(resources)) ?? [];
    return violations.map((violation) => ({
      ...violation,
      resource: nameOf(violation, resources),
    }));
  };

  for (const [name, program] of programs) {
    describe(name, () => {
      for (const mode of ["preview", "update"] as const) {
        it(`passes in ${mode}, but for what a reviewer would name`, async () => {
          const faulty = new Set(program.faults.map(({ resource }) => resource));
          const violations = await judge(program, mode);
          const alarms = violations.filter(
            ({ enforcementLevel, resource }) =>
              enforcementLevel === "mandatory" && !faulty.has(resource ?? ""),
          );
          assert.deepEqual(alarms.map(shown), [], "false alarms");
          const failed = violations.filter(({ message }) =>
            /the rule itself failed|can't run policy/.test(message),
          );
          assert.deepEqual(failed.map(shown), [], "rules that failed");
        });
      }

      for (const { resource, why } of program.faults) {
        it(`is told that at ${resource}: ${why}`, async () => {
          const violations = await judge(program, "update");
          const about = violations.filter((violation) => violation.resource === resource);
          assert.ok(
            about.some(({ enforcementLevel }) => enforcementLevel === "mandatory"),
            `no mandatory rule says so; what is said: ${about.map(shown).join("\n") || "nothing"}`,
          );
        });
      }
    });
  }
});

/** Logical name of what a violation is about; undefined for the whole stack. */
function nameOf({ urn }: Violation, resources: readonly AnalyzedResource[]): string | undefined {
  return resources.find((resource) => resource.urn === urn)?.name;
}

function shown({
  policy,
  resource,
  message,
}: Violation & { readonly resource?: string | undefined }) {
  return `${policy} at ${resource ?? "the stack"}: ${message}`;
}
