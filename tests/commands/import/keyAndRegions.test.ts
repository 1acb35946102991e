import assert from "node:assert/strict";
import { parse } from "yaml";
import { MadeByHand } from "./madeByHand.ts";

const KEY = "arn:aws:kms:eu-west-1:000000000001:key/mrk-0123456789abcdef0123456789abcdef";
const FILE = "Pulumi.acme.yaml";

describe("npm run import of Identity Center's key and further Regions", () => {
  let made: MadeByHand;
  afterEach(() => made?.remove());

  const center = () => parse(made.read(FILE)).config["access:identityCenter"];
  const organization = () => parse(made.read("organizations/acme.yaml"));
  const regions = () =>
    (JSON.parse(made.read("import.acme.json")).resources as { type: string; id: string }[]).filter(
      ({ type }) => type === "aws:ssoadmin/region:Region",
    );

  it("writes the key without Regions, and neither where AWS's own key encrypts it", async () => {
    made = await MadeByHand.started({ key: KEY });
    assert.equal((await made.imports()).code, 0);
    assert.deepEqual(center(), { region: "eu-west-1", encryption: { keyArn: KEY } });
    assert.equal(organization().identityCenter.keyArn, KEY);
    assert.deepEqual(organization().keys, [{ arn: KEY }]);
    await made.remove();
    made = await MadeByHand.started();
    assert.equal((await made.imports()).code, 0);
    assert.deepEqual(center(), { region: "eu-west-1" });
    assert.deepEqual(regions(), []);
    // A key that Identity Center no longer has.
    const file = "organizations/acme.yaml";
    const keys = `\nkeys: [{ arn: "${KEY}" }]\n`;
    const before = made.read(file).replace("region: eu-west-1", `$&\n  keyArn: "${KEY}"`) + keys;
    made.write(file, before);
    assert.equal((await made.imports({ force: true })).code, 0);
    assert.deepEqual(organization().identityCenter, { region: "eu-west-1" });
    assert.deepEqual(organization().keys, [{ arn: KEY }]);
  });

  it("writes both, gives pulumi import what AWS has, and says what no API tells", async () => {
    made = await MadeByHand.started({ key: KEY });
    for (const region of ["us-east-1", "ap-south-1"]) made.addRegion(region);
    const { code, text } = await made.imports();
    assert.equal(code, 0, text);
    const [first, second] = ["ap-south-1", "us-east-1"];
    assert.deepEqual(center(), {
      region: "eu-west-1",
      encryption: { keyArn: KEY },
      regions: [first, second],
    });
    assert.deepEqual(organization().keys, [{ arn: KEY, replicas: [first, second] }]);
    const { InstanceArn } = made.instance;
    assert.deepEqual(
      regions().map((one) => ({ ...one, version: "" })),
      [first, second].map((region) => ({
        type: "aws:ssoadmin/region:Region",
        name: `identity-center/${region}`,
        id: `${InstanceArn},${region}`,
        parent: "identity-center",
        provider: "home",
        version: "",
      })),
    );
    assert.match(text, /identitySource: .*\n/);
  });

  it("changes nothing of a file that says both, and leaves what nobody can compare", async () => {
    made = await MadeByHand.started({ key: KEY });
    for (const region of ["ap-south-1", "us-east-1"]) made.addRegion(region);
    await made.imports();
    const written = made.read(FILE);
    for (const [own, other] of [
      [/\n {4}regions:\n.*\n.*\n/, "\n    regions: [us-east-1, ap-south-1] # as we like it\n"],
      [
        /\n {4}region: eu-west-1\n/,
        "\n    region: eu-west-1\n    identitySource: identity-provider\n",
      ],
      [/keyArn: .*/, "keyArn: { secure: v1:abc }"],
      [/\n {4}encryption:\n.*\n/, "\n    encryption: { secure: v1:abc }\n"],
      [/\n {4}regions:\n.*\n.*\n/, "\n    regions: { secure: v1:abc }\n"],
    ] as const) {
      assert.match(written, own);
      const text = written.replace(own, other);
      made.write(FILE, text);
      const result = await made.imports();
      assert.equal(result.code, 0, result.text);
      assert.equal(made.read(FILE), text);
    }
  });

  it("tells where a file says otherwise than AWS, and writes what AWS has", async () => {
    made = await MadeByHand.started({ key: KEY });
    made.addRegion("us-east-1");
    await made.imports();
    const written = made.read(FILE);
    const other = KEY.replace("mrk-0", "mrk-1");
    made.write(FILE, written.replace(KEY, other).replace("- us-east-1", "- us-west-2"));
    const { code, text } = await made.imports();
    assert.equal(code, 1, text);
    const said = text.split("\n").filter((line) => /^ {2}[-+] /.test(line));
    assert.deepEqual(said, [
      `  - access:identityCenter.encryption.keyArn: "${other}"`,
      `  + access:identityCenter.encryption.keyArn: "${KEY}"`,
      '  - access:identityCenter.regions: "us-west-2"',
      '  + access:identityCenter.regions: "us-east-1"',
    ]);
    await made.imports({ force: true });
    assert.equal(made.read(FILE), written);
  });

  it("leaves a Region to the other stack, where that names it", async () => {
    made = await MadeByHand.started({ key: KEY });
    made.addRegion("us-east-1");
    const part = (stack: string, otherStack: string, more = "") =>
      `config:\n  aws:region: eu-west-1\n  access:delegatedAdministration: { account: prod, stack: ${stack}, otherStack: ${otherStack} }\n${more}`;
    made.write(
      "Pulumi.other.yaml",
      part("delegated", "acme", "  access:identityCenter: { regions: [us-east-1] }\n"),
    );
    made.write(FILE, part("management", "other"));
    const { code, text } = await made.imports();
    assert.equal(code, 0, text);
    assert.deepEqual(center(), { region: "eu-west-1", encryption: { keyArn: KEY } });
    assert.deepEqual(regions(), []);
  });

  it("leaves out a Region that AWS is removing", async () => {
    made = await MadeByHand.started({ key: KEY });
    made.addRegion("us-east-1");
    made.call("RemoveRegion", { ...made.instance, RegionName: "us-east-1" });
    await made.imports();
    assert.deepEqual(center(), { region: "eu-west-1", encryption: { keyArn: KEY } });
  });

  it("writes nothing where the key or the Regions can't be read", async () => {
    for (const operation of ["DescribeInstance", "ListRegions"]) {
      const faults = [{ operation, error: "AccessDenied" }];
      made = await MadeByHand.started({ key: KEY, faults: faults as never });
      await assert.rejects(made.imports(), new RegExp(`Missing:\\n {2}sso:${operation}: `));
      await made.remove();
    }
  });
});
