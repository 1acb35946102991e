import assert from "node:assert/strict";
import type { IdentityCenterArgs } from "../../components/identityCenter.ts";
import { ServiceError } from "../../sandbox/world/serviceError.ts";
import { World } from "../../sandbox/world/world.ts";
import { type DeployOptions, deploy } from "./deploy.ts";

function deployCenter(args: Partial<IdentityCenterArgs> = {}, options?: DeployOptions) {
  return deploy(({ IdentityCenter }, { region }) => {
    const center = new IdentityCenter("center", { region, ...args });
    const { instanceArn, identityStoreId, managementAccountId, portalUrl } = center;
    return { instanceArn, identityStoreId, managementAccountId, portalUrl, region: center.region };
  }, options);
}

const callFrom =
  (account: string, more = "") =>
  (yaml: string) =>
    `callerAccount: "${account}"\n${more}\n${yaml}`;

/** Refusals as the provider words them, with the error's code (aws-sdk-go-v2, "api error CODE: MESSAGE"). */
class Worded extends World {
  override call(...args: Parameters<World["call"]>): never {
    try {
      return this.answer(...args) as never;
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      throw new ServiceError(error.code, `api error ${error.code}: ${error.message}`);
    }
  }

  answer(...args: Parameters<World["call"]>): unknown {
    return super.call(...args);
  }
}

/** An account that belongs to no organization. */
class Standalone extends Worded {
  override answer(...args: Parameters<World["call"]>): unknown {
    if (args[0] !== "DescribeOrganization") return super.answer(...args);
    throw new ServiceError(
      "AWSOrganizationsNotInUseException",
      "Your account is not a member of an organization.",
    );
  }
}

const otherInstance = {
  InstanceArn: "arn:aws:sso:::instance/ssoins-7223aaaabbbbcccc",
  IdentityStoreId: "d-9067000000",
};

/** The organization's instance, with an account instance before it. */
class TwoInstances extends Worded {
  override answer(...args: Parameters<World["call"]>): unknown {
    const response = super.answer(...args) as { Instances?: object[] };
    if (args[0] !== "ListInstances") return response;
    return { Instances: [otherInstance, ...(response.Instances ?? [])] };
  }
}

describe("IdentityCenter", () => {
  it("finds the organization's instance", async () => {
    const { outputs, resource, instanceArn, identityStoreId, errors } = await deployCenter();
    assert.deepEqual(errors, []);
    const id = instanceArn?.split("/").at(-1);
    const found = {
      instanceArn,
      identityStoreId,
      managementAccountId: "000000000001",
      portalUrl: `https://${identityStoreId}.awsapps.com/start`,
      region: "eu-west-1",
    };
    const portalUrls = {
      "eu-west-1": {
        ipv4: `https://${id}.eu-west-1.portal.amazonaws.com`,
        dualStack: `https://${id}.portal.eu-west-1.app.aws`,
      },
    };
    assert.deepEqual(outputs, found);
    assert.deepEqual(resource("IdentityCenter", "center").outputs, {
      ...found,
      administrationAccountId: "000000000001",
      portalUrls,
    });
  });

  it("adds further Regions one after the other, each with its portal", async () => {
    const additionalRegions = ["us-west-2", "ap-south-1", "us-east-1"];
    const made = await deployCenter({ additionalRegions });
    assert.deepEqual(made.errors, []);
    const { portalUrls } = made.resource("IdentityCenter", "center").outputs;
    const sorted = [...additionalRegions].sort();
    assert.deepEqual(Object.keys(portalUrls as object).sort(), [...sorted, "eu-west-1"].sort());
    for (const name of sorted) {
      assert.equal(made.resource("Region", `center/${name}`).outputs.status, "ACTIVE");
    }
  });

  it("has each Region wait for all before it, so that AWS has one to do whichever come or go", async () => {
    for (const additionalRegions of [
      ["us-west-2", "ap-south-1", "us-east-1"],
      ["us-west-2", "ap-south-1"], // the middle one is taken out
    ]) {
      const { resource } = await deployCenter({ additionalRegions });
      const regions = [...additionalRegions]
        .sort()
        .map((name) => resource("Region", `center/${name}`));
      regions.forEach(({ name, dependencies }, index) => {
        const before = regions.slice(0, index).map(({ urn }) => urn);
        assert.deepEqual(
          dependencies.filter((urn) => /:Region::/.test(urn)).sort(),
          before.sort(),
          name,
        );
      });
    }
  });

  it("refuses the home Region among further ones", async () => {
    const { errors } = await deployCenter({ additionalRegions: ["us-east-1", "eu-west-1"] });
    assert.match(errors.join(), /eu-west-1 is the home Region/);
  });

  it("finds it as its delegated administrator", async () => {
    const { outputs, errors } = await deployCenter(
      {},
      {
        organization: callFrom(
          "222222222222",
          'delegatedAdministrators: [{ account: "222222222222" }]',
        ),
      },
    );
    assert.deepEqual(errors, []);
    assert.equal(outputs.managementAccountId, "000000000001");
  });

  it("takes the one of several instances that is named", async () => {
    const own = await deployCenter();
    const { outputs, errors } = await deployCenter(
      { instanceArn: own.instanceArn },
      { World: TwoInstances },
    );
    assert.deepEqual(errors, []);
    assert.deepEqual(
      [outputs.instanceArn, outputs.identityStoreId],
      [own.instanceArn, own.identityStoreId],
    );
  });

  for (const [region, form] of [
    ["us-gov-west-1", /^https:\/\/start\.us-gov-home\.awsapps\.com\/directory\/d-\w{10}$/],
    ["cn-north-1", /^unknown in partition aws-cn: set portalUrl /],
    ["eusc-de-east-1", /^unknown in partition aws-eusc: set portalUrl /],
  ] as const) {
    it(`tells the access portal's address in ${region}, or that AWS documents none`, async () => {
      const inRegion = (yaml: string) => yaml.replace("eu-west-1", region);
      const { outputs } = await deployCenter({}, { region, organization: inRegion });
      assert.match(String(outputs.portalUrl), form);
    });
  }

  it("tells a customized access portal's address", async () => {
    const portalUrl = "https://acme.awsapps.com/start";
    assert.equal((await deployCenter({ portalUrl })).outputs.portalUrl, portalUrl);
  });

  it("manages attributes for access control only when there are any", async () => {
    for (const attributes of [undefined, {}]) {
      const { resources } = await deployCenter(attributes ? { attributes } : {});
      assert.ok(resources.every(({ custom }) => !custom));
    }
    const source = `$${"{path:enterprise.department}"}`;
    const { resource, instanceArn, errors } = await deployCenter({
      attributes: { department: [source], team: [source] },
    });
    assert.deepEqual(errors, []);
    const attributes = resource("InstanceAccessControlAttributes", "center-attributes");
    assert.deepEqual(attributes.inputs, {
      instanceArn,
      region: "eu-west-1",
      attributes: [
        { key: "department", values: [{ sources: [source] }] },
        { key: "team", values: [{ sources: [source] }] },
      ],
    });
    assert.equal(attributes.parent, resource("IdentityCenter", "center").urn);
    assert.deepEqual(attributes.options.hooks, { onError: ["retry-transient-errors"] });
  });

  it("shows the policy pack what was attested", async () => {
    const mfa = { mode: "every-sign-in", attestedOn: "2026-11-02", attestedBy: "ada" };
    const { resource } = await deployCenter({ mfa, administratorsElsewhere: "team identity" });
    const { inputs } = resource("IdentityCenter", "center");
    assert.deepEqual(inputs.mfa, mfa);
    assert.equal(inputs.administratorsElsewhere, "team identity");
  });

  const without = /\nidentityCenter: .*/;
  const failures: [string, DeployOptions & { args?: Partial<IdentityCenterArgs> }, RegExp][] = [
    [
      "Identity Center was never enabled",
      { organization: (yaml) => yaml.replace(without, "\nidentityCenter: none") },
      /^IdentityCenter "center": there is no IAM Identity Center instance in eu-west-1; if its home Region is another, set region to it; .*management account's console/,
    ],
    [
      "Identity Center is at home in another Region",
      { args: { region: "us-east-1" } },
      /^IdentityCenter "center": there is no IAM Identity Center instance in us-east-1; .*set region/,
    ],
    [
      "several instances are there and none is named",
      { World: TwoInstances },
      /^IdentityCenter "center": instanceArn is not set, and eu-west-1 has \S+ssoins-7223aaaabbbbcccc, \S+; set it to the organization's instance$/,
    ],
    [
      "another instance is named",
      { args: { instanceArn: otherInstance.InstanceArn } },
      /^IdentityCenter "center": instanceArn is \S+ssoins-7223aaaabbbbcccc, and eu-west-1 has \S+; set it/,
    ],
    [
      "the account belongs to no organization",
      { World: Standalone },
      /^IdentityCenter "center": \S+ is an account instance: account 000000000001 belongs to no organization, .*create an organization/,
    ],
    [
      "a member account is used that isn't the delegated administrator",
      { organization: callFrom("222222222222"), World: Worded },
      /^IdentityCenter "center": account 222222222222 .*neither the management account \(000000000001\) nor the delegated administrator of Identity Center.*use credentials of one of them/,
    ],
    [
      "a member account is used that is delegated for another service",
      {
        organization: callFrom(
          "222222222222",
          'delegatedAdministrators: [{ account: "222222222222", service: guardduty.amazonaws.com }, { account: "111111111111" }]',
        ),
      },
      /^IdentityCenter "center": account 222222222222 .*neither the management account/,
    ],
  ];
  for (const [what, { args, ...options }, message] of failures) {
    it(`fails when ${what}, and says once what to do`, async () => {
      const { errors, diagnostics } = await deployCenter(args, options);
      assert.equal(errors.length, 1, errors.join("\n"));
      assert.match(errors[0] ?? "", message);
      assert.match(diagnostics.at(-1)?.urn ?? "", /IdentityCenter::center$/);
    });
  }
});
