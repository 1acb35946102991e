import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { organizationPath } from "../../commands/organization/organizationFile.ts";
import { acme, type StackConfig } from "./acme.ts";
import { Deployment, needsPulumi, type Run } from "./deployment.ts";

const Filter = "SERVICE_CONTROL_POLICY";

const guarded = (guardrails: Record<string, unknown>) =>
  acme((config) => {
    config["access:rootGuardrails"] = guardrails;
  });

describe("guardrails for root users, on the real engine", function () {
  needsPulumi(this);

  it("go to one unit, to the rest and back, with nobody unguarded in between, and leave nothing", async () => {
    const deployment = Deployment.create();
    /** Names of the targets where the guardrails are attached. */
    const attached = () => {
      const world = deployment.world();
      const { Policies } = world.call("ListPolicies", { Filter });
      return Policies.filter(({ Name }) => Name.startsWith("root-guardrails"))
        .flatMap(({ Id }) => world.call("ListTargetsForPolicy", { PolicyId: Id }).Targets)
        .map(({ Name }) => Name)
        .sort();
    };
    const up = async (guardrails: Record<string, unknown>) => {
      const run = await deployment.up(guarded(guardrails));
      assert.ok(run.ok, run.said);
      const calls = run.history.map(({ operation }) => operation);
      return { run, changes: calls.filter((one) => /^(At|De)tachPolicy$/.test(one)) };
    };
    const stage = [{ ou: "Sandboxes" }];
    try {
      await up({ enabled: true, stage });
      assert.deepEqual(attached(), ["Sandboxes"]);
      const { EnabledFeatures } = deployment.world().call("ListOrganizationsFeatures", {});
      assert.deepEqual(EnabledFeatures, ["RootCredentialsManagement", "RootSessions"]);

      const rest = { enabled: true, targets: ["all"] };
      assert.deepEqual((await up(rest)).changes, ["AttachPolicy", "DetachPolicy"]);
      assert.deepEqual(attached(), ["Root"]);
      assert.deepEqual((await up(rest)).run.steps, []);

      assert.deepEqual((await up({ ...rest, stage })).changes, ["AttachPolicy", "DetachPolicy"]);
      assert.deepEqual(attached(), ["Sandboxes"]);

      await up({ enabled: false });
      const world = deployment.world();
      assert.deepEqual(attached(), []);
      const names = world.call("ListPolicies", { Filter }).Policies.map(({ Name }) => Name);
      assert.deepEqual(names, ["FullAWSAccess", "sandbox-regions"]);
      const { EnabledServicePrincipals: trusted } = world.call(
        "ListAWSServiceAccessForOrganization",
        {},
      );
      assert.ok(!trusted.some(({ ServicePrincipal }) => ServicePrincipal === "iam.amazonaws.com"));
    } finally {
      deployment.remove();
    }
  });

  it("leave trusted access and central root access on that somebody else turned on", async () => {
    const deployment = Deployment.create();
    const trusted = () => {
      const answer = deployment.world().call("ListAWSServiceAccessForOrganization", {});
      return answer.EnabledServicePrincipals.map(({ ServicePrincipal }) => ServicePrincipal);
    };
    try {
      deployment.call("EnableAWSServiceAccess", { ServicePrincipal: "iam.amazonaws.com" });
      deployment.call("EnableOrganizationsRootSessions", {});
      for (const enabled of [true, true, false]) {
        const run = await deployment.up(guarded({ enabled }));
        assert.ok(run.ok, run.said);
      }
      assert.ok(trusted().includes("iam.amazonaws.com"));
      const { EnabledFeatures } = deployment.world().call("ListOrganizationsFeatures", {});
      assert.deepEqual(EnabledFeatures, ["RootSessions", "RootCredentialsManagement"]);
    } finally {
      deployment.remove();
    }
  });

  it("follow units of the organization file that get another name, and let those go that are there no more", async () => {
    const deployment = Deployment.create();
    const organization = readFileSync(organizationPath("dev"), "utf8")
      .replaceAll("Workloads", "Work")
      .replace(", Sandboxes, Suspended]", ", Suspended]")
      .replace("organizationalUnit: Sandboxes", "organizationalUnit: Security")
      .replace("targets: [Sandboxes]", "targets: [Security]");
    try {
      const first = await deployment.up(
        guarded({ enabled: true, targets: [{ ou: "Workloads" }, { ou: "Sandboxes" }, "web-dev"] }),
      );
      assert.ok(first.ok, first.said);
      const config = guarded({ enabled: true, targets: [{ ou: "Work" }, "web-dev"] });
      const run = await deployment.up(config, { organization });
      assert.ok(run.ok, run.said);
      const world = deployment.world(organization);
      const { Policies } = world.call("ListPolicies", { Filter });
      const PolicyId = Policies.find(({ Name }) => Name === "root-guardrails")?.Id ?? "";
      const { Targets } = world.call("ListTargetsForPolicy", { PolicyId });
      assert.deepEqual(Targets.map(({ Name }) => Name).sort(), ["Work", "web-dev"]);
      assert.deepEqual(
        run.history.filter(({ operation }) => operation === "AttachPolicy"),
        [],
        "a renamed unit keeps its id, and with it its attachments",
      );
      assert.deepEqual((await deployment.up(config, { organization })).steps, []);
    } finally {
      deployment.remove();
    }
  });

  it("are attached by the next update where one failed half-way", async () => {
    const deployment = Deployment.create();
    const config = guarded({ enabled: true, targets: ["web-dev", { ou: "Sandboxes" }] });
    try {
      const failed = await deployment.up(config, {
        faults: [{ operation: "AttachPolicy", error: "AccessDenied", times: 1 }],
      });
      assert.ok(!failed.ok);
      const again = await deployment.up(config);
      assert.ok(again.ok, again.said);
      const run = await deployment.up(config);
      assert.deepEqual(run.steps, [], run.said);
    } finally {
      deployment.remove();
    }
  });

  it("stay attached, at every call, where the state calls them by the path that a unit had", async () => {
    const made = Deployment.create();
    const [first, renamed] = ["Sandboxes", "Playgrounds"].map((ou) =>
      guarded({ enabled: true, targets: [{ ou }] }),
    ) as [StackConfig, StackConfig];
    try {
      assert.ok((await made.up(first)).ok);
      const { Policies } = made.world().call("ListPolicies", { Filter });
      const PolicyId = Policies.find(({ Name }) => Name === "root-guardrails")?.Id ?? "";
      const { Targets } = made.world().call("ListTargetsForPolicy", { PolicyId });
      const [{ TargetId: OrganizationalUnitId } = { TargetId: "" }] = Targets;
      const { stack, journal } = made.kept;
      const former = stack.replaceAll(
        `root-guardrails/${OrganizationalUnitId}`,
        "root-guardrails/ou/Sandboxes",
      );
      assert.notEqual(former, stack);
      const deployment = Deployment.from({ stack: former, journal });
      try {
        deployment.call("UpdateOrganizationalUnit", { OrganizationalUnitId, Name: "Playgrounds" });
        const run = await deployment.up(renamed);
        assert.ok(run.ok, run.said);
        const changes = ({ history }: Run) =>
          history
            .map(({ operation }) => operation)
            .filter((operation) => /^(At|De)tachPolicy$/.test(operation));
        assert.deepEqual(changes(run), []);
        assert.deepEqual((await deployment.up(renamed)).steps, []);

        // Another unit that is called so now.
        const [root] = deployment.world().call("ListRoots", {}).Roots;
        deployment.call("CreateOrganizationalUnit", { ParentId: root?.Id, Name: "Sandboxes" });
        const targets = [{ ou: "Playgrounds" }, { ou: "Sandboxes" }];
        const both = await deployment.up(guarded({ enabled: true, targets }));
        assert.ok(both.ok, both.said);
        assert.deepEqual(changes(both), ["AttachPolicy"]);
      } finally {
        deployment.remove();
      }
    } finally {
      made.remove();
    }
  });

  it("leave central root access on where the organization trusted IAM before, and don't say that it goes", async () => {
    const organization = readFileSync(organizationPath("dev"), "utf8");
    const options = {
      organization: organization.replace(
        "trustedServices: [",
        "trustedServices: [iam.amazonaws.com, ",
      ),
    };
    const deployment = Deployment.create();
    try {
      const up = async (guardrails: Record<string, unknown>) => {
        const run = await deployment.up(
          guarded({ targets: [{ ou: "Workloads" }], ...guardrails }),
          options,
        );
        assert.ok(run.ok, run.said);
        return run;
      };
      const features = () =>
        deployment.world(options.organization).call("ListOrganizationsFeatures", {})
          .EnabledFeatures;
      await up({ enabled: true });
      const said: string[] = [];
      for (const off of [
        { enabled: true, centralRootAccess: false },
        { enabled: true },
        { enabled: false },
      ]) {
        said.push((await up(off)).said);
        assert.deepEqual(features(), ["RootCredentialsManagement", "RootSessions"]);
      }
      assert.doesNotMatch(said.join("\n"), /central root access/);
      assert.match(said[2] ?? "", /takes protection away: it is off now/);
    } finally {
      deployment.remove();
    }
  });
});
