import assert from "node:assert/strict";
import { oneAdministrator } from "./acme.ts";
import { importsIn } from "./advice.ts";
import { Deployment, type Kept, needsPulumi } from "./deployment.ts";

const AWS = "pulumi:providers:aws";
const HOME = "eu-west-1";
const FORMER_ID = "7646893d-cf3a-4858-9c98-47e9b45ef0c5";
/** What awsx makes. */
const AWSX = "$awsx:cloudtrail:Trail$";

/** A trail, with the provider configured for this Region, and Identity Center in its own. */
const inRegion = (region: string) => ({
  ...oneAdministrator((config) => {
    const center = config["access:identityCenter"] as object;
    Object.assign(config, {
      "access:identityCenter": { ...center, region: HOME },
      "access:auditTrail": { enabled: true, logGroup: { retentionDays: 365 } },
    });
  }),
  "aws:region": region,
});

interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly provider?: string;
  readonly inputs?: { readonly region?: string };
}

interface State {
  readonly checkpoint: { readonly latest: { resources: StateResource[] } };
}

/** The same as an earlier version left it: what awsx made was made with Pulumi's own provider, in this Region. */
function asBefore({ stack, journal }: Kept, region: string): Kept {
  const state = JSON.parse(stack) as State;
  const { latest } = state.checkpoint;
  const home = latest.resources.find(({ type }) => type === AWS);
  assert.ok(home);
  const urn = home.urn.replace(/::home$/, "::default_7_48_0");
  const settings = { region, version: "7.48.0" };
  const former = {
    urn,
    custom: true,
    id: FORMER_ID,
    type: AWS,
    inputs: settings,
    outputs: settings,
  };
  latest.resources = latest.resources.flatMap((one) => {
    if (one === home) return [one, former];
    return one.urn.includes(AWSX) ? [{ ...one, provider: `${urn}::${FORMER_ID}` }] : [one];
  });
  return { stack: JSON.stringify(state), journal };
}

/** Regions of the providers of AWS that the state has, and of those that made what awsx makes. */
async function providersIn(deployment: Deployment) {
  const { resources } = (
    JSON.parse(await deployment.exported()) as { deployment: { resources: StateResource[] } }
  ).deployment;
  const named = (reference: string) => reference.split("::").at(-2);
  return {
    all: resources
      .filter(({ type }) => type === AWS)
      .map(({ urn, inputs }) => `${urn.split("::").at(-1)} ${inputs?.region}`)
      .sort(),
    trail: [
      ...new Set(
        resources.flatMap(({ urn, provider }) =>
          urn.includes(AWSX) ? [named(provider ?? "")] : [],
        ),
      ),
    ],
  };
}

/** Where no provider is told to change: what a run does to AWS, or would do to the trail. */
async function assertIdle(
  deployment: Deployment,
  region: string,
  config = inRegion(region),
): Promise<void> {
  const before = deployment.journal.length;
  for (const command of ["preview", "up"] as const) {
    const run = await deployment[command](config);
    assert.ok(run.ok, run.said);
    assert.deepEqual(run.steps, [], `${command} in ${region}`);
  }
  assert.deepEqual(
    deployment.journal.slice(before).flatMap(({ changes }) => changes),
    [],
  );
}

describe("another aws:region, on the real engine", function () {
  needsPulumi(this);
  let made: Kept;

  before(async () => {
    const deployment = Deployment.create();
    try {
      const run = await deployment.up(inRegion(HOME));
      assert.ok(run.ok, run.said);
      made = deployment.kept;
    } finally {
      deployment.remove();
    }
  });

  it("replaces nothing, the trail neither, misspelt neither, there and back", async () => {
    const deployment = Deployment.from(made);
    try {
      const home = { all: [`home ${HOME}`], trail: ["home"] };
      assert.deepEqual(await providersIn(deployment), home);
      for (const region of ["eu-west-2", "eu-wst-1", HOME]) await assertIdle(deployment, region);
      assert.deepEqual(await providersIn(deployment), home);
    } finally {
      deployment.remove();
    }
  });

  it("takes a trail whose answer was lost into the state with the provider that makes it", async () => {
    const former = "eu-west-2";
    const deployment = Deployment.from(asBefore(made, former));
    try {
      assert.ok((await deployment.up(inRegion(former))).ok);
      const renamed = inRegion(former);
      Object.assign(renamed["access:auditTrail"] as object, { name: "acme-trail" });
      const faults = [{ operation: "CreateTrail", error: "Crash", times: 1 }] as const;
      const lost = await deployment.up(renamed, { faults });
      assert.ok(!lost.ok);
      const again = await deployment.up(renamed);
      assert.ok(!again.ok);
      const [[command = ""] = []] = importsIn(again.said);
      assert.match(command, / --provider audit-trail=urn:\S+::audit-trail /, again.said);
      assert.ok((await deployment.advised(command)).ok);
      const made = await deployment.planned(renamed);
      assert.ok(made.at(-1)?.ok, made.at(-1)?.said);
      assert.doesNotMatch(made.flatMap(({ steps }) => steps).join(), /replacement Trail/);
      assert.deepEqual((await providersIn(deployment)).trail, ["audit-trail"]);
      await assertIdle(deployment, former, renamed);
    } finally {
      deployment.remove();
    }
  });

  // What an earlier version's provider was configured for, and where the trail's is then.
  for (const [former, name, all] of [
    [HOME, "home", [`home ${HOME}`]],
    ["eu-west-2", "audit-trail", ["audit-trail eu-west-2", `home ${HOME}`]],
  ] as const) {
    for (const first of [former, "eu-central-1"]) {
      it(`replaces nothing that an earlier version made in ${former}, going on in ${first}`, async () => {
        const deployment = Deployment.from(asBefore(made, former));
        try {
          const run = await deployment.up(inRegion(first));
          assert.ok(run.ok, run.said);
          assert.deepEqual(
            run.steps.filter((step) => !step.endsWith("aws audit-trail")),
            [],
          );
          assert.deepEqual(await providersIn(deployment), { all, trail: [name] });
          for (const region of [HOME, "eu-west-2", former]) await assertIdle(deployment, region);
          assert.deepEqual(await providersIn(deployment), { all, trail: [name] });
        } finally {
          deployment.remove();
        }
      });
    }
  }
});
