import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [];

/** PostgreSQL on Aurora: password kept by RDS, enhanced monitoring, IAM authentication, a rotated application secret. */
export default function database() {
  const monitoring = new aws.iam.Role("rds-monitoring", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
      Service: "monitoring.rds.amazonaws.com",
    }),
  });
  const attachment = new aws.iam.RolePolicyAttachment("rds-monitoring", {
    role: monitoring.name,
    policyArn: aws.iam.ManagedPolicy.AmazonRDSEnhancedMonitoringRole,
  });
  const cluster = new aws.rds.Cluster("orders", {
    engine: "aurora-postgresql",
    masterUsername: "postgres",
    manageMasterUserPassword: true,
    iamDatabaseAuthenticationEnabled: true,
    storageEncrypted: true,
    deletionProtection: true,
  });
  new aws.rds.ClusterInstance(
    "orders",
    {
      clusterIdentifier: cluster.id,
      engine: "aurora-postgresql",
      instanceClass: "db.t4g.medium",
      monitoringInterval: 30,
      monitoringRoleArn: monitoring.arn,
    },
    { dependsOn: attachment },
  );

  const application = new aws.iam.Role("orders-api", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ecs-tasks.amazonaws.com" }),
  });
  const { accountId } = aws.getCallerIdentityOutput();
  new aws.iam.RolePolicy("orders-api", {
    role: application.name,
    policy: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: "rds-db:connect",
          Resource: pulumi.interpolate`arn:aws:rds-db:eu-west-1:${accountId}:dbuser:${cluster.clusterResourceId}/orders_api`,
        },
      ],
    },
  });

  const secret = new aws.secretsmanager.Secret("reporting", { recoveryWindowInDays: 7 });
  const rotationRole = new aws.iam.Role("rotation", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
  });
  for (const policy of [
    "AWSLambdaBasicExecutionRole",
    "AWSLambdaVPCAccessExecutionRole",
  ] as const) {
    new aws.iam.RolePolicyAttachment(`rotation-${policy}`, {
      role: rotationRole.name,
      policyArn: aws.iam.ManagedPolicy[policy],
    });
  }
  new aws.iam.RolePolicy("rotation", {
    role: rotationRole.name,
    policy: secret.arn.apply((arn) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: [
              "secretsmanager:DescribeSecret",
              "secretsmanager:GetSecretValue",
              "secretsmanager:PutSecretValue",
              "secretsmanager:UpdateSecretVersionStage",
            ],
            Resource: arn,
          },
          { Effect: "Allow", Action: "secretsmanager:GetRandomPassword", Resource: "*" },
        ],
      }),
    ),
  });
  const rotation = new aws.lambda.Function("rotation", {
    runtime: "python3.13",
    handler: "lambda_function.lambda_handler",
    code: new pulumi.asset.FileArchive("./rotation"),
    role: rotationRole.arn,
  });
  new aws.lambda.Permission("rotation", {
    action: "lambda:InvokeFunction",
    function: rotation.name,
    principal: "secretsmanager.amazonaws.com",
    sourceAccount: accountId,
  });
  new aws.secretsmanager.SecretRotation("reporting", {
    secretId: secret.id,
    rotationLambdaArn: rotation.arn,
    rotationRules: { automaticallyAfterDays: 30 },
  });
  return { masterSecret: cluster.masterUserSecrets.apply(([one]) => one?.secretArn) };
}
