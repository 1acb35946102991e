import assert from "node:assert/strict";
import { acme, deny, type Group, type StackConfig } from "./acme.ts";
import { Deployment, needsPulumi } from "./deployment.ts";
import { assertAlwaysAdministered, finalGrants } from "./effectiveAccess.ts";
import { assertWithin } from "./within.ts";

type Edit = (config: StackConfig) => void;

/** A change, what stands before it, and why one update can't do it. */
type Case = readonly [what: string, before: Edit, wanted: Edit, reason?: RegExp];

const asItIs: Edit = () => {};

const set =
  (key: string, content: Record<string, unknown>): Edit =>
  (config) => {
    config["access:permissionSets"][key] = content;
  };

const group = (config: StackConfig, key: string) => config["access:groups"][key] as Group;

/** A group for one set in one account: what is judged there shows nothing of other cases. */
const holding =
  (key: string, content: Record<string, unknown>, account: string): Edit =>
  (config) => {
    set(key, content)(config);
    config["access:groups"][`${key}s`] = {
      members: ["grace"],
      access: [{ permissionSet: key, accounts: [account] }],
    };
  };

/** Independent cases that are one change together, and how many updates it takes, as each of them does. */
const CHANGES: readonly (readonly [updates: number, cases: readonly Case[]])[] = [
  [
    2,
    [
      [
        "a newcomer to a group that loses a line",
        asItIs,
        (config) => {
          config["access:people"].alan = { givenName: "Alan", familyName: "Turing" };
          group(config, "engineers").members?.push("alan");
          group(config, "engineers").access.pop();
        },
        /alan joins engineers later/,
      ],
      [
        "a leaver of a group that gets a line",
        (config) => {
          config["access:groups"].operators = {
            members: ["ada", "grace"],
            access: [{ permissionSet: "reader", accounts: ["playground"] }],
          };
        },
        (config) => {
          group(config, "operators").members = ["ada"];
          group(config, "operators").access.push({
            permissionSet: "administrator",
            accounts: ["payments-prod"],
          });
        },
        /operators gets administrator in payments-prod later/,
      ],
      [
        "a newcomer to a group whose set is narrowed",
        holding("auditor", { managedPolicies: ["ReadOnlyAccess"] }, "security-tooling"),
        (config) => {
          set("auditor", { managedPolicies: ["SecurityAudit"] })(config);
          group(config, "auditors").members?.push("ada");
        },
        /ada joins auditors later/,
      ],
      [
        "a customer managed policy that goes together with a denial",
        holding(
          "keeper",
          {
            managedPolicies: ["PowerUserAccess"],
            customerManagedPolicies: [{ name: "workload-boundary", path: "/boundaries/" }],
            inlinePolicy: deny("ec2:*"),
          },
          "log-archive",
        ),
        set("keeper", {
          managedPolicies: ["PowerUserAccess"],
          inlinePolicy: deny("s3:DeleteBucket"),
        }),
        /keeper changes in more than one update/,
      ],
    ],
  ],
  [
    2,
    [
      [
        "administrators who follow each other together with their permission set",
        asItIs,
        (config) => {
          config["access:permissionSets"].successor = {
            managedPolicies: ["AWSSSOMasterAccountAdministrator", "IAMFullAccess"],
          };
          group(config, "administrators").members = ["grace"];
          group(config, "administrators").access = [
            { permissionSet: "successor", accounts: ["management"] },
          ];
        },
        /grace joins administrators later/,
      ],
    ],
  ],
  [
    3,
    [
      [
        "two sets that swap their names",
        asItIs,
        (config) => {
          Object.assign(config["access:permissionSets"].builder as object, { name: "reader" });
          Object.assign(config["access:permissionSets"].reader as object, { name: "builder" });
        },
        /"builder" is still that of the permission set/,
      ],
      [
        "a group's name that goes to another",
        asItIs,
        (config) => {
          group(config, "engineers").displayName = "Engineering";
          config["access:groups"].builders = { displayName: "engineers", members: [], access: [] };
        },
        /"engineers" is still that of the group engineers/,
      ],
    ],
  ],
  [
    1,
    [
      [
        "policies that shrink while their boundary grows",
        holding(
          "keeper",
          {
            managedPolicies: ["AdministratorAccess"],
            permissionsBoundary: { managedPolicy: "ReadOnlyAccess" },
          },
          "playground",
        ),
        set("keeper", {
          managedPolicies: ["job-function/ViewOnlyAccess"],
          permissionsBoundary: { managedPolicy: "AdministratorAccess" },
        }),
      ],
      [
        "policies that shrink while another denial follows",
        holding(
          "maker",
          { managedPolicies: ["AdministratorAccess"], inlinePolicy: deny("iam:*") },
          "payments-prod",
        ),
        set("maker", {
          managedPolicies: ["AmazonS3FullAccess"],
          inlinePolicy: deny("s3:DeleteBucket"),
        }),
      ],
    ],
  ],
];

describe("updates by plan, on the real engine", function () {
  needsPulumi(this);
  let deployment: Deployment;
  afterEach(() => deployment?.remove());

  for (const [updates, cases] of CHANGES) {
    const what = cases.map(([title]) => title).join("; ");

    it(`take ${updates} for ${what}, and nobody has too much meanwhile`, async () => {
      const before = acme((config) => {
        for (const [, edit] of cases) edit(config);
      });
      const wanted = structuredClone(before);
      for (const [, , edit] of cases) edit(wanted);
      deployment = Deployment.create();
      const created = await deployment.up(before);
      assert.ok(created.ok, created.said);
      if (updates > 1) {
        const refused = await deployment.up(wanted);
        assert.ok(!refused.ok && refused.said.includes("npm run up -- --stack test"), refused.said);
        for (const [, , , reason] of cases) assert.match(refused.said, reason as RegExp);
      }
      const runs = await deployment.planned(wanted);
      for (const run of runs) assert.ok(run.ok, run.said);
      assert.equal(runs.length, updates);
      assertWithin(finalGrants(created), runs);
      for (const run of runs) assertAlwaysAdministered(run, "start");
      const again = await deployment.preview(wanted);
      assert.deepEqual(again.steps, []);
    });
  }
});
