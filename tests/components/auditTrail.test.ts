import assert from "node:assert/strict";
import type { AuditTrailArgs } from "../../components/auditTrail.ts";
import { deploy } from "./deploy.ts";

const CALLED = "audit";
const TRAILS = "arn:aws:cloudtrail:eu-west-1:000000000001:trail/*";

function deployTrail(
  args: Partial<AuditTrailArgs> = {},
  region = "eu-west-1",
  organization: (yaml: string) => string = (yaml) => yaml,
) {
  return deploy(
    ({ AuditTrail }, where) =>
      new AuditTrail(CALLED, { ...where, managementAccountId: "000000000001", ...args }).bucketName,
    { region, organization: (yaml) => organization(yaml).replace("eu-west-1", region) },
  );
}

interface Statement {
  Sid: string;
  Principal: unknown;
  Condition?: Record<string, unknown>;
}

const statements = (policy: unknown): Record<string, Statement> =>
  Object.fromEntries(
    (JSON.parse(String(policy)) as { Statement: Statement[] }).Statement.map((one) => [
      one.Sid,
      one,
    ]),
  );

describe("AuditTrail", () => {
  it("records every account and Region, encrypted, with log file validation", async () => {
    const { resource, errors } = await deployTrail({ tags: { team: "platform" } });
    assert.deepEqual(errors, []);
    const trail = resource("Trail", CALLED);
    assert.equal(trail.urn.split("$").at(-2), "awsx:cloudtrail:Trail");
    assert.deepEqual(trail.inputs, {
      name: "audit",
      isOrganizationTrail: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      enableLogging: true,
      kmsKeyId: resource("Key", CALLED).outputs.arn,
      region: "eu-west-1",
      s3BucketName: resource("Bucket", CALLED).outputs.bucket,
      tags: { team: "platform" },
      tagsAll: { team: "platform" },
    });
  });

  it("starts only when CloudTrail may write to the bucket", async () => {
    const { resource } = await deployTrail();
    const { dependencies } = resource("Trail", CALLED);
    assert.ok(dependencies.includes(resource("BucketPolicy", CALLED).urn));
    assert.ok(dependencies.includes(resource("Key", CALLED).urn));
  });

  it("has the organization trust CloudTrail first, and for good, unless it does", async () => {
    const { resource } = await deployTrail();
    const trust = resource("AwsServiceAccess", `${CALLED}-cloudtrail`);
    assert.deepEqual(trust.inputs.servicePrincipal, "cloudtrail.amazonaws.com");
    assert.equal(trust.options.retainOnDelete, true);
    assert.ok(resource("Trail", CALLED).dependencies.includes(trust.urn));
    const trusting = (yaml: string) => `${yaml}\ntrustedServices: [cloudtrail.amazonaws.com]\n`;
    const args = { trustedElsewhere: true };
    const { resources, errors } = await deployTrail(args, undefined, trusting);
    assert.deepEqual(errors, []);
    assert.ok(resources.every(({ type }) => !type.endsWith(":AwsServiceAccess")));
  });

  it("closes, versions and encrypts the bucket", async () => {
    const { resource } = await deployTrail({ tags: { team: "platform" } });
    const { bucket } = resource("Bucket", CALLED).outputs;
    const of = { bucket, region: "eu-west-1" };
    const inputs = (type: string) => resource(type, CALLED).inputs;
    assert.equal(inputs("Bucket").forceDestroy, false);
    assert.deepEqual(inputs("Bucket").tags, { team: "platform" });
    assert.deepEqual(inputs("BucketPublicAccessBlock"), {
      ...of,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    assert.deepEqual(inputs("BucketOwnershipControls"), {
      ...of,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    assert.deepEqual(inputs("BucketVersioning"), {
      ...of,
      versioningConfiguration: { status: "Enabled" },
    });
    assert.deepEqual(inputs("BucketServerSideEncryptionConfiguration"), {
      ...of,
      rules: [
        {
          applyServerSideEncryptionByDefault: {
            sseAlgorithm: "aws:kms",
            kmsMasterKeyId: resource("Key", CALLED).outputs.arn,
          },
          bucketKeyEnabled: true,
        },
      ],
    });
  });

  it("has one policy for the bucket, where awsx would put its own", async () => {
    const { resources } = await deployTrail();
    const policies = resources.filter(({ type }) => type.endsWith(":BucketPolicy"));
    assert.equal(policies.length, 1);
  });

  it("lets only trails of the account and Region write, and nobody without encrypted transport", async () => {
    const { resource } = await deployTrail();
    const policy = statements(resource("BucketPolicy", CALLED).inputs.policy);
    const arn = resource("Bucket", CALLED).outputs.arn;
    const trail = {
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Condition: { ArnLike: { "aws:SourceArn": TRAILS } },
    };
    assert.deepEqual(policy, {
      TrailLooksAtBucket: {
        ...trail,
        Sid: "TrailLooksAtBucket",
        Action: "s3:GetBucketAcl",
        Resource: arn,
      },
      TrailWritesLogFiles: {
        ...trail,
        Sid: "TrailWritesLogFiles",
        Action: "s3:PutObject",
        Resource: `${arn}/AWSLogs/*`,
      },
      OnlyEncryptedTransport: {
        Sid: "OnlyEncryptedTransport",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    });
  });

  it("rotates the key, which only trails of the account and Region encrypt with", async () => {
    const { resource } = await deployTrail({ tags: { team: "platform" } });
    const { inputs, outputs } = resource("Key", CALLED);
    assert.equal(inputs.enableKeyRotation, true);
    assert.deepEqual(inputs.tags, { team: "platform" });
    assert.deepEqual(statements(inputs.policy), {
      AccountAdministersKey: {
        Sid: "AccountAdministersKey",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::000000000001:root" },
        Action: "kms:*",
        Resource: "*",
      },
      TrailEncrypts: {
        Sid: "TrailEncrypts",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: ["kms:GenerateDataKey*", "kms:DescribeKey"],
        Resource: "*",
        Condition: { ArnLike: { "aws:SourceArn": TRAILS } },
      },
    });
    assert.deepEqual(resource("Alias", CALLED).inputs, {
      name: "alias/audit",
      targetKeyId: outputs.keyId,
      region: "eu-west-1",
    });
  });

  it("keeps bucket, settings and key when the program lets go of them, and how long nobody says any more", async () => {
    const { resources } = await deployTrail({ retentionDays: 400 });
    const kept = resources.filter(({ type }) => /^aws:(s3|kms\/key)/.test(type));
    assert.equal(kept.length, 8);
    for (const { type, options } of kept) {
      const isRetention = type.endsWith(":BucketLifecycleConfiguration");
      assert.equal(options.retainOnDelete, !isRetention, type);
    }
  });

  it("keeps log files for ever unless told otherwise", async () => {
    const { resources } = await deployTrail();
    assert.ok(!resources.some(({ type }) => type.endsWith(":BucketLifecycleConfiguration")));
    const { resource } = await deployTrail({ retentionDays: 400 });
    assert.deepEqual(resource("BucketLifecycleConfiguration", CALLED).inputs.rules, [
      {
        id: "retention",
        status: "Enabled",
        filter: {},
        expiration: { days: 400 },
        noncurrentVersionExpiration: { noncurrentDays: 400 },
      },
    ]);
  });

  it("names the trail as told, in the partition of the instance", async () => {
    const { resource } = await deployTrail({ trailName: "acme-trail" }, "us-gov-west-1");
    assert.equal(resource("Trail", "audit/acme-trail").inputs.name, "acme-trail");
    const policy = statements(resource("BucketPolicy", "audit/acme-trail").inputs.policy);
    assert.deepEqual(policy.TrailWritesLogFiles?.Condition, {
      ArnLike: {
        "aws:SourceArn": "arn:aws-us-gov:cloudtrail:us-gov-west-1:000000000001:trail/*",
      },
    });
    const key = statements(resource("Key", CALLED).inputs.policy);
    assert.deepEqual(key.AccountAdministersKey?.Principal, {
      AWS: "arn:aws-us-gov:iam::000000000001:root",
    });
  });

  it("tells the bucket's name", async () => {
    const { resource } = await deployTrail();
    assert.deepEqual(resource("AuditTrail", CALLED).outputs, {
      bucketName: resource("Bucket", CALLED).outputs.bucket,
      logGroupName: "",
      trailName: CALLED,
    });
  });

  describe("with a log group", () => {
    const logGroup = { retentionDays: 400 };
    const ARN = "arn:aws:logs:eu-west-1:000000000001:log-group:aws-cloudtrail-logs-audit";
    const ALL = "arn:aws:logs:eu-west-1:000000000001:log-group:aws-cloudtrail-logs-*";

    it("delivers there with a role of its own", async () => {
      const { errors, resource, world } = await deployTrail({ logGroup, tags: { team: "x" } });
      assert.deepEqual(errors, []);
      const { inputs } = resource("Trail", CALLED);
      assert.equal(inputs.cloudWatchLogsGroupArn, `${ARN}:*`);
      const role = resource("Role", `${CALLED}-logs`);
      assert.equal(inputs.cloudWatchLogsRoleArn, role.outputs.arn);
      const group = resource("LogGroup", CALLED);
      assert.equal(group.inputs.retentionInDays, 400);
      assert.equal(group.inputs.kmsKeyId, resource("Key", CALLED).outputs.arn);
      for (const { inputs: of } of [role, group]) assert.deepEqual(of.tags, { team: "x" });
      assert.equal(resource("AuditTrail", CALLED).outputs.logGroupName, group.inputs.name);
      const [trail] = world.call("DescribeTrails", {}, "eu-west-1").trailList;
      assert.equal(trail?.CloudWatchLogsLogGroupArn, `${ARN}:*`);
      assert.ok(
        resource("Trail", CALLED).dependencies.includes(
          resource("RolePolicy", `${CALLED}-logs`).urn,
        ),
      );
    });

    it("is written by CloudTrail alone, which AWS lets ask for no source", async () => {
      const { resource } = await deployTrail({ logGroup });
      const role = `${CALLED}-logs`;
      const [trust] = JSON.parse(String(resource("Role", role).inputs.assumeRolePolicy)).Statement;
      assert.deepEqual(trust, {
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "sts:AssumeRole",
      });
      const { TrailDelivers } = statements(resource("RolePolicy", role).inputs.policy);
      assert.deepEqual(TrailDelivers, {
        Sid: "TrailDelivers",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `${ALL}:log-stream:*`,
      });
    });

    it("is encrypted by CloudWatch Logs as its partition names it", async () => {
      for (const [region, service] of [
        ["us-gov-west-1", "logs.us-gov-west-1.amazonaws.com"],
        ["cn-north-1", "logs.cn-north-1.amazonaws.com.cn"],
      ] as const) {
        const { resource } = await deployTrail({ logGroup }, region);
        const { LogGroupEncrypts } = statements(resource("Key", CALLED).inputs.policy);
        assert.deepEqual(LogGroupEncrypts?.Principal, { Service: service });
      }
    });

    it("is encrypted with the trail's key, which encrypts log groups of trails alone", async () => {
      const { resource } = await deployTrail({ logGroup });
      const { LogGroupEncrypts } = statements(resource("Key", CALLED).inputs.policy);
      assert.deepEqual(LogGroupEncrypts?.Principal, { Service: "logs.eu-west-1.amazonaws.com" });
      assert.deepEqual(LogGroupEncrypts?.Condition, {
        ArnLike: { "kms:EncryptionContext:aws:logs:arn": ALL },
      });
    });
  });
});
