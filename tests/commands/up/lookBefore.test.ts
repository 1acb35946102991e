import assert from "node:assert/strict";
import { StateFacts } from "../../../commands/drift/state/stateFacts.ts";
import { parseStackFile, readStackFile } from "../../../commands/stack/stackFile.ts";
import { lookBefore, regionsToAdd } from "../../../commands/up/lookBefore.ts";
import { exported } from "../drift/deployedDev.ts";
import { type DriftFixture, startedForEach } from "../drift/driftFixture.ts";

describe("what npm run up looks at in AWS before it adds a Region", () => {
  let aws: DriftFixture;
  const faults = startedForEach((started) => {
    aws = started;
  });

  const { configuration } = parseStackFile(readStackFile("dev"));
  const seen = (client: object = aws.settings) =>
    lookBefore(configuration, ["us-east-1"], { stack: "dev", region: aws.region, client });
  const withKeyOfAws = async () => {
    await aws.sso.removeRegion({ ...aws.instance, RegionName: "us-east-1" });
    const EncryptionConfiguration = { KeyType: "AWS_OWNED_KMS_KEY" } as const;
    await aws.sso.updateInstance({ ...aws.instance, EncryptionConfiguration });
  };

  it("is nothing where the key encrypts Identity Center", async () => {
    assert.deepEqual(await seen(), []);
  });

  it("is another key, or one of AWS's, with what to do", async () => {
    await withKeyOfAws();
    const [problem, ...others] = await seen();
    assert.deepEqual(others, []);
    assert.equal(problem?.path, "access:identityCenter.regions");
    assert.match(
      problem.message,
      /takes us-east-1 once .* by arn:aws:kms:\S+mrk-\w+, and it is encrypted by a key of AWS's; take steps 3 to 5 of docs\/regions-and-keys\.md first \(npx pulumi preview --stack dev /,
    );
    const another = structuredClone(configuration);
    Object.assign(another.identityCenter, {
      encryption: { keyArn: "arn:aws:kms:eu-west-1:000000000001:key/mrk-0" },
    });
    const where = { stack: "dev", region: aws.region, client: aws.settings };
    assert.equal((await lookBefore(another, ["us-east-1"], where)).length, 1);
  });

  it("is nothing where the credentials lead to another Identity Center than the stack's", async () => {
    await withKeyOfAws();
    const where = { stack: "dev", region: aws.region, client: aws.settings };
    const of = (instanceArn: string) =>
      lookBefore(configuration, ["us-east-1"], { ...where, instanceArn });
    assert.deepEqual(await of("arn:aws:sso:::instance/ssoins-ffffffffffffffff"), []);
    assert.equal((await of(aws.instance.InstanceArn)).length, 1);
  });

  it("is nothing where it may not be read, or nobody answers: the update says it", async () => {
    await withKeyOfAws();
    faults.push({ operation: "DescribeInstance", error: "AccessDenied", times: "always" });
    assert.deepEqual(await seen(), []);
    assert.deepEqual(await seen({ ...aws.settings, endpoint: "http://127.0.0.1:1" }), []);
  });

  it("is about Regions alone that the stack hasn't added", () => {
    const { deployed } = new StateFacts(exported(aws.dev.resources));
    assert.deepEqual([...deployed.replicatedTo], ["us-east-1"]);
    assert.deepEqual(regionsToAdd(configuration, deployed), []);
    assert.deepEqual(regionsToAdd(configuration, { replicatedTo: new Set() }), ["us-east-1"]);
  });
});
