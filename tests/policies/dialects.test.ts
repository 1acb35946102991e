import assert from "node:assert/strict";
import fc from "fast-check";
import type { AnalyzedResource } from "../../commands/analyzer/request.ts";
import { resource } from "./stack.ts";
import { type Findings, lostFindings } from "./stacks/findings.ts";
import { judge } from "./stacks/judge.ts";

type Statement = Readonly<Record<string, unknown>>;
const allows = (Action: unknown, Resource: unknown = "*", more: object = {}): Statement => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const ROLE = "arn:aws:iam::111122223333:role";

/** Statements with a fault each, or that complete one together, or that take something away. */
const STATEMENTS: readonly Statement[] = [
  allows("*"),
  allows("iam:*"),
  allows("s3:*"),
  allows("iam:PassRole"),
  allows("iam:PassRole", `${ROLE}/app/*`),
  allows(["lambda:CreateFunction", "lambda:InvokeFunction"]),
  allows("secretsmanager:GetSecretValue"),
  allows("s3:GetObject"),
  allows("iam:PutRolePolicy", `${ROLE}/deploy*`),
  allows("iam:AttachRolePolicy"),
  allows("sso:CreateAccountAssignment"),
  allows("account-access:CreateEntitlement"),
  allows("ec2:RunInstances"),
  allows("kms:Decrypt", "*", { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }),
  allows("sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:orders"),
  { Effect: "Allow", NotAction: "iam:*", Resource: "*" },
  { Effect: "Deny", Action: "iam:*", Resource: "*" },
  { Effect: "Deny", Action: "s3:DeleteBucket", Resource: "*" },
];
const statements = fc.subarray([...STATEMENTS], { minLength: 1, maxLength: 4 });
const services = fc.constantFrom("ec2.amazonaws.com", "account-access.amazonaws.com", "*");
const managed = fc.subarray(
  ["AdministratorAccess", "ReadOnlyAccess", "AWSLambda_FullAccess", "ViewOnlyAccess"].map(
    (name) => `arn:aws:iam::aws:policy/${name}`,
  ),
);
const boundaries = fc.constantFrom(
  undefined,
  "arn:aws:iam::aws:policy/PowerUserAccess",
  "arn:aws:iam::111122223333:policy/limit",
);

/** A role with what it holds. */
interface Declared {
  readonly policies: readonly (readonly Statement[])[];
  readonly service: string;
  readonly managed: readonly string[];
  readonly boundary: string | undefined;
  readonly hours: number;
}
const declared: fc.Arbitrary<Declared> = fc.record({
  policies: fc.array(statements, { minLength: 1, maxLength: 3 }),
  service: services,
  managed,
  boundary: boundaries,
  hours: fc.constantFrom(1, 12),
});

function document(Statement: readonly Statement[]) {
  return { Version: "2012-10-17", Statement };
}
function trust(service: string) {
  const Principal = service === "*" ? "*" : { Service: service };
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }],
  };
}

/** As resources of @pulumi/aws, each policy by itself. */
function asAws({ policies, service, managed, boundary, hours }: Declared): AnalyzedResource[] {
  const role = resource("aws:iam/role:Role", "Deployer", {
    name: "deployer",
    assumeRolePolicy: JSON.stringify(trust(service)),
    maxSessionDuration: hours * 3600,
    ...(boundary && { permissionsBoundary: boundary }),
  });
  return [
    role,
    ...policies.map((all, at) =>
      resource(
        "aws:iam/rolePolicy:RolePolicy",
        `P${at}`,
        { role: "deployer", name: `P${at}`, policy: JSON.stringify(document(all)) },
        { from: { role: [role] } },
      ),
    ),
    ...managed.map((policyArn, at) =>
      resource(
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        `A${at}`,
        { role: "deployer", policyArn },
        { from: { role: [role] } },
      ),
    ),
  ];
}

/** As properties by CloudFormation's names, by logical id. */
function properties({ policies, service, managed, boundary, hours }: Declared) {
  return [
    [
      "Deployer",
      "Role",
      {
        RoleName: "deployer",
        AssumeRolePolicyDocument: trust(service),
        MaxSessionDuration: hours * 3600,
        ...(managed.length > 0 && { ManagedPolicyArns: managed }),
        ...(boundary && { PermissionsBoundary: boundary }),
      },
    ],
    ...policies.map((all, at) => [
      `P${at}`,
      "RolePolicy",
      { RoleName: "deployer", PolicyName: `P${at}`, PolicyDocument: document(all) },
    ]),
  ] as readonly (readonly [string, string, Record<string, unknown>])[];
}
function asNative(one: Declared): AnalyzedResource[] {
  return properties(one).map(([name, type, given]) => {
    const inputs = Object.entries(given).map(([key, value]) => [
      key.charAt(0).toLowerCase() + key.slice(1),
      value,
    ]);
    return resource(`aws-native:iam:${type}`, name, Object.fromEntries(inputs));
  });
}
function asTemplate(one: Declared): AnalyzedResource[] {
  const Resources = Object.fromEntries(
    properties(one).map(([name, type, Properties]) => [
      name,
      { Type: `AWS::IAM::${type}`, Properties },
    ]),
  );
  return [
    resource("aws:cloudformation/stack:Stack", "stack", {
      templateBody: JSON.stringify({ Resources }),
    }),
  ];
}

/** What is found, by rule and fault; where it is declared differs between the dialects. */
function faults(findings: Findings): readonly string[] {
  const rules =
    /^(iam-no-deprecated-resources|policy-known-actions|iam-no-full-service-access full-access:AWS)/;
  const all = [...findings].filter(([key]) => !rules.test(key));
  return all.map(([key, rank]) => `${key.replace(/ at .*$/, "")} ${rank}`).sort();
}

describe("the same fault", () => {
  it("is found in @pulumi/aws, aws-native and templates alike", () => {
    fc.assert(
      fc.property(declared, (one) => {
        const aws = new Set(faults(judge(asAws(one))));
        assert.deepEqual(new Set(faults(judge(asNative(one)))), aws, "aws-native");
        assert.deepEqual(new Set(faults(judge(asTemplate(one)))), aws, "template");
      }),
      { numRuns: 200 },
    );
  });

  it("is found however its statements are split into policies", () => {
    // A single policy is judged whoever holds it, what several come to within the boundary.
    const unbounded = declared.map((one) => ({ ...one, boundary: undefined }));
    const split = fc.tuple(unbounded, statements, fc.nat());
    fc.assert(
      fc.property(split, ([one, all, at]) => {
        const place = at % (all.length + 1);
        const parts = [all.slice(0, place), all.slice(place)].filter(({ length }) => length > 0);
        const whole = judge(asAws({ ...one, policies: [all] }));
        const apart = worst(judge(asAws({ ...one, policies: parts })));
        // Of an administrator nothing else is said.
        if (apart.get("iam-no-administrator-policies") === 2) return;
        assert.deepEqual(lostFindings(worst(whole), apart), []);
      }),
      { numRuns: 200 },
    );
  });
});

/** The worst that each rule says. */
function worst(findings: Findings): Findings {
  const found = new Map<string, number>();
  for (const [key, rank] of findings) {
    const [rule = ""] = key.split(" ");
    found.set(rule, Math.max(rank, found.get(rule) ?? 0));
  }
  return found;
}
