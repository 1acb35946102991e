import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { organizationPath } from "../../commands/organization/organizationFile.ts";
import { isChange } from "../../sandbox/world/gate.ts";
import { Deployment, needsPulumi, type RunOptions } from "./deployment.ts";
import { failing } from "./faults.ts";
import { acmeWith } from "./sectionsOn.ts";

const FURTHER = ["ap-south-1", "us-east-1", "us-west-2"];
const dev = readFileSync(organizationPath("dev"), "utf8");
/** The key of stack dev's organization, with a replica in each of these. */
const organization = dev.replace("replicas: [us-east-1]", `replicas: [${FURTHER.join(", ")}]`);

const to = (regions: readonly string[]) =>
  acmeWith(["regions"], (config) => {
    Object.assign(config["access:identityCenter"], { regions });
  });

/** Regions that Identity Center has beside its own. */
function further(deployment: Deployment): string[] {
  const { Instances } = deployment.call("ListInstances", {}, organization) as {
    Instances: { InstanceArn: string }[];
  };
  const InstanceArn = Instances[0]?.InstanceArn;
  const { Regions } = deployment.call("ListRegions", { InstanceArn }, organization) as {
    Regions: { RegionName: string; IsPrimaryRegion: boolean }[];
  };
  return Regions.flatMap((one) => (one.IsPrimaryRegion ? [] : [one.RegionName])).sort();
}

async function withDeployment(work: (deployment: Deployment) => Promise<void>): Promise<void> {
  const deployment = Deployment.create();
  try {
    await work(deployment);
  } finally {
    deployment.remove();
  }
}

describe("further Regions, on the real engine", function () {
  needsPulumi(this);

  const update =
    (deployment: Deployment) => async (regions: readonly string[], options?: RunOptions) => {
      const run = await deployment.up(to(regions), { organization, ...options });
      return { ...run, changes: run.history.filter(({ operation }) => isChange(operation)) };
    };

  it("come one after the other, though one fails, go without the middle one, and change nothing the second time", () =>
    withDeployment(async (deployment) => {
      const up = update(deployment);
      const faults = failing(["AddRegion", "RemoveRegion"], "AccessDenied", 1);
      for (const [regions, failures] of [
        [FURTHER, 1],
        [["ap-south-1", "us-west-2"], 1],
        [[], 0],
      ] as const) {
        // So long that two at once would meet.
        const options = { faults, latency: 200 };
        for (let failed = 0; failed < failures; failed++) {
          assert.ok(!(await up(regions, options)).ok);
        }
        const run = await up(regions, options);
        assert.ok(run.ok, run.said);
        assert.deepEqual(further(deployment), regions);
        const again = await up(regions);
        assert.deepEqual(again.steps, []);
        assert.deepEqual(again.changes, []);
      }
      const met = deployment.journal.filter(
        ({ operation, error, fault }) =>
          /^(Add|Remove)Region$/.test(operation) && error !== undefined && fault === undefined,
      );
      assert.deepEqual(met, []);
    }));

  it("are refused by each preview while the key is disabled or lacks a replica, with the place, and come when it is as it should be", () =>
    withDeployment(async (deployment) => {
      const replicas = `replicas: [${FURTHER.join(", ")}]`;
      const key = (others: string, state: string) =>
        organization.replace(replicas, `${others}, state: ${state}`);
      for (const [file, said] of [
        [key(replicas, "Disabled"), /encryption\.keyArn: is \S+, whose state is Disabled/],
        [key("replicas: [us-east-1]", "Enabled"), /regions\[0\]: ap-south-1 has no replica/],
      ] as const) {
        for (const run of [
          await deployment.preview(to(FURTHER), { organization: file }),
          await deployment.up(to(FURTHER), { organization: file }),
        ]) {
          assert.ok(!run.ok);
          assert.match(run.said, said);
          assert.match(run.said, /Pulumi\.test\.yaml:\d+: (error: )?access:identityCenter\./);
          assert.ok(!run.history.some(({ operation }) => isChange(operation)));
        }
      }
      const run = await deployment.up(to(FURTHER), { organization });
      assert.ok(run.ok, run.said);
      // A Region that is there already is no reason to refuse what else is wanted.
      const without = key("replicas: [us-east-1]", "Enabled");
      const after = await deployment.up(to(FURTHER), { organization: without });
      assert.ok(after.ok, after.said);
    }));

  it("are taken into the state where an answer was lost", () =>
    withDeployment(async (deployment) => {
      const faults = failing(["AddRegion"], "TIMEOUT", 1);
      const options = { organization, faults };
      const lost = await deployment.planned(to(FURTHER), options);
      assert.ok(!lost.at(-1)?.ok);
      const taken = await deployment.planned(to(FURTHER), { organization });
      assert.ok(taken.at(-1)?.ok, taken.at(-1)?.said);
      assert.deepEqual(further(deployment), FURTHER);
      assert.deepEqual((await update(deployment)(FURTHER)).steps, []);
    }));
});
