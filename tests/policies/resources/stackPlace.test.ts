import assert from "node:assert/strict";
import { cloudFormationNames } from "../../../policies/resources/declared.ts";
import { placeOfInstances, placeOfStack } from "../../../policies/resources/stackPlace.ts";
import { UNKNOWN } from "../../../policies/value.ts";

const PROVIDER = { type: "pulumi:providers:aws", props: { region: "eu-west-1" } };

describe("where a stack is made", () => {
  const { PULUMI_CONFIG } = process.env;
  afterEach(() => {
    if (PULUMI_CONFIG === undefined) delete process.env.PULUMI_CONFIG;
    else process.env.PULUMI_CONFIG = PULUMI_CONFIG;
  });

  const configurations: readonly (readonly [string, object])[] = [
    [JSON.stringify({ "aws:region": "eu-south-1" }), { region: "eu-south-1" }],
    [JSON.stringify({ "aws-native:region": "eu-south-2" }), { region: "eu-south-2" }],
    [JSON.stringify({ "other:region": "eu-south-1" }), {}],
    ["no JSON", {}],
    ["[]", {}],
    ["", {}],
  ];
  for (const [configuration, expected] of configurations) {
    it(`is told by a stack's configuration ${configuration}`, () => {
      process.env.PULUMI_CONFIG = configuration;
      assert.deepEqual(placeOfStack({}, undefined), expected);
      assert.deepEqual(placeOfStack({ region: UNKNOWN }, undefined), expected);
      assert.deepEqual(placeOfStack({}, PROVIDER), { region: "eu-west-1" });
      assert.deepEqual(placeOfStack({ region: "us-east-1" }, PROVIDER), { region: "us-east-1" });
    });
  }

  it("is for stacks of a set where all of its instances are", () => {
    const groups = (...regions: unknown[]) =>
      ({ StackInstancesGroup: regions.map((Regions) => ({ Regions })) }) as never;
    const home = { region: "cn-north-1" };
    assert.deepEqual(placeOfInstances(groups(["cn-northwest-1"], ["cn-northwest-1"]), home), {
      region: "cn-northwest-1",
    });
    for (const more of [["cn-north-1"], UNKNOWN, [UNKNOWN]]) {
      const place = placeOfInstances(groups(["cn-northwest-1"], more), home);
      assert.deepEqual(place, { partition: "aws-cn" });
    }
    assert.deepEqual(placeOfInstances({}, {}), {});
  });
});

describe("names of aws-native", () => {
  it("are CloudFormation's, whatever their capitals", () => {
    const names = cloudFormationNames([
      "AWS::IAM::OIDCProvider",
      "AWS::Config::ConfigurationRecorder",
    ]);
    const given = [
      "aws-native:iam:OidcProvider",
      "aws-native:configuration:ConfigurationRecorder",
      "aws-native:s3:Bucket",
      "aws:iam/role:Role",
    ];
    assert.deepEqual(given.map(names), [
      "AWS::IAM::OIDCProvider",
      "AWS::Config::ConfigurationRecorder",
      "aws-native:s3:Bucket",
      "aws:iam/role:Role",
    ]);
  });
});
