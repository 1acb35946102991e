import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startPolicyAnalyzer } from "../commands/analyzer/analyzer.ts";
import type { AnalyzedResource } from "../commands/analyzer/request.ts";
import { PROJECT_ROOT } from "../program/projectFiles.ts";
import type { Measure } from "./measure.ts";

const PACK = join(PROJECT_ROOT, "policies");
const OPERATION = { project: "bench", stack: "bench", dryRun: false };

/** What nobody writes by hand, and generators do. */
const SIZES: Readonly<Record<string, () => AnalyzedResource[]>> = {
  "200,000 unknown actions in a policy": () => [
    policy("p", { Action: numbered(200_000, (i) => `s3:GetUnknown${i}`), Resource: "*" }),
  ],
  "5,000 resources with wildcards in a policy": () => [
    policy("p", {
      Action: "iam:*",
      Resource: numbered(5_000, (i) => `arn:aws:iam::*:role/team-${i}-*`),
    }),
  ],
  "1,000 roles with 1,000 policies and 1,000 attachments": () =>
    numbered(1_000, (i) => [
      resource("aws:iam/role:Role", `r${i}`, { name: `r${i}`, assumeRolePolicy: TRUST }),
      policy(`p${i}`, { Action: ["s3:GetObject"], Resource: `arn:aws:s3:::b${i}/*` }),
      resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", `a${i}`, {
        role: `r${i}`,
        policyArn: `arn:aws:iam::111122223333:policy/p${i}`,
      }),
    ]).flat(),
};

/** Seconds of processor time and peak memory of the pack's own process, for sizes that no person writes. Linux only. */
export async function measurePolicySizes(
  rounds: number,
  progress: (line: string) => void,
): Promise<Measure[]> {
  if (process.platform !== "linux") return [];
  const measures: Measure[] = [];
  for (const [name, make] of Object.entries(SIZES)) {
    const taken: Taken[] = [];
    for (let round = 1; round <= rounds; round++) {
      const one = await judge(make());
      taken.push(one);
      progress(`round ${round}, ${name}: ${one.seconds.toFixed(1)} s, ${one.peakMiB} MiB`);
    }
    measures.push(
      { name, values: taken.map(({ seconds }) => seconds), target: 2, unit: "s" },
      {
        name: `${name}: memory`,
        values: taken.map(({ peakMiB }) => peakMiB),
        target: 300,
        unit: "MiB",
      },
    );
  }
  return measures;
}

interface Taken {
  readonly seconds: number;
  readonly peakMiB: number;
}

async function judge(resources: readonly AnalyzedResource[]): Promise<Taken> {
  const pack = await startPolicyAnalyzer(PACK, OPERATION);
  try {
    await pack.configure({});
    const before = processorSeconds(pack.pid);
    await pack.analyze(resources);
    const status = readFileSync(`/proc/${pack.pid}/status`, "utf8");
    const peak = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]);
    return {
      seconds: processorSeconds(pack.pid) - before,
      peakMiB: Math.round(peak / 1024),
    };
  } finally {
    await pack.stop();
  }
}

/** In user and kernel mode together: proc(5), fields 14 and 15, in hundredths of a second. */
function processorSeconds(pid: number | undefined): number {
  const line = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

const TRUST = document({
  Principal: { Service: "lambda.amazonaws.com" },
  Action: "sts:AssumeRole",
});

function document(statement: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
}

function policy(name: string, statement: object): AnalyzedResource {
  return resource("aws:iam/policy:Policy", name, { name, policy: document(statement) });
}

function resource(
  type: string,
  name: string,
  inputs: Readonly<Record<string, unknown>>,
): AnalyzedResource {
  const urn = `urn:pulumi:bench::bench::${type}::${name}`;
  return {
    urn,
    type,
    name,
    inputs,
    outputs: inputs,
    custom: true,
    dependencies: [],
    propertyDependencies: {},
    options: {},
  };
}

function numbered<T>(count: number, make: (i: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => make(i));
}
