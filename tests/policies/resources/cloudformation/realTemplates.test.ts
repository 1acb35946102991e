// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so templates write references.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readTemplate } from "../../../../policies/resources/cloudformation/readTemplate.ts";
import type { Template } from "../../../../policies/resources/cloudformation/template.ts";
import { UNKNOWN, type Value } from "../../../../policies/value.ts";
import { resource } from "./evaluated.ts";

function read(file: string, parameters: Value = {}): Template {
  const template = readTemplate(
    readFileSync(new URL(`./templates/${file}`, import.meta.url), "utf8"),
    parameters,
    { region: "eu-west-1" },
  );
  assert.deepEqual(template.problems, []);
  return template;
}

/** What stands at a path such as `Role.Policies.0.PolicyName`. */
function at({ resources }: Template, path: string): unknown {
  const [logicalId = "", ...keys] = path.split(".");
  const { properties } = resource(resources, logicalId);
  return keys.reduce((value: unknown, key) => (value as Record<string, unknown>)[key], properties);
}

const ids = ({ resources }: Template) => resources.map(({ logicalId }) => logicalId).join(" ");

describe("a template for the roles of a landing zone", () => {
  const STATEMENTS = "DeployRole.AssumeRolePolicyDocument.Statement";
  const boundary = "arn:aws:iam::${AWS::AccountId}:policy/platform/${AWS::StackName}-boundary";

  it("reads as its parameters' defaults make it", () => {
    const template = read("landingZoneRoles.yaml");
    assert.equal(ids(template), "Boundary DeployRole ExecutionRole");
    assert.equal(template.isIncomplete, false);
    assert.equal(at(template, "DeployRole.MaxSessionDuration"), 3600);
    assert.equal(at(template, "DeployRole.PermissionsBoundary"), boundary);
    assert.deepEqual(resource(template.resources, "Boundary").references, [boundary]);
    assert.equal(
      at(template, `${STATEMENTS}.0.Principal.AWS`),
      "arn:aws:iam::${ManagementAccountId}:root",
    );
    assert.equal(at(template, `${STATEMENTS}.length`), 1);
    const passed = at(template, "DeployRole.Policies.0.PolicyDocument.Statement.1.Resource");
    assert.equal(passed, "${ExecutionRole.Arn}");
  });

  it("reads as the given parameters make it", () => {
    const template = read("landingZoneRoles.yaml", {
      ManagementAccountId: "111111111111",
      TrustedAccounts: "222222222222,333333333333",
      BreakGlass: "true",
    });
    assert.equal(ids(template), "Boundary DeployRole ExecutionRole BreakGlassRole");
    assert.deepEqual(at(template, `${STATEMENTS}.1.Principal.AWS`), [
      "222222222222",
      "333333333333",
    ]);
    const trusted = at(
      template,
      "BreakGlassRole.AssumeRolePolicyDocument.Statement.0.Principal.AWS",
    );
    assert.equal(trusted, "arn:aws:iam::111111111111:root");
  });

  it("says what depends on a parameter that isn't known", () => {
    const template = read("landingZoneRoles.yaml", {
      TrustedAccounts: UNKNOWN,
      BreakGlass: UNKNOWN,
    });
    assert.equal(at(template, `${STATEMENTS}.1`), UNKNOWN);
    assert.equal(resource(template.resources, "BreakGlassRole").condition, "unknown");
  });
});

describe("a template for an audit role in every account", () => {
  it("links the role's policy and keeps its external ID secret", () => {
    const template = read("auditRoleStackSet.json", { ExternalId: "s3cret" });
    assert.deepEqual(at(template, "DenySecrets.Roles"), ["CompanyAudit"]);
    const [name] = resource(template.resources, "AuditRole").references;
    assert.equal(name, "CompanyAudit");
    const statement = "AuditRole.AssumeRolePolicyDocument.Statement.0";
    assert.equal(
      at(template, `${statement}.Principal.AWS`),
      "arn:aws:iam::210987654321:role/auditor",
    );
    assert.equal(at(template, `${statement}.Condition.StringEquals.sts:ExternalId`), UNKNOWN);
    assert.equal(
      at(template, "AuditRole.ManagedPolicyArns.1"),
      "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess",
    );
  });
});

describe("a template for a serverless application", () => {
  it("shows the roles that SAM generates beside those that it declares", () => {
    const template = read("serverlessApplication.yaml");
    const roles = template.resources.filter(({ type }) => type === "AWS::IAM::Role");
    const names = roles.map(({ logicalId }) => logicalId);
    assert.deepEqual(names, ["OrdersFunctionRole", "ReportRole", "CleanupRole"]);
    assert.equal(template.isIncomplete, false);
    assert.equal(
      at(template, "OrdersFunctionRole.PermissionsBoundary"),
      "arn:aws:iam::${AWS::AccountId}:policy/developers",
    );
    assert.deepEqual(
      at(template, "OrdersFunctionRole.Policies.1.PolicyDocument.Statement.0.Resource"),
      UNKNOWN,
    );
    const text = at(template, "ReportRole.Policies.0.PolicyDocument") as string;
    assert.equal(JSON.parse(text).Statement[0].Resource, "${OrdersTable.Arn}");
  });
});

describe("a template for a vendor's integration", () => {
  it("shows whom it trusts and says that its nested stack can't be seen", () => {
    const template = read("monitoringIntegration.yaml", { ExternalId: "abc" });
    assert.equal(template.isIncomplete, true);
    const statement = "IntegrationRole.AssumeRolePolicyDocument.Statement.0";
    assert.equal(at(template, `${statement}.Principal.AWS`), "arn:aws:iam::464622532012:root");
    assert.equal(at(template, `${statement}.Condition.StringEquals.sts:ExternalId`), "abc");
    assert.equal(at(template, "IntegrationRole.ManagedPolicyArns"), undefined);
    assert.equal(at(template, "IntegrationPolicy.PolicyDocument.Statement.length"), 1);
  });
});

describe("a template for an EKS cluster", () => {
  it("shows a role for each service account, with its issuer", () => {
    const template = read("eksCluster.yaml");
    assert.equal(
      ids(template),
      "NodeRole NodeProfile OidcProvider Roleclusterautoscaler Roleexternaldns",
    );
    assert.equal(
      at(template, "NodeRole.AssumeRolePolicyDocument.Statement.0.Principal.Service.0"),
      "ec2.amazonaws.com",
    );
    const [statement] = JSON.parse(
      at(template, "Roleexternaldns.AssumeRolePolicyDocument") as string,
    ).Statement;
    const issuer = "oidc.eks.eu-central-1.amazonaws.com/id/ABCDEF0123456789";
    const federated = statement.Principal.Federated;
    assert.equal(federated, `arn:aws:iam::\${AWS::AccountId}:oidc-provider/${issuer}`);
    assert.deepEqual(statement.Condition.StringEquals, {
      [`${issuer}:sub`]: "system:serviceaccount:kube-system:external-dns",
      [`${issuer}:aud`]: "sts.amazonaws.com",
    });
  });
});
