import assert from "node:assert/strict";
import type { PermissionSetArgs } from "../../components/permissionSetArgs.ts";
import type { RegisteredResource } from "../../sandbox/engine/registeredResource.ts";
import { type DeployOptions, deploy, type Where } from "./deploy.ts";

const PARENT = "urn:pulumi:stack::project::identity-center:index:PermissionSet::builder";

const denial =
  '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"iam:*","Resource":"*"}}';
const everything = {
  permissionSetName: "workload-builder",
  description: "Builds workloads",
  sessionDuration: "PT8H",
  relayState: "https://console.aws.amazon.com/ecs",
  managedPolicies: ["PowerUserAccess", "arn:aws:iam::aws:policy/job-function/Billing"],
  customerManagedPolicies: [{ name: "boundary", path: "/team/" }, { name: "extra" }],
  inlinePolicy: denial,
  permissionsBoundary: { customerManagedPolicy: { name: "boundary", path: "/team/" } },
  tags: { team: "platform" },
};

/** Customer managed policies must exist where the set is assigned. */
const withExtraPolicy = (yaml: string) => `${yaml}  - { name: extra, accounts: [all] }\n`;

type Content = Omit<PermissionSetArgs, keyof Where>;

/** One permission set, and an assignment that uses its `arn`. */
function deploySet(args: Content, options?: DeployOptions) {
  return deploy(({ AccessGroup, PermissionSet }, where) => {
    const set = new PermissionSet("builder", { ...where, ...args });
    new AccessGroup("team", {
      ...where,
      access: { builder: { permissionSetArn: set.arn, accounts: { prod: "111111111111" } } },
    });
    return { arn: set.arn, name: set.permissionSetName };
  }, options ?? { organization: withExtraPolicy });
}

const children = (resources: readonly RegisteredResource[]) =>
  resources
    .filter(({ parent }) => parent === PARENT)
    .map(({ type, name }) => `${type.split(":").at(-1)} ${name}`)
    .sort();

describe("PermissionSet", () => {
  it("bundles a set with every kind of policy, each as its own resource below it", async () => {
    const { resources, resource, errors, outputs } = await deploySet(everything);
    assert.deepEqual(errors, []);
    assert.deepEqual(children(resources), [
      "CustomerManagedPolicyAttachmentsExclusive builder-customer-managed",
      "ManagedPolicyAttachmentsExclusive builder-managed",
      "PermissionSet builder",
      "PermissionSetInlinePolicy builder-inline",
      "PermissionsBoundaryAttachment builder-boundary",
      "Stash builder-boundary-note",
      "Stash builder-boundary-version",
      "Stash builder-inline-note",
    ]);
    const set = resource("PermissionSet", "builder");
    assert.deepEqual(outputs, { arn: set.outputs.arn, name: "workload-builder" });
    const component = resources.find(({ urn }) => urn === PARENT);
    assert.deepEqual(component?.outputs, {
      arn: set.outputs.arn,
      permissionSetName: "workload-builder",
      limits: ["permissionsBoundary", "inlinePolicy"],
    });
    const { instanceArn } = set.inputs;
    assert.deepEqual(set.inputs, {
      name: "workload-builder",
      description: "Builds workloads",
      sessionDuration: "PT8H",
      relayState: "https://console.aws.amazon.com/ecs",
      tags: { team: "platform" },
      tagsAll: { team: "platform" },
      instanceArn,
      region: "eu-west-1",
    });
    const of = { instanceArn, permissionSetArn: set.outputs.arn, region: "eu-west-1" };
    const inputs = (type: string, name: string) => resource(type, name).inputs;
    assert.deepEqual(inputs("PermissionsBoundaryAttachment", "builder-boundary"), {
      ...of,
      permissionsBoundary: {
        customerManagedPolicyReference: { name: "boundary", path: "/team/" },
      },
    });
    assert.deepEqual(inputs("PermissionSetInlinePolicy", "builder-inline"), {
      ...of,
      inlinePolicy: denial,
    });
    assert.deepEqual(
      inputs("CustomerManagedPolicyAttachmentsExclusive", "builder-customer-managed"),
      {
        ...of,
        customerManagedPolicyReferences: [
          { name: "boundary", path: "/team/" },
          { name: "extra", path: "/" },
        ],
      },
    );
    assert.deepEqual(inputs("ManagedPolicyAttachmentsExclusive", "builder-managed"), {
      ...of,
      managedPolicyArns: [
        "arn:aws:iam::aws:policy/PowerUserAccess",
        "arn:aws:iam::aws:policy/job-function/Billing",
      ],
    });
  });

  it("attaches what limits before what grants, and assigns last", async () => {
    const { resource } = await deploySet(everything);
    const order = [
      resource("Stash", "builder-boundary-version"),
      resource("PermissionsBoundaryAttachment", "builder-boundary"),
      resource("PermissionSetInlinePolicy", "builder-inline"),
      resource("CustomerManagedPolicyAttachmentsExclusive", "builder-customer-managed"),
      resource("ManagedPolicyAttachmentsExclusive", "builder-managed"),
      resource("AccountAssignment", "team/builder/prod"),
    ];
    order.slice(1).forEach(({ name, dependencies }, index) => {
      // The stash only holds the boundary's version: nothing but the boundary has to wait for it.
      const before = order.slice(index === 0 ? 0 : 1, index + 1);
      for (const earlier of before) {
        assert.ok(dependencies.includes(earlier.urn), `${name} waits for ${earlier.name}`);
      }
    });
  });

  it("is exact: a set without policies detaches whatever somebody attached by hand", async () => {
    const { resources, resource } = await deploySet({});
    assert.deepEqual(children(resources), [
      "CustomerManagedPolicyAttachmentsExclusive builder-customer-managed",
      "ManagedPolicyAttachmentsExclusive builder-managed",
      "PermissionSet builder",
      "Stash builder-boundary-version",
    ]);
    const managed = resource("ManagedPolicyAttachmentsExclusive", "builder-managed");
    assert.deepEqual(managed.inputs.managedPolicyArns, []);
    const own = resource("CustomerManagedPolicyAttachmentsExclusive", "builder-customer-managed");
    assert.deepEqual(own.inputs.customerManagedPolicyReferences, []);
    assert.equal(resource("Stash", "builder-boundary-version").inputs.input, "none");
  });

  it("is named after its key, for one hour, unless told otherwise", async () => {
    const { resource } = await deploySet({});
    const set = resource("PermissionSet", "builder");
    assert.deepEqual([set.inputs.name, set.inputs.sessionDuration], ["builder", "PT1H"]);
  });

  it("makes a renamed set before it deletes the old one, and drops attachments with what they hang on", async () => {
    const { resource } = await deploySet(everything);
    const set = resource("PermissionSet", "builder");
    assert.equal(set.options.deleteBeforeReplace, false);
    const inline = resource("PermissionSetInlinePolicy", "builder-inline");
    assert.equal(inline.options.deletedWith, PARENT);
    const boundary = resource("PermissionsBoundaryAttachment", "builder-boundary");
    assert.equal(boundary.options.deletedWith, resource("Stash", "builder-boundary-version").urn);
  });

  it("retries passing errors of everything that it makes in AWS", async () => {
    const { resources } = await deploySet(everything);
    const made = resources.filter(
      ({ parent, type }) => parent === PARENT && type.startsWith("aws:"),
    );
    assert.equal(made.length, 5);
    for (const { name, options } of made) {
      assert.deepEqual(options.hooks, { onError: ["retry-transient-errors"] }, name);
    }
  });

  it("is guarded against deletion when administrators work with it", async () => {
    const { resource } = await deploySet({ administrators: true });
    const set = resource("PermissionSet", "builder");
    assert.deepEqual(set.options.hooks?.beforeDelete, ["keep-an-administrator"]);
  });

  for (const [region, partition] of [
    ["us-gov-west-1", "aws-us-gov"],
    ["cn-north-1", "aws-cn"],
  ] as const) {
    it(`completes names of AWS managed policies in partition ${partition}`, async () => {
      const { resource, errors } = await deploySet(
        {
          managedPolicies: ["SecurityAudit"],
          permissionsBoundary: { managedPolicy: "ReadOnlyAccess" },
        },
        { region, organization: (yaml) => yaml.replace("eu-west-1", region) },
      );
      assert.deepEqual(errors, []);
      assert.deepEqual(
        resource("ManagedPolicyAttachmentsExclusive", "builder-managed").inputs.managedPolicyArns,
        [`arn:${partition}:iam::aws:policy/SecurityAudit`],
      );
      assert.deepEqual(
        resource("PermissionsBoundaryAttachment", "builder-boundary").inputs.permissionsBoundary,
        { managedPolicyArn: `arn:${partition}:iam::aws:policy/ReadOnlyAccess` },
      );
    });
  }

  const own = { name: "boundary" };
  const failures: [string, Content, RegExp][] = [
    [
      "a boundary is two policies",
      { permissionsBoundary: { managedPolicy: "ReadOnlyAccess", customerManagedPolicy: own } },
      /^PermissionSet "builder": permissionsBoundary: has both of managedPolicy and customerManagedPolicy; give one$/,
    ],
    [
      "a boundary is no policy",
      { permissionsBoundary: {} },
      /^PermissionSet "builder": permissionsBoundary: has neither of managedPolicy and customerManagedPolicy; give one$/,
    ],
    [
      "a session is shorter than an hour",
      { sessionDuration: "PT30M" },
      /^PermissionSet "builder": sessionDuration: is "PT30M"; .* write PT1H or more$/,
    ],
    [
      "a session is longer than twelve hours",
      { sessionDuration: "PT13H" },
      /^PermissionSet "builder": sessionDuration: is "PT13H"; .* write PT12H or less$/,
    ],
    [
      "a session's duration isn't ISO 8601",
      { sessionDuration: "8 hours" },
      /^PermissionSet "builder": sessionDuration: is "8 hours"; .*PT1H to PT12H.* write PT8H$/,
    ],
  ];
  for (const [what, args, message] of failures) {
    it(`fails when ${what}, and says it under the set`, async () => {
      const { errors, diagnostics } = await deploySet(args);
      const about = errors.filter((error) => message.test(error));
      assert.equal(about.length, 1, errors.join("\n"));
      const diagnostic = diagnostics.find(({ message: text }) => text === about[0]);
      assert.equal(diagnostic?.urn, PARENT);
    });
  }
});
