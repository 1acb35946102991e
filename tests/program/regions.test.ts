import assert from "node:assert/strict";
import { deployStack, dev } from "../components/deployStack.ts";

const keyArn = "arn:aws:kms:eu-west-1:000000000001:key/mrk-0123456789abcdef0123456789abcdef";
const stack = (settings: Record<string, unknown>) =>
  dev((config) => {
    Object.assign(config["access:identityCenter"] ?? {}, settings);
  });

describe("regions of the configuration", () => {
  it("are added by the program, with a portal each", async () => {
    const { errors, resources, outputs } = await deployStack(
      stack({
        identitySource: "identity-center-directory",
        encryption: { keyArn },
        regions: ["us-east-1", "ap-south-1"],
      }),
    );
    assert.deepEqual(errors, []);
    const added = resources.filter(({ type }) => type === "aws:ssoadmin/region:Region");
    assert.deepEqual(
      added.map(({ inputs, outputs }) => [inputs.regionName, inputs.region, outputs.status]).sort(),
      [
        ["ap-south-1", "eu-west-1", "ACTIVE"],
        ["us-east-1", "eu-west-1", "ACTIVE"],
      ],
    );
    assert.match(
      outputs.portalUrls["us-east-1"]?.dualStack ?? "",
      /^https:\/\/ssoins-\w{16}\.portal\.us-east-1\.app\.aws$/,
    );
  });

  it("are refused before anything is made where AWS doesn't replicate the identity source", async () => {
    const { errors, resources } = await deployStack(
      stack({
        identitySource: "active-directory",
        encryption: { keyArn },
        regions: ["us-east-1"],
      }),
    );
    assert.match(errors.join("\n"), /active-directory, which AWS doesn't replicate/);
    assert.ok(!resources.some(({ type }) => /ssoadmin|identitystore/.test(type)));
  });
});
