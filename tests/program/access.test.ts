import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Access } from "../../program/access.ts";
import { lossGuard } from "../../program/lossGuard.ts";
import { deploy } from "../components/deploy.ts";

const configuration = {
  identityCenter: { region: "eu-west-1" },
  people: { ada: { givenName: "Ada", familyName: "Lovelace" } },
  permissionSets: { administrator: { managedPolicies: ["AdministratorAccess"] } },
  groups: {
    administrators: {
      administrators: true,
      members: ["ada"],
      access: [{ permissionSet: "administrator", accounts: ["000000000001"] }],
    },
  },
};

const deployAccess = (given: unknown, opts?: pulumi.ComponentResourceOptions) =>
  deploy(() => {
    const { portalUrl, groupIds, access } = new Access("access", { configuration: given }, opts);
    return { portalUrl, groupIds, access };
  });

describe("Access", () => {
  it("makes all that a configuration wants, below itself", async () => {
    const { resources, outputs, resource, errors } = await deployAccess(configuration);
    assert.deepEqual(errors, []);
    assert.match(String(outputs.portalUrl), /awsapps\.com\/start$/);
    const { urn } = resource("Access", "access");
    const made = resources.filter(({ type }) => !type.startsWith("pulumi:pulumi:"));
    assert.ok(made.every((one) => one.urn === urn || one.urn.includes(":Access$")));
    const assignment = resource("AccountAssignment", "administrators/administrator/000000000001");
    assert.ok(assignment.options.hooks?.beforeDelete?.includes("keep-an-administrator"));
  });

  it("refuses a wrong configuration with all of it at once, in the words of its input", async () => {
    const wrong: Record<string, object> = structuredClone(configuration);
    Object.assign(wrong.people ?? {}, { grace: { givenName: "Grace" } });
    Object.assign(wrong, { grups: {} });
    const { resources, errors } = await deployAccess(wrong);
    assert.equal(errors.length, 1, errors.join("\n"));
    const [message = ""] = errors;
    assert.match(message, /^Access "access":$/m);
    assert.match(message, /^error: configuration\.people\.grace\.familyName: /m);
    assert.match(message, /^error: configuration\.grups: unknown section.*groups/m);
    assert.doesNotMatch(message, /access:/);
    assert.ok(!resources.some(({ type }) => type.startsWith("aws:")));
  });

  it("keeps a section secret that holds one", async () => {
    const people = pulumi.secret(configuration.people);
    const { resource, errors } = await deployAccess({ ...configuration, people });
    assert.deepEqual(errors, []);
    assert.ok(resource("User", "people/ada"));
  });

  it("refuses what is no configuration", async () => {
    for (const given of ["access.yaml", ["people"], null]) {
      const { errors } = await deployAccess(given);
      assert.match(errors.join("\n"), /configuration is .*an object is wanted/);
    }
  });

  it("is one for a program: another is refused before anything of it is made", async () => {
    const { errors, resources } = await deploy(() => {
      new Access("first", { configuration });
      new Access("second", { configuration });
    });
    assert.deepEqual(errors, [
      'Access "second": this program has an Access already, "first", and an organization has one Identity Center; put both configurations into one Access',
    ]);
    const names = resources.filter(({ type }) => type.endsWith(":Access")).map(({ name }) => name);
    assert.deepEqual(names, ["first"]);
  });

  it("knows what it made below a component of somebody's own", async () => {
    const { errors } = await deploy(async () => {
      const company = new pulumi.ComponentResource("my:index:Company", "company");
      const { portalUrl } = new Access("access", { configuration }, { parent: company });
      await new Promise((resolve) => portalUrl.apply(resolve));
      const type = "aws:identitystore/user:User";
      const types = `my:index:Company$identity-center:index:Access$identity-center:index:People$${type}`;
      const urn = `urn:pulumi:stack::project::${types}::people/ada`;
      const ada = { urn, type, name: "people/ada", id: "1" } as pulumi.ResourceHookArgs;
      await lossGuard().hook.callback(ada);
    });
    assert.deepEqual(errors, []);
  });

  it("lets transforms change what it makes", async () => {
    const rename: pulumi.ResourceTransform = ({ type, props, opts }) =>
      type === "aws:identitystore/group:Group"
        ? { props: { ...props, description: "changed" }, opts }
        : undefined;
    const { resource } = await deployAccess(configuration, { transforms: [rename] });
    assert.equal(resource("Group", "administrators").inputs.description, "changed");
  });
});
