import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { publishedDocuments } from "../../commands/data/publishedDocuments.ts";
import { action } from "../../policies/iam/actions/actions.ts";
import { evaluate } from "../../policies/iam/evaluation/evaluate.ts";
import { readPolicy } from "../../policies/iam/policy/readPolicy.ts";
import type { RegisteredResource } from "../../sandbox/engine/registeredResource.ts";
import { runInProcess } from "../../sandbox/inProcess.ts";
import { loadSnapshot } from "../../sandbox/snapshot.ts";
import { MemoryJournal } from "../../sandbox/world/journal.ts";
import { World } from "../../sandbox/world/world.ts";
import { deployStack, dev } from "../components/deployStack.ts";
import { devOrganization } from "../support/engine.ts";
import { providerActions } from "./providerActions.ts";

const page = readFileSync(new URL("../../docs/first-day.md", import.meta.url), "utf8");
const files = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = ""]) =>
  parse(yaml.startsWith("config:") ? yaml : `config:\n${yaml}`),
);
const sections = new Set(files.flatMap(({ config }) => Object.keys(config)));

const account = "000000000001";
/** Whole managed policies of the set allow these: AWSSSOMasterAccountAdministrator, AWSSSODirectoryAdministrator, IAMFullAccess. */
const allowedElsewhere = /^aws:(iam|identitystore|ssoadmin)\//;

/** What commands and clicks of the page need beside what deploys. */
const byHand: readonly (readonly [step: string, action: string, resource: string])[] = [
  [
    "aws organizations enable-policy-type",
    "organizations:EnablePolicyType",
    `arn:aws:organizations::${account}:root/o-0123456789/r-ab12`,
  ],
  ["aws kms replicate-key", "kms:ReplicateKey", `arn:aws:kms:eu-west-1:${account}:key/mrk-0123`],
  ["aws organizations list-roots", "organizations:ListRoots", "*"],
  [
    "aws cloudformation activate-organizations-access",
    "cloudformation:ActivateOrganizationsAccess",
    "*",
  ],
  ["Delete root user credentials", "sts:AssumeRoot", "arn:aws:iam::111111111111:root"],
  ["CloudShell", "cloudshell:CreateEnvironment", "*"],
  ["IAM user\n`alarm-test`", "iam:CreateUser", `arn:aws:iam::${account}:user/alarm-test`],
];

describe("the first day", () => {
  let run: Awaited<ReturnType<typeof deployStack>>;
  before(async () => {
    run = await deployStack(
      dev((config) => {
        for (const file of files) {
          for (const [key, section] of Object.entries(file.config as Record<string, object>)) {
            config[key] = merged(config[key], section) as Record<string, never>;
          }
        }
      }),
    );
  });

  it("adds to stack dev what the page says, all of it at once", () => {
    assert.deepEqual(run.errors, []);
    assert.deepEqual([...sections].sort(), [
      "access:alarms",
      "access:auditTrail",
      "access:detection",
      "access:permissionSets",
      "access:rootGuardrails",
    ]);
    const attached = run.resources.filter(({ type }) => type.endsWith(":PolicyAttachment"));
    assert.equal(attached.length, 1);
    assert.match(attached[0]?.name ?? "", /^root-guardrails\/ou-/);
  });

  it("has a permission set that may make, read, change and delete each resource of stack dev and of emergency/", async () => {
    const emergency = await emergencyResources();
    const refused = new Set<string>();
    let asked = 0;
    for (const resource of [...run.resources, ...emergency]) {
      if (!resource.type.startsWith("aws:") || allowedElsewhere.test(resource.type)) continue;
      const actions = providerActions[resource.type];
      assert.ok(actions, `${resource.type}: which actions does it take?`);
      for (const name of actions) {
        const needsArn = (action(name)?.resourceTypes.length ?? 0) > 0;
        const about = needsArn ? arnOf(resource) : "*";
        if (!isAllowed(inline, name, about)) refused.add(`${name} on ${about}`);
        asked++;
      }
    }
    assert.deepEqual([...refused], []);
    assert.ok(asked > 400, String(asked));
  });

  it("has a permission set that may run the page's commands and click what it says", () => {
    const published = publishedDocuments();
    const names: readonly string[] = set.managedPolicies;
    const managed = names.map((name) => {
      return readPolicy(JSON.stringify(published.get(name)), "identity");
    });
    for (const [step, name, resource] of byHand) {
      assert.ok(page.replace(/\s+/g, " ").includes(step.replace(/\s+/g, " ")), step);
      assert.ok(isAllowed([...managed, ...inline], name, resource), `${step}: ${name}`);
    }
  });
});

const [set] = files.flatMap(({ config }) => {
  const one = config["access:permissionSets"]?.["identity-administrator"];
  return one ? [one] : [];
});
const inline = [readPolicy(JSON.stringify(set.inlinePolicy), "identity")];

/** Whether these policies allow it in the management account. */
function isAllowed(identity: ReturnType<typeof readPolicy>[], name: string, about: string) {
  const role = "AWSReservedSSO_identity-administrator_0123456789abcdef";
  const caller = {
    kind: "session",
    arn: `arn:aws:sts::${account}:assumed-role/${role}/ada`,
    of: `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/${role}`,
    account,
  } as const;
  const context = new Map([
    ["organizations:serviceprincipal", ["sso.amazonaws.com"]],
    ["sts:taskpolicyarn", ["arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials"]],
  ]);
  // The key's own policy leaves it to the account's (components/policyStatements.ts).
  const own = name.startsWith("kms:") ? { resource: KEY_POLICY } : {};
  const request = { caller, action: name, resource: about, owner: account, context };
  return evaluate({ identity, ...own }, request) === "yes";
}

/** What stack dev of emergency/ makes in the organization of stack dev. */
async function emergencyResources(): Promise<readonly RegisteredResource[]> {
  const world = new World({
    snapshot: loadSnapshot(devOrganization),
    journal: new MemoryJournal(),
  });
  world.call("ActivateOrganizationsAccess", {});
  const file = new URL("../../emergency/Pulumi.dev.yaml", import.meta.url);
  const { config } = parse(readFileSync(file, "utf8"));
  const { resources, diagnostics } = await runInProcess({
    program: new URL("../../emergency/index.ts", import.meta.url),
    ...{ project: "identity-center-emergency", stack: "dev", preview: false, world },
    config: {
      "aws:region": config["aws:region"],
      "access:emergency": JSON.stringify(config["access:emergency"]),
    },
  });
  assert.deepEqual(diagnostics, []);
  return resources;
}

const KEY_POLICY = readPolicy(
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  }),
  "resource",
);

/** What stack dev has of a section, with what the page adds; lists follow each other. */
function merged(old: unknown, added: unknown): unknown {
  if (Array.isArray(old) && Array.isArray(added)) return [...new Set([...old, ...added])];
  if (!isObject(old) || !isObject(added)) return added;
  const entries = Object.entries(added).map(([key, value]) => [key, merged(old[key], value)]);
  return { ...old, ...Object.fromEntries(entries) };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What an action on a resource is about. */
function arnOf({ type, inputs, outputs }: RegisteredResource): string {
  const { region, bucket, rule, topic, accountId } = inputs;
  if (bucket) return `arn:aws:s3:::${bucket}`;
  if (topic) return String(topic);
  if (inputs.logGroupName)
    return `arn:aws:logs:${region}:${account}:log-group:${inputs.logGroupName}`;
  if (rule && type.endsWith(":EventTarget"))
    return `arn:aws:events:${region}:${account}:rule/${rule}`;
  if (type.startsWith("aws:cfg/recorder")) {
    return `arn:aws:config:${region}:${account}:configuration-recorder/${inputs.name}/0123456789abcdef`;
  }
  if (type.startsWith("aws:cloudformation/stackSetInstance")) {
    return `arn:aws:cloudformation:${region}:${account}:stackset/${inputs.stackSetName}:0123abcd`;
  }
  if (type.startsWith("aws:account/")) {
    return `arn:aws:account::${account}:account${accountId ? `/o-0123456789/${accountId}` : ""}`;
  }
  if (type.endsWith(":PolicyAttachment")) {
    return `arn:aws:organizations::${account}:policy/o-0123456789/service_control_policy/${inputs.policyId}`;
  }
  return String(outputs.arn);
}
