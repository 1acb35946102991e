import assert from "node:assert/strict";
import { acme, deny, type Group, type StackConfig } from "./acme.ts";
import { Deployment, needsPulumi, type Run } from "./deployment.ts";
import { assertAlwaysAdministered, finalGrants } from "./effectiveAccess.ts";
import { assertWithin } from "./within.ts";

type Edit = (config: StackConfig) => void;

const set =
  (key: string, content: Record<string, unknown>): Edit =>
  (config) => {
    config["access:permissionSets"][key] = content;
  };

const group = (config: StackConfig, key: string) => config["access:groups"][key] as Group;

const listed = (cases: readonly (readonly [what: string, ...unknown[]])[]) =>
  cases.map(([what]) => what).join("; ");

/** What one update can't do and two can, each of a group of its own, and the reason that is told. */
const IN_TWO: readonly (readonly [what: string, before: Edit, wanted: Edit, reason: RegExp])[] = [
  [
    "a newcomer to a group that loses a line",
    () => {},
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
    (config) => {
      config["access:permissionSets"].auditor = { managedPolicies: ["ReadOnlyAccess"] };
      config["access:groups"].auditors = {
        members: ["grace"],
        access: [{ permissionSet: "auditor", accounts: ["security-tooling"] }],
      };
    },
    (config) => {
      config["access:permissionSets"].auditor = { managedPolicies: ["SecurityAudit"] };
      group(config, "auditors").members?.push("ada");
    },
    /ada joins auditors later/,
  ],
];

/** What takes a name that another has. */
const NAMES: readonly (readonly [what: string, wanted: Edit, reason: RegExp])[] = [
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
    (config) => {
      Object.assign(config["access:permissionSets"].builder as object, { name: "reader" });
      Object.assign(config["access:permissionSets"].reader as object, { name: "builder" });
    },
    /"builder" is still that of the permission set/,
  ],
  [
    "a group's name that goes to another",
    (config) => {
      group(config, "engineers").displayName = "Engineering";
      config["access:groups"].builders = { displayName: "engineers", members: [], access: [] };
    },
    /"engineers" is still that of the group "engineers"/,
  ],
];

/** What one update does in the right order, each with a set of its own. */
const IN_ONE: readonly (readonly [what: string, before: Edit, wanted: Edit])[] = [
  [
    "policies that shrink while their boundary grows",
    set("builder", {
      managedPolicies: ["AdministratorAccess"],
      permissionsBoundary: { managedPolicy: "ReadOnlyAccess" },
    }),
    set("builder", {
      managedPolicies: ["job-function/ViewOnlyAccess"],
      permissionsBoundary: { managedPolicy: "AdministratorAccess" },
    }),
  ],
  [
    "policies that shrink while another denial follows",
    set("reader", { managedPolicies: ["AdministratorAccess"], inlinePolicy: deny("iam:*") }),
    set("reader", {
      managedPolicies: ["AmazonS3FullAccess"],
      inlinePolicy: deny("s3:DeleteBucket"),
    }),
  ],
];

/** Each of them in an account of its own. */
const apart: Edit = (config) => {
  group(config, "engineers").access = [
    { permissionSet: "builder", accounts: ["web-dev"] },
    { permissionSet: "reader", accounts: ["web-prod"] },
  ];
};

const edited = (config: StackConfig, edits: readonly Edit[]) => {
  const copy = structuredClone(config);
  for (const edit of edits) edit(copy);
  return copy;
};

describe("updates by plan, on the real engine", function () {
  needsPulumi(this);
  let deployment: Deployment;
  beforeEach(() => {
    deployment = Deployment.create();
  });
  afterEach(() => deployment?.remove());

  async function deployed(config: StackConfig): Promise<Run> {
    const run = await deployment.up(config);
    assert.ok(run.ok, run.said);
    return run;
  }

  async function refused(config: StackConfig): Promise<string> {
    const run = await deployment.up(config);
    assert.ok(!run.ok && run.said.includes("npm run up -- --stack test"), run.said);
    return run.said;
  }

  /** Takes so many updates, and nobody has too much meanwhile. */
  async function planned(before: Run, wanted: StackConfig, updates: number): Promise<void> {
    const runs = await deployment.planned(wanted);
    for (const run of runs) assert.ok(run.ok, run.said);
    assert.equal(runs.length, updates);
    assertWithin(finalGrants(before), runs);
    for (const run of runs) assertAlwaysAdministered(run, "start");
    const again = await deployment.preview(wanted);
    assert.deepEqual(again.steps, []);
  }

  it(`take 2 for ${listed(IN_TWO)}`, async () => {
    const before = edited(
      acme(),
      IN_TWO.map(([, edit]) => edit),
    );
    const wanted = edited(
      before,
      IN_TWO.map(([, , edit]) => edit),
    );
    const created = await deployed(before);
    const said = await refused(wanted);
    for (const [what, , , reason] of IN_TWO) assert.match(said, reason, what);
    await planned(created, wanted, 2);
  });

  it(`take 3 for ${listed(NAMES)}`, async () => {
    const wanted = edited(
      acme(),
      NAMES.map(([, edit]) => edit),
    );
    const created = await deployed(acme());
    const said = await refused(wanted);
    for (const [what, , reason] of NAMES) assert.match(said, reason, what);
    await planned(created, wanted, 3);
  });

  it(`take 1 for ${listed(IN_ONE)}`, async () => {
    const before = edited(acme(), [apart, ...IN_ONE.map(([, edit]) => edit)]);
    const wanted = edited(
      before,
      IN_ONE.map(([, , edit]) => edit),
    );
    await planned(await deployed(before), wanted, 1);
  });
});
