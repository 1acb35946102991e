import assert from "node:assert/strict";
import { stringify } from "yaml";
import { parseStack } from "../../model/parseStack.ts";
import { matchesEventPattern } from "../../policies/rules/root/eventPattern.ts";
import { readFilterPattern } from "../../policies/rules/root/filterPattern.ts";
import type { Value } from "../../policies/value.ts";
import { makeAccess } from "../../program/makeAccess.ts";
import { noteUpdate } from "../../program/noteUpdate.ts";
import { allConfig, stackSource } from "../../program/stackConfiguration.ts";
import { wantedAccess } from "../../program/wantedAccess.ts";
import { runInProcess } from "../../sandbox/inProcess.ts";
import type { FaultSwitch } from "../../sandbox/world/faults.ts";
import { MemoryJournal } from "../../sandbox/world/journal.ts";
import { World } from "../../sandbox/world/world.ts";
import { configTexts } from "../components/deployStack.ts";
import { delegatedStack, managementStack, organizationOf } from "./splitStacks.ts";

const REGION = "eu-west-1";
const GROUP = "access-administrators";
const SET = "access-administrator";

type Theirs = Parameters<typeof delegatedStack>[0];

interface Case {
  readonly theirs?: Theirs;
  readonly ours?: Theirs;
  readonly before?: (world: World) => void;
  readonly faults?: readonly FaultSwitch[];
}

/** The other stack, whose administrators are a group of a name of its own. */
const other = (edit: Theirs = () => {}) =>
  delegatedStack((config) => {
    const groups = config["access:groups"] ?? {};
    const { administrators = {}, ...others } = groups;
    config["access:groups"] = { ...others, [GROUP]: administrators };
    config["access:people"] = { ada: { existing: true } };
    edit(config);
  });

/** What the other stack makes, made before. */
function deployed(world: World): void {
  const { IdentityStoreId = "", InstanceArn = "" } =
    world.call("ListInstances", {}, REGION).Instances[0] ?? {};
  world.call("CreateGroup", { IdentityStoreId, DisplayName: GROUP }, REGION);
  world.call("CreatePermissionSet", { InstanceArn, Name: SET }, REGION);
}

/** The management account's stack with alarms and a log group, beside the other stack's file. */
async function told({ theirs, ours = () => {}, before = deployed, faults = [] }: Case) {
  const config = managementStack((edited) => {
    Object.assign(edited["access:delegatedAdministration"] ?? {}, { otherStack: "delegated" });
    edited["access:auditTrail"] = { enabled: true, logGroup: { retentionDays: 365 } };
    edited["access:alarms"] = { enabled: true, emails: ["security@example.com"] };
    ours(edited);
  });
  const file = stringify({ config: other(theirs) });
  const readFile = (path: string) => {
    if (path === "Pulumi.delegated.yaml") return file;
    throw Object.assign(new Error(path), { code: "ENOENT" });
  };
  const world = new World({ snapshot: organizationOf(), journal: new MemoryJournal(), faults });
  before(world);
  const { resources, diagnostics } = await runInProcess({
    program: async () => {
      const stack = parseStack(allConfig(), {
        readFile,
        region: REGION,
        project: "identity-center",
      });
      const wanted = await wantedAccess({ ...stackSource(), stack });
      makeAccess(wanted, await noteUpdate(wanted));
    },
    project: "identity-center",
    stack: "management",
    config: configTexts(config),
    preview: false,
    world,
  });
  const { IdentityStoreId = "", InstanceArn = "" } =
    world.call("ListInstances", {}, REGION).Instances[0] ?? {};
  const { Groups } = world.call("ListGroups", { IdentityStoreId }, REGION);
  const sets = world.call("ListPermissionSets", { InstanceArn }, REGION).PermissionSets;
  const setOf = (name: string) =>
    sets.find(
      (PermissionSetArn) =>
        world.call("DescribePermissionSet", { InstanceArn, PermissionSetArn }, REGION).PermissionSet
          .Name === name,
    );
  const made = resources.filter(({ custom }) => custom);
  const patterns = (type: string, key: string) =>
    made.flatMap(({ type: one, name, inputs }) =>
      one.endsWith(type) && name.includes("administrators") && !name.includes("delegated")
        ? [String(inputs[key])]
        : [],
    );
  const rules = patterns(":EventRule", "eventPattern").map((text) => JSON.parse(text));
  const filters = patterns(":LogMetricFilter", "pattern").map((text) => readFilterPattern(text));
  const isTold = (detail: object) => {
    const event = { "detail-type": "AWS API Call via CloudTrail", detail };
    const byRule = rules.some((pattern) => matchesEventPattern(pattern, event as unknown as Value));
    const byFilter = filters.some((filter) => filter?.(detail as unknown as Value));
    assert.equal(byRule, byFilter);
    return byRule;
  };
  const called = (service: string, eventName: string, requestParameters: object) =>
    isTold({
      ...{ eventSource: `${service}.amazonaws.com`, eventName, requestParameters },
      eventType: "AwsApiCall",
    });
  const groupOf = (name: string) =>
    Groups.find(({ DisplayName }) => DisplayName === name)?.GroupId ?? "none";
  return {
    isMemberTold: (name: string) =>
      called("identitystore", "CreateGroupMembership", { groupId: groupOf(name) }),
    isConsoleTold: (name: string) =>
      called("sso-directory", "AddMemberToGroup", { groupId: groupOf(name) }),
    isAssignmentTold: (name: string) =>
      called("sso", "CreateAccountAssignment", { principalId: groupOf(name) }),
    isSetTold: (name: string) =>
      called("sso", "AttachManagedPolicyToPermissionSet", { permissionSetArn: setOf(name) }),
    said: diagnostics.map(({ severity, message }) => `${severity} ${message}`).join("\n"),
    /** How often an id is watched by each rule. */
    rules: patterns(":EventRule", "eventPattern"),
    id: groupOf,
  };
}

describe("the alarms of the management account's stack", () => {
  it("tell of the other stack's administrators: members, assignments, permission sets", async () => {
    const run = await told({});
    assert.doesNotMatch(run.said, /^error|access:alarms|otherStack/m);
    for (const group of ["administrators", GROUP]) {
      assert.ok(run.isMemberTold(group), group);
      assert.ok(run.isConsoleTold(group), group);
      assert.ok(run.isAssignmentTold(group), group);
    }
    for (const set of ["administrator", SET]) assert.ok(run.isSetTold(set), set);
    assert.ok(!run.isMemberTold("engineers"));
  });

  it("tell of nobody there where they are off for administrators, and ask for nothing", async () => {
    const run = await told({
      ours: (config) => {
        Object.assign(config["access:alarms"] ?? {}, { without: ["administrators"] });
      },
      before: () => {},
      faults: [{ operation: "GetGroupId", error: "AccessDenied" }],
    });
    assert.doesNotMatch(run.said, /^error|aren't in Identity Center/m);
    assert.ok(!run.isMemberTold("administrators"));
  });

  it("say of whom they don't tell as long as the other stack isn't there", async () => {
    const run = await told({ before: () => {} });
    assert.match(
      run.said,
      /^warning .*access:alarms: doesn't tell of all who administer through stack delegated: group "access-administrators" \(Pulumi\.delegated\.yaml:\d+\), permission set "access-administrator" \(Pulumi\.delegated\.yaml:\d+\) aren't in Identity Center; .*npm run up -- --stack delegated, npm run up -- --stack management$/m,
    );
    assert.doesNotMatch(run.said, /^error/m);
    assert.ok(run.isMemberTold("administrators"));
  });

  it("tell of a group that this stack makes for the other, once", async () => {
    const run = await told({
      theirs: (config) => {
        config["access:people"] = {};
        Object.assign(config["access:groups"]?.[GROUP] ?? {}, { existing: true, members: [] });
      },
      ours: (config) => {
        config["access:groups"] = {
          ...config["access:groups"],
          mine: { members: ["ada"], access: [] },
        };
        Object.assign(config["access:groups"]?.mine ?? {}, {
          displayName: "Access-Administrators",
        });
      },
      before: (world) => {
        const { InstanceArn = "" } = world.call("ListInstances", {}, REGION).Instances[0] ?? {};
        world.call("CreatePermissionSet", { InstanceArn, Name: SET }, REGION);
      },
    });
    assert.doesNotMatch(run.said, /^error|access:alarms/m);
    assert.ok(run.isMemberTold("Access-Administrators"));
    assert.ok(run.isSetTold(SET));
    // In each rule once for each of three kinds of events.
    const times = run.rules.map((rule) => rule.split(run.id("Access-Administrators")).length - 1);
    assert.deepEqual(times, [3, 3]);
  });

  it("stop an update where the other stack's administrators can't be looked up", async () => {
    const run = await told({ faults: [{ operation: "GetGroupId", error: "AccessDenied" }] });
    assert.match(
      run.said,
      /error: .*access:alarms: administrators of the other stack could not be looked up/,
    );
  });
});
