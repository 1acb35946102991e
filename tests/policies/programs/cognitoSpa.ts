import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [];

/** A single-page application: signed-in users get AWS credentials for their own files; AppSync is its API. */
export default function cognitoSpa() {
  const users = new aws.cognito.UserPool("users", {
    mfaConfiguration: "ON",
    softwareTokenMfaConfiguration: { enabled: true },
    passwordPolicy: {
      minimumLength: 14,
      requireLowercase: true,
      requireNumbers: true,
      requireSymbols: true,
      requireUppercase: true,
    },
  });
  const client = new aws.cognito.UserPoolClient("web", { userPoolId: users.id });
  const identities = new aws.cognito.IdentityPool("users", {
    identityPoolName: "users",
    allowUnauthenticatedIdentities: false,
    cognitoIdentityProviders: [{ clientId: client.id, providerName: users.endpoint }],
  });
  const files = new aws.s3.Bucket("files");
  const role = new aws.iam.Role("signed-in", {
    assumeRolePolicy: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Federated: "cognito-identity.amazonaws.com" },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: { "cognito-identity.amazonaws.com:aud": identities.id },
            "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
          },
        },
      ],
    },
  });
  const own = `\${cognito-identity.amazonaws.com:sub}`;
  new aws.iam.RolePolicy("signed-in", {
    role: role.id,
    policy: files.arn.apply((arn) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
            Resource: `${arn}/private/${own}/*`,
          },
          {
            Effect: "Allow",
            Action: "s3:ListBucket",
            Resource: arn,
            Condition: { StringLike: { "s3:prefix": [`private/${own}/`, `private/${own}/*`] } },
          },
        ],
      }),
    ),
  });
  new aws.cognito.IdentityPoolRoleAttachment("users", {
    identityPoolId: identities.id,
    roles: { authenticated: role.arn },
  });

  const table = new aws.dynamodb.Table("profiles", {
    attributes: [{ name: "id", type: "S" }],
    hashKey: "id",
    billingMode: "PAY_PER_REQUEST",
  });
  const appsync = aws.iam.assumeRolePolicyForPrincipal({ Service: "appsync.amazonaws.com" });
  const logging = new aws.iam.Role("appsync-logs", { assumeRolePolicy: appsync });
  new aws.iam.RolePolicyAttachment("appsync-logs", {
    role: logging.name,
    policyArn: aws.iam.ManagedPolicy.AWSAppSyncPushToCloudWatchLogs,
  });
  const api = new aws.appsync.GraphQLApi("profiles", {
    authenticationType: "AMAZON_COGNITO_USER_POOLS",
    userPoolConfig: { userPoolId: users.id, defaultAction: "ALLOW" },
    logConfig: { cloudwatchLogsRoleArn: logging.arn, fieldLogLevel: "ERROR" },
  });
  const resolvers = new aws.iam.Role("appsync-profiles", { assumeRolePolicy: appsync });
  new aws.iam.RolePolicy("appsync-profiles", {
    role: resolvers.id,
    policy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"],
          Resource: [table.arn, pulumi.interpolate`${table.arn}/*`],
        },
      ],
    }),
  });
  new aws.appsync.DataSource("profiles", {
    apiId: api.id,
    type: "AMAZON_DYNAMODB",
    serviceRoleArn: resolvers.arn,
    dynamodbConfig: { tableName: table.name },
  });
  return { userPool: users.id, client: client.id, api: api.id };
}
