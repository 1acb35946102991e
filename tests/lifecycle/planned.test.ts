import assert from "node:assert/strict";
import { acme, deny, type StackConfig } from "./acme.ts";
import { Deployment, needsPulumi } from "./deployment.ts";
import { assertAlwaysAdministered, finalGrants } from "./effectiveAccess.ts";
import { assertWithin } from "./within.ts";

type Edit = (config: StackConfig) => void;

const builder =
  (content: Record<string, unknown>): Edit =>
  (config) => {
    config["access:permissionSets"].builder = content;
  };

const group = (config: StackConfig, name = "engineers") =>
  config["access:groups"][name] as NonNullable<StackConfig["access:groups"][string]>;

/** From one configuration to another that one update can't reach, or not in every order. */
const CASES: readonly [string, Edit, Edit, number][] = [
  [
    "a newcomer to a group that loses a line",
    () => {},
    (config) => {
      config["access:people"].alan = { givenName: "Alan", familyName: "Turing" };
      group(config).members?.push("alan");
      group(config).access.pop();
    },
    2,
  ],
  [
    "a leaver of a group that gets a line",
    () => {},
    (config) => {
      group(config).members = ["ada"];
      group(config).access.push({ permissionSet: "administrator", accounts: ["web-prod"] });
    },
    2,
  ],
  [
    "a newcomer to a group whose set is narrowed",
    () => {},
    (config) => {
      config["access:people"].alan = { givenName: "Alan", familyName: "Turing" };
      group(config).members?.push("alan");
      config["access:permissionSets"].reader = { managedPolicies: ["SecurityAudit"] };
    },
    2,
  ],
  [
    "policies that shrink while their boundary grows",
    builder({
      managedPolicies: ["AdministratorAccess"],
      permissionsBoundary: { managedPolicy: "ReadOnlyAccess" },
    }),
    builder({
      managedPolicies: ["job-function/ViewOnlyAccess"],
      permissionsBoundary: { managedPolicy: "AdministratorAccess" },
    }),
    1,
  ],
  [
    "policies that shrink while another denial follows",
    builder({ managedPolicies: ["AdministratorAccess"], inlinePolicy: deny("iam:*") }),
    builder({ managedPolicies: ["AmazonS3FullAccess"], inlinePolicy: deny("s3:DeleteBucket") }),
    1,
  ],
  [
    "a customer managed policy that goes together with a denial",
    builder({
      managedPolicies: ["PowerUserAccess"],
      customerManagedPolicies: [{ name: "workload-boundary", path: "/boundaries/" }],
      inlinePolicy: deny("ec2:*"),
    }),
    builder({ managedPolicies: ["PowerUserAccess"], inlinePolicy: deny("s3:DeleteBucket") }),
    2,
  ],
  [
    "administrators who follow each other together with their permission set",
    () => {},
    (config) => {
      config["access:permissionSets"].successor = {
        managedPolicies: ["AWSSSOMasterAccountAdministrator", "IAMFullAccess"],
      };
      group(config, "administrators").members = ["grace"];
      group(config, "administrators").access = [
        { permissionSet: "successor", accounts: ["management"] },
      ];
    },
    2,
  ],
  [
    "two sets that swap their names",
    () => {},
    (config) => {
      Object.assign(config["access:permissionSets"].builder as object, { name: "reader" });
      Object.assign(config["access:permissionSets"].reader as object, { name: "builder" });
    },
    3,
  ],
  [
    "a group's name that goes to another",
    () => {},
    (config) => {
      group(config).displayName = "Engineering";
      config["access:groups"].builders = { displayName: "engineers", members: [], access: [] };
    },
    2,
  ],
];

describe("updates by plan, on the real engine", function () {
  needsPulumi(this);
  let deployment: Deployment;
  afterEach(() => deployment?.remove());

  for (const [what, before, wanted, updates] of CASES) {
    it(`take ${updates} for ${what}, and nobody has too much meanwhile`, async () => {
      deployment = await Deployment.create();
      const created = await deployment.up(acme(before));
      assert.ok(created.ok, created.said);
      if (updates > 1) {
        const refused = await deployment.up(acme(wanted));
        assert.ok(!refused.ok && refused.said.includes("npm run up -- --stack test"), refused.said);
      }
      const runs = await deployment.planned(acme(wanted));
      for (const run of runs) assert.ok(run.ok, run.said);
      assert.equal(runs.length, updates);
      assertWithin(finalGrants(created), runs);
      for (const run of runs) assertAlwaysAdministered(run, "start");
      const again = await deployment.preview(acme(wanted));
      assert.deepEqual(again.steps, []);
    });
  }
});
