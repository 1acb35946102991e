import assert from "node:assert/strict";
import { NOT_KNOWN_YET } from "../../commands/policyAnalyzerRequest.ts";
import { MANAGEMENT, SET_ARN, saneStack } from "./saneStack.ts";
import { Pack } from "./stack.ts";

const pack = new Pack();
const isNew = NOT_KNOWN_YET;

/** An inline policy that allows some actions on everything. */
function allowing(...Action: string[]): string {
  return JSON.stringify({ Statement: [{ Effect: "Allow", Action, Resource: "*" }] });
}

describe("policies for whole stacks", () => {
  before(async function () {
    this.timeout(60_000);
    await pack.start();
  });
  after(async () => await pack.stop());

  describe("identity-center-last-administrator", () => {
    const rule = "identity-center-last-administrator";
    const refused = ["mandatory nobody-left center"];
    const unsure = ["advisory unknown center"];

    it("accepts a group with a member and AWSSSOMasterAccountAdministrator", async () => {
      assert.deepEqual(await pack.short(rule, saneStack()), []);
    });
    it("accepts it in the first preview, when no ARN and no id is known", async () => {
      assert.deepEqual(await pack.short(rule, saneStack({ isNew })), []);
    });
    it("accepts it when new resources have no ARN at all in preview", async () => {
      const stack = saneStack({ isNew: NOT_KNOWN_YET }).map((one) => {
        const { arn: _, groupId: __, ...outputs } = one.outputs;
        return one.name === "admin" || one.name === "admins" ? { ...one, outputs } : one;
      });
      assert.deepEqual(await pack.short(rule, stack), []);
    });
    it("accepts AdministratorAccess, and an inline policy that allows as much", async () => {
      assert.deepEqual(await pack.short(rule, saneStack({ managed: ["AdministratorAccess"] })), []);
      const inline = saneStack({ managed: [], inlinePolicy: allowing("sso:*") });
      assert.deepEqual(await pack.short(rule, inline), []);
    });
    it("accepts a group whose members come from elsewhere", async () => {
      const stack = saneStack({ without: ["admins", "admins-ada"] });
      assert.deepEqual(await pack.short(rule, stack), []);
    });
    it("accepts administrators elsewhere, if the component says who", async () => {
      const inputs = { center: { administratorsElsewhere: "the landing zone" } };
      assert.deepEqual(await pack.short(rule, saneStack({ without: ["assignment"], inputs })), []);
    });
    it("says nothing about stacks without Identity Center", async () => {
      assert.deepEqual(await pack.short(rule, []), []);
    });

    it("refuses a stack whose last group lost its last member", async () => {
      assert.deepEqual(await pack.short(rule, saneStack({ without: ["admins-ada"] })), refused);
    });
    it("refuses it in the first preview, too", async () => {
      const stack = saneStack({ isNew, without: ["admins-ada"] });
      assert.deepEqual(await pack.short(rule, stack), refused);
    });
    it("refuses a stack without an assignment to the management account", async () => {
      assert.deepEqual(await pack.short(rule, saneStack({ without: ["assignment"] })), refused);
      const inputs = { assignment: { targetId: "111111111111" } };
      assert.deepEqual(await pack.short(rule, saneStack({ inputs })), refused);
    });
    it("refuses an assignment to a single person", async () => {
      const inputs = { assignment: { principalType: "USER" } };
      assert.deepEqual(await pack.short(rule, saneStack({ inputs })), refused);
    });
    it("refuses policies that don't administer Identity Center", async () => {
      for (const managed of ["ReadOnlyAccess", "PowerUserAccess", "AWSSSODirectoryAdministrator"]) {
        assert.deepEqual(await pack.short(rule, saneStack({ managed: [managed] })), refused);
      }
    });

    it("points at a customer managed policy until the configuration says that it is enough", async () => {
      const stack = saneStack({
        managed: [],
        inputs: { "admin-customer": { customerManagedPolicyReferences: [{ name: "sso-admin" }] } },
      });
      assert.deepEqual(await pack.short(rule, stack), unsure);
      assert.deepEqual(await pack.short(rule, stack, { administratorPolicies: ["sso-admin"] }), []);
    });
    it("points at an inline policy that isn't known yet", async () => {
      const stack = saneStack({ managed: [], inlinePolicy: NOT_KNOWN_YET });
      assert.deepEqual(await pack.short(rule, stack), unsure);
    });
    it("points at policies of nobody knows which permission set", async () => {
      const stack = saneStack({ isNew, managed: [] }).map((one) =>
        one.name === "admin-managed" ? { ...one, propertyDependencies: {} } : one,
      );
      assert.deepEqual(await pack.short(rule, stack), unsure);
    });
    it("points at an account that isn't known yet", async () => {
      const inputs = { assignment: { targetId: NOT_KNOWN_YET } };
      assert.deepEqual(await pack.short(rule, saneStack({ inputs })), unsure);
    });
    it("asks for the management account of a stack without our component", async () => {
      const stack = saneStack({ without: ["center", "admins-ada"] });
      assert.deepEqual(await pack.short(rule, stack), ["advisory management-account stack"]);
      const settings = { managementAccount: MANAGEMENT };
      assert.deepEqual(await pack.short(rule, stack, settings), ["mandatory nobody-left stack"]);
    });
  });

  describe("identity-center-policies-before-assignments", () => {
    const rule = "identity-center-policies-before-assignments";
    const refused = ["mandatory not-ordered assignment"];

    it("accepts an assignment that waits for all policies, some through others", async () => {
      assert.deepEqual(await pack.short(rule, saneStack()), []);
      assert.deepEqual(await pack.short(rule, saneStack({ isNew })), []);
    });
    it("refuses one that misses a policy or the boundary, also before anything exists", async () => {
      for (const waitsFor of [
        ["admin-managed", "admin-customer"],
        ["admin-boundary", "admin-customer", "admin-inline"],
        ["admin-boundary", "admin-customer"],
        [],
      ]) {
        assert.deepEqual(await pack.short(rule, saneStack({ waitsFor })), refused);
        assert.deepEqual(await pack.short(rule, saneStack({ waitsFor, isNew })), refused);
      }
    });
    it("names the policies that are missed", async () => {
      const [violation] = await pack.judge(rule, saneStack({ waitsFor: ["admin-managed"] }));
      assert.match(violation?.message ?? "", /PermissionsBoundaryAttachment admin-boundary/);
      assert.doesNotMatch(violation?.message ?? "", /admin-managed|admin-inline/);
    });
    it("doesn't ask for policies of another permission set", async () => {
      const inputs = { assignment: { permissionSetArn: SET_ARN.replace(/.$/, "0") } };
      assert.deepEqual(await pack.short(rule, saneStack({ waitsFor: [], inputs })), []);
    });
    it("points at an assignment to nobody knows which permission set", async () => {
      const stack = saneStack({ isNew, waitsFor: [] }).map((one) =>
        one.name === "assignment" ? { ...one, propertyDependencies: {} } : one,
      );
      assert.deepEqual(await pack.short(rule, stack), ["advisory unknown assignment"]);
    });
    it("accepts a dependency on a component around the policies", async () => {
      const urn = "urn:pulumi:test::access::acme:index:Set::set";
      const stack = saneStack({ waitsFor: [] }).map((one) =>
        one.name.startsWith("admin-") ? { ...one, parent: urn } : one,
      );
      const component = {
        ...(stack[0] as (typeof stack)[0]),
        urn,
        type: "acme:index:Set",
        name: "set",
      };
      const waiting = stack.map((one) =>
        one.name === "assignment" ? { ...one, dependencies: [urn] } : one,
      );
      assert.deepEqual(await pack.short(rule, [component, ...stack]), refused);
      assert.deepEqual(await pack.short(rule, [component, ...waiting]), []);
    });
  });

  describe("identity-center-session-duration", () => {
    const rule = "identity-center-session-duration";
    const long = { inputs: { admin: { sessionDuration: "PT8H" } } };
    const refused = ["mandatory administrator-too-long admin"];

    it("refuses long sessions of administrators, however they are made", async () => {
      for (const managed of [
        "AdministratorAccess",
        "IAMFullAccess",
        "AWSSSOMasterAccountAdministrator",
      ]) {
        assert.deepEqual(
          await pack.short(rule, saneStack({ ...long, managed: [managed] })),
          refused,
        );
        assert.deepEqual(
          await pack.short(rule, saneStack({ ...long, managed: [managed], isNew })),
          refused,
        );
      }
      const inline = saneStack({ ...long, managed: [], inlinePolicy: allowing("*") });
      assert.deepEqual(await pack.short(rule, inline), refused);
    });
    it("accepts a working day of everybody else, and of administrators what is configured", async () => {
      assert.deepEqual(
        await pack.short(rule, saneStack({ ...long, managed: ["PowerUserAccess"] })),
        [],
      );
      assert.deepEqual(
        await pack.short(rule, saneStack(long), { administratorMaximum: "PT8H" }),
        [],
      );
      assert.deepEqual(
        await pack.short(rule, saneStack(), { administratorMaximum: "PT30M" }),
        refused,
      );
    });
    it("points at a long session with an unknown policy, and at no short one", async () => {
      const unknown = { managed: [], inlinePolicy: NOT_KNOWN_YET };
      const expected = ["advisory unknown admin"];
      assert.deepEqual(await pack.short(rule, saneStack({ ...long, ...unknown })), expected);
      assert.deepEqual(await pack.short(rule, saneStack(unknown)), []);
    });
  });

  describe("identity-center-region-pinned", () => {
    const rule = "identity-center-region-pinned";
    const moved = { inputs: { assignment: { region: "us-east-1" } } };

    it("accepts one Region everywhere", async () => {
      assert.deepEqual(await pack.short(rule, saneStack()), []);
      assert.deepEqual(await pack.short(rule, saneStack({ without: ["center"] })), []);
    });
    it("refuses a resource outside the component's Region", async () => {
      assert.deepEqual(await pack.short(rule, saneStack(moved)), [
        "mandatory other-region assignment",
      ]);
    });
    it("refuses several Regions without the component", async () => {
      const stack = saneStack({ ...moved, without: ["center"] });
      assert.deepEqual(await pack.short(rule, stack), ["mandatory several-regions stack"]);
    });
    it("points at a Region that isn't known yet", async () => {
      const stack = saneStack({ inputs: { assignment: { region: NOT_KNOWN_YET } } });
      assert.deepEqual(await pack.short(rule, stack), ["advisory unknown assignment"]);
    });
  });
});
