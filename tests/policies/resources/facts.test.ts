import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { unknownCheckingProxy } from "@pulumi/policy";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import type { Fact } from "../../../policies/resources/fact.ts";
import { Intake } from "../../../policies/resources/intake.ts";
import { readPropertiesLate } from "../../../policies/resources/lateProperties.ts";
import { UNKNOWN } from "../../../policies/value.ts";

const URN = "urn:pulumi:s::p::t::one";
const TRUST = {
  Statement: {
    Effect: "Allow",
    Principal: { Service: "ec2.amazonaws.com" },
    Action: "sts:AssumeRole",
  },
};
const READ = {
  Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" },
};
const MANAGED = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const BOUNDARY = "arn:aws:iam::111122223333:policy/boundary";

/** What a resource says, without where it stands and what its inputs are called. */
function said(type: string, props: object): unknown[] {
  const intake = new Intake([]);
  const reading = intake.read({ type, urn: URN, name: "one", props });
  return (reading?.facts ?? []).filter(({ kind }) => kind !== "template").map(meaning);
}

function meaning(fact: Fact): unknown {
  const { kind } = fact;
  if (kind === "principal") {
    const { principal, name, path, tags, boundary, session } = fact;
    return { kind, principal, name, path, tags, boundary, session };
  }
  if (kind === "policy") {
    const { use, form, policy, name, service, owner } = fact;
    const holders = fact.holders.map(({ target, values }) => ({ target, values }));
    const statements = policy.statements.map(({ effect, actions, resources }) => [
      effect,
      actions?.known,
      resources?.known,
    ]);
    return { kind, use, form, statements, name, service, owner: owner?.principal, holders };
  }
  if (kind === "attachment") {
    const { policies, policy, customer, owner } = fact;
    const holders = fact.holders.map(({ target, values }) => ({ target, values }));
    return {
      kind,
      policies: policies?.values,
      own: policy?.name,
      customer,
      owner: owner?.principal,
      holders,
    };
  }
  if (kind === "membership") {
    return {
      kind,
      users: fact.users.values,
      groups: fact.groups.values,
      owner: fact.owner?.principal,
    };
  }
  if (kind === "boundary") return { kind, policy: fact.policy, owner: fact.owner?.principal };
  if (kind === "credential")
    return {
      kind,
      credential: fact.credential,
      user: fact.user.values,
      owner: fact.owner?.principal,
    };
  return fact;
}

/** A resource as a template declares it, within a stack of either provider. */
function inTemplate(type: string, Properties: object): object {
  return { templateBody: JSON.stringify({ Resources: { One: { Type: type, Properties } } }) };
}

/** As aws-native spells CloudFormation's names. */
function camel(value: unknown, depth = 2): unknown {
  if (Array.isArray(value)) return value.map((one) => camel(one, depth));
  if (typeof value !== "object" || value === null || depth === 0) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key[0]?.toLowerCase() + key.slice(1),
      key.endsWith("Document") ? one : camel(one, depth - 1),
    ]),
  );
}

/** The same declared thrice: inputs of @pulumi/aws, then CloudFormation's type, native token and properties. */
const SAME: readonly (readonly [string, string, object, string, string, object])[] = [
  [
    "a role with trust, inline and attached policies, boundary, path, session and tags",
    "aws:iam/role:Role",
    {
      name: "app",
      path: "/service/",
      assumeRolePolicy: JSON.stringify(TRUST),
      inlinePolicies: [{ name: "read", policy: JSON.stringify(READ) }],
      managedPolicyArns: [MANAGED],
      permissionsBoundary: BOUNDARY,
      maxSessionDuration: 7200,
      tags: { team: "data" },
    },
    "AWS::IAM::Role",
    "aws-native:iam:Role",
    {
      RoleName: "app",
      Path: "/service/",
      AssumeRolePolicyDocument: TRUST,
      Policies: [{ PolicyName: "read", PolicyDocument: READ }],
      ManagedPolicyArns: [MANAGED],
      PermissionsBoundary: BOUNDARY,
      MaxSessionDuration: 7200,
      Tags: [{ Key: "team", Value: "data" }],
    },
  ],
  [
    "a user",
    "aws:iam/user:User",
    { name: "robot", path: "/machines/", permissionsBoundary: BOUNDARY },
    "AWS::IAM::User",
    "aws-native:iam:User",
    { UserName: "robot", Path: "/machines/", PermissionsBoundary: BOUNDARY },
  ],
  [
    "a group",
    "aws:iam/group:Group",
    { name: "ops" },
    "AWS::IAM::Group",
    "aws-native:iam:Group",
    { GroupName: "ops" },
  ],
  [
    "a managed policy",
    "aws:iam/policy:Policy",
    { name: "read", policy: READ },
    "AWS::IAM::ManagedPolicy",
    "aws-native:iam:ManagedPolicy",
    { ManagedPolicyName: "read", PolicyDocument: READ },
  ],
  [
    "an inline policy of a role",
    "aws:iam/rolePolicy:RolePolicy",
    { name: "read", role: "app", policy: READ },
    "AWS::IAM::RolePolicy",
    "aws-native:iam:RolePolicy",
    { PolicyName: "read", RoleName: "app", PolicyDocument: READ },
  ],
  [
    "a bucket policy",
    "aws:s3/bucketPolicy:BucketPolicy",
    { bucket: "b", policy: READ },
    "AWS::S3::BucketPolicy",
    "aws-native:s3:BucketPolicy",
    { Bucket: "b", PolicyDocument: READ },
  ],
  [
    "a service control policy",
    "aws:organizations/policy:Policy",
    { name: "guard", content: JSON.stringify(READ) },
    "AWS::Organizations::Policy",
    "aws-native:organizations:Policy",
    { Name: "guard", Type: "SERVICE_CONTROL_POLICY", Content: READ },
  ],
];

describe("what resources say about IAM", () => {
  for (const [title, type, inputs, cloudFormation, native, properties] of SAME) {
    it(`is the same for ${title}, whatever declares it`, () => {
      const expected = said(type, inputs);
      assert.ok(expected.length > 0);
      assert.deepEqual(said(native, camel(properties) as object), expected, native);
      for (const stack of [
        "aws:cloudformation/stack:Stack",
        "aws-native:cloudformation:StackSet",
      ]) {
        assert.deepEqual(said(stack, inTemplate(cloudFormation, properties)), expected, stack);
      }
    });
  }

  it("is read from a permission set of CloudFormation with its policies and its boundary", () => {
    const set = {
      Name: "ops",
      SessionDuration: "PT4H",
      ManagedPolicies: [MANAGED],
      InlinePolicy: READ,
      CustomerManagedPolicyReferences: [{ Name: "own", Path: "/team/" }],
      PermissionsBoundary: { CustomerManagedPolicyReference: { Name: "limit" } },
    };
    const all = said(
      "aws:cloudformation/stack:Stack",
      inTemplate("AWS::SSO::PermissionSet", set),
    ) as Record<string, unknown>[];
    assert.deepEqual(
      all.map(({ kind, owner, policies, customer, policy }) => [
        kind,
        owner,
        policies ?? customer ?? policy,
      ]),
      [
        ["principal", undefined, undefined],
        ["attachment", "permission-set", [MANAGED]],
        ["policy", "permission-set", undefined],
        ["attachment", "permission-set", [{ name: "own", path: "/team/" }]],
        ["boundary", "permission-set", "limit"],
      ],
    );
  });

  it("is read from a user of CloudFormation with password and groups", () => {
    const user = { LoginProfile: { Password: "p" }, Groups: ["ops"] };
    const all = said("aws-native:iam:User", camel(user) as object) as Record<string, unknown>[];
    assert.deepEqual(
      all.map(({ kind, owner }) => [kind, owner]),
      [
        ["principal", undefined],
        ["credential", "user"],
        ["membership", "user"],
      ],
    );
  });

  it("keeps what isn't known yet apart from what isn't there", () => {
    const [role] = said("aws:iam/role:Role", { permissionsBoundary: UNKNOWN }) as Record<
      string,
      unknown
    >[];
    assert.equal(role?.boundary, UNKNOWN);
    assert.equal(role?.name, undefined);
    const [, membership] = said("aws-native:iam:User", { groups: UNKNOWN }) as Record<
      string,
      unknown
    >[];
    assert.deepEqual(membership?.groups, [UNKNOWN]);
  });

  it("says nothing for other types, whatever their inputs", () => {
    assert.deepEqual(said("aws:s3/bucketObject:BucketObject", { policy: "{" }), []);
    assert.deepEqual(said("random:index/randomId:RandomId", {}), []);
  });
});

const sdk = createRequire(import.meta.url)("@pulumi/policy/deserialize.js") as {
  deserializeProperties(message: object, proxySecrets: boolean): object;
};

describe("reading each resource once for all rules", () => {
  const role = { type: "aws:iam/role:Role", urn: URN, name: "one" };

  it("hands all rules that are asked about one message the same reading, and another one for the next", () => {
    readPropertiesLate();
    const intake = new Intake([]);
    const message = (name: string) => struct.Struct.fromJavaScript({ name });
    const read = (from: struct.Struct) => {
      const props = unknownCheckingProxy(sdk.deserializeProperties(from, false));
      return intake.read({ ...role, props });
    };
    const old = message("old");
    const first = read(old);
    assert.equal(read(old), first);
    const second = read(message("new"));
    assert.equal(second?.inputs.name, "new");
    assert.equal(read(old), first);
  });

  it("reads again, as often as it is asked, where nobody tells which message it is", () => {
    const intake = new Intake([]);
    const props = unknownCheckingProxy({ name: "one" });
    const first = intake.read({ ...role, props });
    assert.notEqual(intake.read({ ...role, props }), first);
    assert.deepEqual(intake.read({ ...role, props }), first);
  });

  describe("remembering how a stack's resources were declared", () => {
    const other = { urn: `${URN}-other` };
    let intake: Intake;
    const declare = (urn: string, name: string) => {
      intake.read({ ...role, urn, props: { name } });
    };
    const declared = (...resources: readonly { readonly urn: string }[]) => {
      const found = [...intake.declarations(resources)];
      return found.map(([urn, { inputs }]) => `${urn.slice(URN.length)} ${String(inputs.name)}`);
    };
    beforeEach(() => {
      intake = new Intake([]);
    });

    it("knows the last declaration, and tells it again as long as no other operation begins", () => {
      declare(URN, "old");
      declare(URN, "new");
      assert.deepEqual(declared({ urn: URN }), [" new"]);
      assert.deepEqual(declared({ urn: URN }), [" new"]);
    });

    it("knows nothing of an earlier operation", () => {
      declare(URN, "old");
      declare(other.urn, "old");
      declared({ urn: URN }, other);
      intake.forgetJudged();
      declare(other.urn, "new");
      assert.deepEqual(declared({ urn: URN }, other), ["-other new"]);
    });

    it("keeps those of a stack that is still to be judged", () => {
      declare(URN, "one");
      declare(other.urn, "other");
      declared({ urn: URN });
      intake.forgetJudged();
      assert.deepEqual(declared(other), ["-other other"]);
    });

    it("knows none where two resources have one URN", () => {
      declare(URN, "one");
      assert.deepEqual(declared({ urn: URN }, { urn: URN }), []);
    });
  });

  it("reads no inputs of types that nobody looks at", () => {
    const props = new Proxy({}, { ownKeys: () => assert.fail("read") });
    assert.equal(new Intake([]).read({ ...role, type: "aws:ec2/vpc:Vpc", props }), undefined);
  });
});
