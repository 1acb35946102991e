import assert from "node:assert/strict";
import { acme, type StackConfig } from "../../lifecycle/acme.ts";
import { Deployment, needsPulumi, type Run, type RunOptions } from "../../lifecycle/deployment.ts";
import { type EngineOptions, EngineProject } from "../engine.ts";

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
        const other = await own.up(config, { ...options, own: true });
        assert.deepEqual(seen(run), seen(other), what);
        assert.deepEqual(left(standing), left(own), what);
      }
    } finally {
      standing.remove();
      own.remove();
    }
  });
});

/** Says which process runs it. */
const PROCESS = 'await pulumi.log.warn("process " + process.pid + ";");';
const SDK = 'import * as pulumi from "@pulumi/pulumi";';

/** Rejects something after Pulumi's SDK has left the engine, as lost connections do. */
const REJECTS_LATE = `${SDK}
const { disconnect } = pulumi.runtime;
pulumi.runtime.disconnect = async (...args) => {
  pulumi.runtime.disconnect = disconnect;
  await disconnect(...args);
  for (const which of ["first", "second"]) Promise.reject(new Error("late: " + which));
};
${PROCESS}`;

/** Waits for a resource, while another fails. */
const FAILS_MIDWAY = `${SDK}
import { identitystore } from "@pulumi/aws";
${PROCESS}
const identityStoreId = "d-0123456789";
const refused = new identitystore.Group("refused", { identityStoreId, displayName: "refused" });
pulumi.log.info("about what fails", refused);
const waits = new identitystore.Group("waits", { identityStoreId, displayName: "waits" }, { dependsOn: refused });
await new Promise((resolve) => waits.id.apply(resolve));
`;

/** Has something go on after its end. */
const GOES_ON = `${SDK}
${PROCESS}
setInterval(() => {}, 1000);
`;

describe("a standing process", function () {
  needsPulumi(this);

  it("runs the next program as the first one, but not where the former one goes on, or waited for its engine", async () => {
    const project = await EngineProject.create(`${SDK}${PROCESS}`);
    const run = async (program: string, options: EngineOptions = {}) => {
      project.write(program);
      const { code, output } = await project.up(options);
      return { ok: code === 0, output, process: /process (\d+);/.exec(output)?.[1] };
    };
    try {
      const first = await run(`${SDK}${PROCESS}`);
      assert.ok(first.ok, first.output);
      const faults = JSON.stringify([{ operation: "CreateGroup", error: "AccessDenied" }]);
      const runs = [
        await run(REJECTS_LATE),
        await run('export * from "./missing.ts";'),
        await run(`${SDK}${PROCESS}`),
        await run(FAILS_MIDWAY, { faults }),
      ];
      assert.deepEqual(
        runs.map(({ ok, process }) => [ok, process]),
        [
          [false, first.process],
          [false, undefined],
          [true, first.process],
          [false, first.process],
        ],
        JSON.stringify(runs, null, 1),
      );
      assert.match(runs[1]?.output ?? "", /missing\.ts/);
      assert.match(runs[3]?.output ?? "", /AccessDenied/);
      const goesOn = await run(GOES_ON);
      assert.ok(goesOn.ok, goesOn.output);
      assert.notEqual(goesOn.process, first.process);
      const next = await run(`${SDK}${PROCESS}`);
      assert.ok(next.ok, next.output);
      assert.notEqual(next.process, goesOn.process);
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
