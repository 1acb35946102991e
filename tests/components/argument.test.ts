import assert from "node:assert/strict";
import { argumentOf, argumentPath } from "../../components/argument.ts";
import { deploy } from "./deploy.ts";

describe("the argument that a resource was made from", () => {
  it("is found for everything that the components make", async () => {
    const { resources, errors } = await deploy(
      ({ AccessGroup, IdentityCenter, People, PermissionSet }, where) => {
        const user = { userName: "alan", givenName: "Alan", familyName: "Turing" };
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the form that AWS wants
        const attributes = { department: ["${path:title}"] };
        new IdentityCenter("center", { region: where.region, attributes });
        new People("people", { ...where, people: { ada: { ...user, userName: "ada" } } });
        const content = {
          managedPolicies: ["ReadOnlyAccess"],
          inlinePolicy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Effect: "Deny", Action: "s3:*", Resource: "*" }],
          }),
          permissionsBoundary: { managedPolicy: "PowerUserAccess" },
        };
        new PermissionSet("reader", { ...content, ...where });
        new AccessGroup("team/a", {
          ...where,
          members: { "al.an": { user } },
          access: { writer: { permissionSet: content, accounts: { prod: "111111111111" } } },
        });
      },
    );
    assert.deepEqual(errors, []);
    const found = resources
      .filter(({ custom, type }) => custom && type.startsWith("aws:"))
      .map((resource) => {
        const argument = argumentOf(resource);
        const subject = argument && `${argument.component} ${argument.name}`;
        return [resource.name, subject, argument && argumentPath(argument)];
      });
    assert.deepEqual(found.sort(), [
      ["center-attributes", "IdentityCenter center", "attributes"],
      ["people/ada", "People people", "people.ada"],
      ["reader", "PermissionSet reader", ""],
      ["reader-boundary", "PermissionSet reader", "permissionsBoundary"],
      ["reader-customer-managed", "PermissionSet reader", "customerManagedPolicies"],
      ["reader-inline", "PermissionSet reader", "inlinePolicy"],
      ["reader-managed", "PermissionSet reader", "managedPolicies"],
      ["team/a", "AccessGroup team/a", ""],
      ["team/a/al.an", "AccessGroup team/a", 'members["al.an"]'],
      ["team/a/al.an", "AccessGroup team/a", 'members["al.an"]'],
      ["team/a/writer", "PermissionSet team/a/writer", ""],
      ["team/a/writer-boundary", "PermissionSet team/a/writer", "permissionsBoundary"],
      ["team/a/writer-customer-managed", "PermissionSet team/a/writer", "customerManagedPolicies"],
      ["team/a/writer-inline", "PermissionSet team/a/writer", "inlinePolicy"],
      ["team/a/writer-managed", "PermissionSet team/a/writer", "managedPolicies"],
      ["team/a/writer/prod", "AccessGroup team/a", "access.writer.accounts.prod"],
    ]);
  });

  it("is the component as a whole, by its name, for alarms and the audit trail", () => {
    for (const [component, type, name, owner] of [
      ["Alarms", "aws:sns/topic:Topic", "told-us-gov-west-1", "told"],
      ["Alarms", "aws:sns/topicSubscription:TopicSubscription", "told-eu-west-1/a@b.c", "told"],
      ["Alarms", "aws:cloudwatch/eventRule:EventRule", "told-us-east-1-root-activity", "told"],
      ["Alarms", "aws:cloudwatch/metricAlarm:MetricAlarm", "told-audit-trail", "told"],
      ["Alarms", "aws:cloudwatch/logMetricFilter:LogMetricFilter", "a-b-administrators-3", "a-b"],
      ["AuditTrail", "aws:iam/rolePolicy:RolePolicy", "trail-logs", "trail"],
      ["AuditTrail$awsx:cloudtrail:Trail", "aws:cloudtrail/trail:Trail", "trail", "trail"],
    ] as const) {
      const urn = `urn:pulumi:s::p::identity-center:index:${component}$${type}::${name}`;
      const wanted = { component: component.split("$")[0], name: owner, path: [] };
      assert.deepEqual(argumentOf({ urn, type, name }), wanted, name);
    }
  });

  it("is none where a name isn't one of theirs", () => {
    for (const type of [
      "aws:ssoadmin/accountAssignment:AccountAssignment",
      "aws:identitystore/groupMembership:GroupMembership",
      "aws:identitystore/user:User",
      "aws:s3/bucket:Bucket",
    ]) {
      assert.equal(argumentOf({ urn: `urn:pulumi:s::p::${type}::x`, type, name: "x" }), undefined);
    }
  });
});
