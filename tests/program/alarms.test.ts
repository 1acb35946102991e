import assert from "node:assert/strict";
import { eventPattern } from "../../components/alarms/events.ts";
import { deployStack, dev } from "../components/deployStack.ts";

const told = (alarms: object, trail: object = { enabled: true }) =>
  deployStack(
    dev((config) => {
      config["access:auditTrail"] = trail as Record<string, never>;
      config["access:alarms"] = alarms as Record<string, never>;
    }),
  );
const emails = ["security@example.com"];

describe("access:alarms", () => {
  it("makes nothing until it is switched on", async () => {
    const run = await told({ enabled: false, emails });
    assert.deepEqual(run.errors, []);
    assert.ok(!run.resources.some(({ type }) => /Alarms|sns|EventRule/.test(type)));
  });

  it("watches this stack's administrators, and hands every setting over", async () => {
    const run = await told({
      enabled: true,
      emails,
      without: ["control-policies"],
      emergencyRoles: ["emergency/administrator"],
      emergencyUsers: ["glass"],
    });
    assert.deepEqual(run.errors, []);
    const pattern = (alarm: string) =>
      String(
        run.resources.find(({ name, custom }) => custom && name === `alarms-eu-west-1-${alarm}`)
          ?.inputs.eventPattern,
      );
    const { groupIds, permissionSetArns } = run.outputs;
    const administrators = pattern("administrators");
    assert.ok(administrators.includes(groupIds["identity-administrators"] ?? "none"));
    assert.ok(administrators.includes(permissionSetArns["identity-administrator"] ?? "none"));
    assert.ok(!administrators.includes(groupIds.engineers ?? ""));
    assert.ok(!administrators.includes(permissionSetArns.developer ?? ""));
    assert.match(pattern("emergency-access"), /:role\/emergency\/administrator.*"glass"/);
    assert.equal(pattern("control-policies"), "undefined");
    assert.notEqual(pattern("root-activity"), eventPattern([]));
    const subscribed = run.resources.filter(({ type }) => type.endsWith(":TopicSubscription"));
    assert.deepEqual(
      subscribed.map(({ inputs }) => inputs.endpoint),
      [...emails, ...emails],
    );
  });

  it("watches every account where a log group is named, and says so where none is", async () => {
    const warnings = ({ diagnostics }: Awaited<ReturnType<typeof told>>) =>
      diagnostics.filter(({ message }) => /only the management account is watched/.test(message));
    assert.equal(warnings(await told({ enabled: true, emails })).length, 1);
    const own = await told(
      { enabled: true, emails },
      { enabled: true, logGroup: { retentionDays: 90 } },
    );
    assert.deepEqual(own.errors, []);
    assert.equal(warnings(own).length, 0);
    assert.ok(own.resources.some(({ type }) => type.endsWith(":MetricAlarm")));
  });

  for (const [title, alarms, error] of [
    ["nobody to tell", { enabled: true }, /emails: is nothing; nobody would be told/],
    ["what is no address", { enabled: true, emails: ["security"] }, /emails\[0\].*e-mail address/],
    ["an alarm that there isn't", { emails, without: ["root"] }, /without\[0\].*root-activity/],
    ["a pattern as a role", { emails, emergencyRoles: ["*"] }, /emergencyRoles\[0\]/],
  ] as const) {
    it(`refuses ${title}`, async () => {
      const { errors } = await told(alarms);
      assert.ok(
        errors.some((one) => error.test(one)),
        errors.join("\n"),
      );
    });
  }
});
