import assert from "node:assert/strict";
import { acme, type StackConfig } from "../../lifecycle/acme.ts";
import { Deployment, needsPulumi, type Run, type RunOptions } from "../../lifecycle/deployment.ts";
import { EngineProject, type EngineResult } from "../engine.ts";

const STEPS: readonly [string, StackConfig, RunOptions][] = [
  ["a creation", acme(), {}],
  ["nothing", acme(), {}],
  [
    "a change",
    acme((config) => {
      Object.assign(config["access:people"].ada ?? {}, { givenName: "Augusta" });
      config["access:groups"].engineers?.access.pop();
    }),
    {},
  ],
  [
    "a mistake",
    acme((config) => {
      Object.assign(config["access:groups"].engineers ?? {}, { members: ["adda"] });
    }),
    {},
  ],
  [
    "a refusal of AWS",
    acme((config) => {
      // One change and no more: what runs beside a refusal is told or not, as time has it.
      Object.assign(config["access:people"].ada ?? {}, { givenName: "Augusta" });
      config["access:groups"].engineers?.access.pop();
      Object.assign(config["access:people"].grace ?? {}, { givenName: "Amazing" });
    }),
    { faults: [{ operation: "UpdateUser", error: "AccessDenied" }] },
  ],
];

describe("the engine with program and provider in a standing process", function () {
  needsPulumi(this);

  it("does, says and leaves the same as with processes of their own", async () => {
    const [standing, own] = [Deployment.create(), Deployment.create()];
    try {
      for (const [what, config, options] of STEPS) {
        const run = await standing.up(config, options);
        // Whoever wants to know the engine's process has a program and a provider in processes of their own.
        const other = await own.up(config, { ...options, onStart: () => {} });
        assert.deepEqual(seen(run), seen(other), what);
        assert.deepEqual(left(standing), left(own), what);
      }
    } finally {
      standing.remove();
      own.remove();
    }
  });
});

/** Says which process runs it, and rejects something after Pulumi's SDK has left the engine, as lost connections do. */
const lateRejections = (count: number) => `
import * as pulumi from "@pulumi/pulumi";
const { disconnect } = pulumi.runtime;
pulumi.runtime.disconnect = async (...args) => {
  pulumi.runtime.disconnect = disconnect;
  await disconnect(...args);
  for (let index = 0; index < ${count}; index++) Promise.reject(new Error("late " + index));
};
await pulumi.log.warn("process " + process.pid + ";");
`;

describe("a standing process", function () {
  needsPulumi(this);

  it("runs the next program, but not after one that failed when nobody could hear it", async () => {
    const project = await EngineProject.create(lateRejections(0));
    const processOf = ({ code, output }: EngineResult) => {
      assert.equal(code, 0, output);
      return /process (\d+);/.exec(output)?.[1];
    };
    try {
      const first = processOf(await project.up());
      assert.equal(processOf(await project.up()), first);
      project.write(lateRejections(2));
      assert.match((await project.up()).output, new RegExp(`process ${first};`));
      project.write(lateRejections(0));
      assert.notEqual(processOf(await project.up()), first);
    } finally {
      project.remove();
    }
  });
});

function seen({ ok, steps, said, history }: Run): object {
  const calls = history.map(({ operation }) => operation).sort();
  return { ok, steps: [...steps].sort(), said: said.split("\n").sort(), calls };
}

/** Times, and who called: Pulumi's host or the standing one. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  "created",
  "modified",
  "sourcePosition",
  "stackTrace",
]);

/** The state, but for these, for ids that Pulumi draws, and for orders that nobody wrote. */
function left(deployment: Deployment): unknown {
  const { checkpoint } = JSON.parse(deployment.kept.stack);
  const resources: Record<string, unknown>[] = checkpoint.latest.resources ?? [];
  const plain = (key: string, value: unknown): unknown => {
    if (LEFT_OUT.has(key)) return undefined;
    if (typeof value === "string") return value.replace(/(pulumi:providers:\w+::\w+)::.*/, "$1");
    return Array.isArray(value) ? [...value].sort() : value;
  };
  return resources
    .map((one) =>
      JSON.parse(
        JSON.stringify(String(one.type).startsWith("pulumi:") ? { ...one, id: "" } : one, plain),
      ),
    )
    .sort((a, b) => (a.urn < b.urn ? -1 : 1));
}
