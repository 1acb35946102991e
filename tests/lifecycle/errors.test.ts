import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { organizationPath } from "../../commands/organization/organizationFile.ts";
import { acme, type StackConfig } from "./acme.ts";
import { deployedAcme } from "./deployedAcme.ts";
import { Deployment, needsPulumi } from "./deployment.ts";
import { calls } from "./effectiveAccess.ts";

// biome-ignore lint/suspicious/noTemplateCurlyInString: the form that AWS wants
const attributes = "attributes: { department: '${path:title}' }";

const organization = (edit: (yaml: string) => string) =>
  edit(readFileSync(organizationPath("dev"), "utf8"));

describe("what AWS refuses, on the real engine", function () {
  needsPulumi(this);

  it("is said with what to do, and where it is written: names that are taken, policies that are missing", async () => {
    const deployment = Deployment.create();
    try {
      const run = await deployment.up(
        acme((config) => {
          Object.assign(config["access:identityCenter"], {
            // biome-ignore lint/suspicious/noTemplateCurlyInString: the form that AWS wants
            attributes: { department: ["${path:userType}"] },
          });
          config["access:groups"].clash = { displayName: "taken", members: [], access: [] };
          config["access:people"].clash = { givenName: "C", familyName: "L", userName: "taken" };
          config["access:permissionSets"].clash = {
            name: "taken",
            managedPolicies: ["ReadOnlyAccess"],
          };
          config["access:permissionSets"].many = {
            managedPolicies: [
              ...["ReadOnlyAccess", "SecurityAudit", "PowerUserAccess", "IAMFullAccess"],
              ...["AmazonS3FullAccess", "AmazonEC2FullAccess", "AmazonRDSFullAccess"],
              ...["AmazonVPCFullAccess", "AmazonSNSFullAccess", "AmazonSQSFullAccess"],
              "AWSBillingReadOnlyAccess",
            ],
          };
          config["access:groups"].security?.access.push({
            permissionSet: "many",
            accounts: ["log-archive"],
          });
        }),
        {
          flags: ["--continue-on-error"],
          organization: organization((yaml) =>
            yaml
              .replace("groups: [security]", "groups: [security, taken]")
              .replace("people: []", "people: [taken]")
              .replace("permissionSets: []", `permissionSets: [taken]\n${attributes}`)
              .replace("accounts: [all]", "accounts: [payments-prod]"),
          ),
        },
      );
      assert.ok(!run.ok);
      for (const form of [
        /clash: Identity Center has a group of this name already, and who is in it can.t be read: .*\(access:groups\.clash, Pulumi\.test\.yaml:\d+\)/,
        /people\/clash: Identity Center has a person with this sign-in already: .*\(access:people\.clash, Pulumi\.test\.yaml:\d+\)/,
        /clash: Identity Center has a permission set of this name already: .*\(access:permissionSets\.clash, Pulumi\.test\.yaml:\d+\)/,
        /engineers\/builder\/333333333333: account 333333333333 \(web-dev\) has no customer managed policy "workload-boundary" with path "\/boundaries\/".*\(access:groups\.engineers\.access\[0\], Pulumi\.test\.yaml:\d+\)/,
        /security\/many\/555555555555: account 555555555555 \(log-archive\) allows 10 managed policies.*\(access:groups\.security\.access\[1\], Pulumi\.test\.yaml:\d+\)/,
        /identity-center-attributes: .*pulumi import aws:ssoadmin\/instanceAccessControlAttributes\S+ identity-center-attributes arn:aws:sso:::instance/,
      ]) {
        assert.match(run.said, form);
      }
      assert.equal(calls(run, "CreateInstanceAccessControlAttributeConfiguration"), 1);
    } finally {
      deployment.remove();
    }
  });

  describe("of a stack that stands", () => {
    const stack = deployedAcme();

    it("is said of the KMS key that encrypts Identity Center", async () => {
      const run = await stack.deployment.up(
        acme((config) => {
          Object.assign(config["access:people"].grace as object, { title: "Admiral" });
        }),
        {
          faults: [{ operation: "UpdateUser", error: "AccessDenied", reason: "KMS_ACCESS_DENIED" }],
        },
      );
      assert.ok(!run.ok);
      assert.match(
        run.said,
        /people\/grace: .*kms:Decrypt.*\(access:people\.grace, Pulumi\.test\.yaml:\d+\)/,
      );
      assert.equal(calls(run, "UpdateUser"), 1, "a refusal that lasts is not tried again");
    });

    const who = "these credentials \\(arn:aws:sts::000000000001:assumed-role/sandbox/sandbox\\)";
    const denied = (action: string) => `AWS refuses ${action} to ${who} in account 000000000001 `;

    it("is said with the action, the account and the line, of what is made and changed", async () => {
      const run = await stack.deployment.up(
        acme((config) => {
          config["access:permissionSets"].reader = {
            managedPolicies: ["job-function/ViewOnlyAccess", "SecurityAudit"],
          };
          config["access:groups"].more = { members: [], access: [] };
        }),
        {
          faults: [
            { operation: "AttachManagedPolicyToPermissionSet", error: "AccessDenied" },
            { operation: "CreateGroup", error: "AccessDenied" },
          ],
          flags: ["--continue-on-error"],
        },
      );
      assert.ok(!run.ok);
      for (const form of [
        `reader-managed: ${denied("sso:AttachManagedPolicyToPermissionSet")}.*\\(access:permissionSets\\.reader\\.managedPolicies, Pulumi\\.test\\.yaml:\\d+\\)`,
        `more: ${denied("identitystore:CreateGroup")}.*\\(access:groups\\.more, Pulumi\\.test\\.yaml:\\d+\\)`,
      ]) {
        assert.match(run.said, new RegExp(form));
      }
    });

    it("is said with the action, the account and where it stood, of what is deleted", async () => {
      const run = await stack.deployment.up(
        acme((config) => {
          Object.assign(config["access:groups"].engineers as object, { members: ["ada"] });
          config["access:groups"].security?.access.pop();
        }),
        {
          faults: [
            { operation: "DeleteGroupMembership", error: "AccessDenied" },
            { operation: "DeleteAccountAssignment", error: "FAILED", reason: "Received a 403" },
          ],
          flags: ["--continue-on-error"],
        },
      );
      assert.ok(!run.ok);
      for (const form of [
        `engineers/grace: ${denied("identitystore:DeleteGroupMembership")}.*\\(access:groups\\.engineers\\.members, Pulumi\\.test\\.yaml:\\d+\\)`,
        "security/\\S+: AWS began this in account \\d{12} \\(\\S+\\) and gave up.*what it gave is given there.*\\(access:groups\\.security\\.access, Pulumi\\.test\\.yaml:\\d+\\)",
      ]) {
        assert.match(run.said, new RegExp(form));
      }
      const again = await stack.deployment.up(acme());
      assert.ok(again.ok, again.said);
    });

    it("is healed by the import that is advised, after AWS made an assignment and the answer was lost", async () => {
      const more = acme((config) => {
        config["access:groups"].security?.access.push({
          permissionSet: "reader",
          accounts: ["playground"],
        });
      });
      const failed = await stack.deployment.up(more, {
        faults: [{ operation: "CreateAccountAssignment", error: "TIMEOUT", times: 1 }],
      });
      assert.ok(!failed.ok);
      assert.match(
        failed.said,
        /AWS still works on this assignment: .*security\.access\[1\], Pulumi\.test\.yaml:\d+\)/,
      );
      const stuck = await stack.deployment.up(more);
      const [command = ""] = /pulumi import .*?--generate-code=false/.exec(stuck.said) ?? [];
      const imported = await stack.deployment.advised(command);
      assert.ok(imported.ok, imported.said);
      const run = await stack.deployment.up(more);
      assert.ok(run.ok, run.said);
      assert.equal(
        calls(run, "CreateAccountAssignment") + calls(run, "DeleteAccountAssignment"),
        0,
      );
      assert.deepEqual((await stack.deployment.preview(more)).steps, []);
    });

    it("is tried again where AWS says so", async () => {
      const reason = "Please try again in a few minutes.";
      const run = await stack.deployment.up(
        acme((config) => {
          config["access:groups"].security?.access.push({
            permissionSet: "reader",
            accounts: ["playground"],
          });
        }),
        { faults: [{ operation: "CreateAccountAssignment", error: "FAILED", reason, times: 2 }] },
      );
      assert.ok(run.ok, run.said);
    });

    it("is not tried again where a set is still assigned by somebody else", async () => {
      const without = (config: StackConfig) => {
        delete config["access:permissionSets"].builder;
        config["access:groups"].engineers?.access.shift();
      };
      const state = JSON.parse(await stack.deployment.exported());
      const one = (name: string) =>
        state.deployment.resources.find(
          ({ urn, custom }: { urn: string; custom: boolean }) =>
            custom && urn.endsWith(`::${name}`),
        ).outputs;
      stack.deployment.call("CreateAccountAssignment", {
        InstanceArn: one("builder").instanceArn,
        PermissionSetArn: one("builder").arn,
        PrincipalId: one("engineers").groupId,
        PrincipalType: "GROUP",
        TargetId: "444444444444",
        TargetType: "AWS_ACCOUNT",
      });
      const run = await stack.deployment.up(acme(without));
      assert.ok(!run.ok);
      assert.match(
        run.said,
        /builder: the permission set is assigned in accounts that this stack doesn't manage: npm run drift -- --stack test names .*list-accounts-for-provisioned-permission-set/,
      );
      assert.equal(calls(run, "DeletePermissionSet"), 1);
    });
  });
});
