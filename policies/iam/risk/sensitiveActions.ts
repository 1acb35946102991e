/**
 * Actions that answer with credentials: secrets, passwords, keys, tokens and role sessions. Those that make credentials
 * of another IAM user are privilege escalation, and stand in `escalationPaths.ts`.
 */
export const CREDENTIAL_ACTIONS: readonly string[] = [
  "airflow:CreateCliToken",
  "airflow:CreateWebLoginToken",
  "cognito-identity:GetOpenIdTokenForDeveloperIdentity",
  "connect:GetFederationToken",
  "dsql:DbConnectAdmin",
  "elasticache:Connect",
  "emr-containers:GetManagedEndpointSessionCredentials",
  "gamelift:GetComputeAccess",
  "gamelift:GetInstanceAccess",
  "grafana:CreateWorkspaceApiKey",
  "grafana:CreateWorkspaceServiceAccountToken",
  "iam:CreateServiceSpecificCredential",
  "iam:ResetServiceSpecificCredential",
  "iam:UpdateAccessKey",
  "iam:UploadSigningCertificate",
  "lightsail:GetInstanceAccessDetails",
  "lightsail:GetRelationalDatabaseMasterUserPassword",
  "lightsail:CreateBucketAccessKey",
  "memorydb:Connect",
  "rds-db:connect",
  "redshift-serverless:GetCredentials",
  "redshift:GetClusterCredentials",
  "redshift:GetClusterCredentialsWithIAM",
  "secretsmanager:GetSecretValue",
  "ssm:GetParameter",
  "ssm:GetParameterHistory",
  "ssm:GetParameters",
  "ssm:GetParametersByPath",
  "sts:AssumeRole",
  "sts:AssumeRoot",
];

/**
 * What makes an action's answer worth having, by lower-case condition key: a condition that lets none of these pass narrows
 * it. A session of a member's root user does the one task that its policy is for; only this one gives the way to sign in
 * as root, and use it for all ("Perform a privileged task on an AWS Organizations member account").
 */
export const ASKED_FOR: ReadonlyMap<string, readonly Readonly<Record<string, string>>[]> = new Map([
  [
    "sts:AssumeRoot",
    ["aws", "aws-cn", "aws-us-gov"].map((partition) => ({
      "sts:taskpolicyarn": `arn:${partition}:iam::aws:policy/root-task/IAMCreateRootUserPassword`,
    })),
  ],
]);

/** Actions that read what a company keeps, or give copies of it away. */
export const DATA_ACTIONS: readonly string[] = [
  "aoss:APIAccessAll",
  "athena:GetQueryResults",
  "cassandra:Select",
  "codecommit:GitPull",
  "dynamodb:BatchGetItem",
  "dynamodb:ExportTableToPointInTime",
  "dynamodb:GetItem",
  "dynamodb:GetRecords",
  "dynamodb:PartiQLSelect",
  "dynamodb:Query",
  "dynamodb:Scan",
  "ebs:GetSnapshotBlock",
  "ec2:ModifyImageAttribute",
  "ec2:ModifySnapshotAttribute",
  "es:ESHttpGet",
  "kinesis:GetRecords",
  "kms:Decrypt",
  "neptune-db:ReadDataViaQuery",
  "rds-data:BatchExecuteStatement",
  "rds-data:ExecuteStatement",
  "rds:ModifyDBClusterSnapshotAttribute",
  "rds:ModifyDBSnapshotAttribute",
  "redshift-data:ExecuteStatement",
  "s3:GetDataAccess",
  "s3:GetObject",
  "s3:GetObjectVersion",
  "s3express:CreateSession",
  "sqs:ReceiveMessage",
  "timestream:Select",
];

/**
 * Actions that support resources and that AWS itself allows on `*` to those who need them: in AWSLambdaBasicExecutionRole,
 * AWSLambdaVPCAccessExecutionRole, AmazonEC2ContainerServiceforEC2Role, AmazonSSMManagedInstanceCore,
 * CloudWatchAgentServerPolicy and IAMUserChangePassword, and in the examples of the user guides of IAM (service-linked
 * roles, GetFederationToken), Amazon ECS (task definitions) and Amazon SES (sending). What they work on is made by the
 * service, has no name beforehand, or is the caller's own.
 */
export const USUAL_ON_ALL: ReadonlySet<string> = new Set([
  "cloudwatch:PutMetricData",
  "ec2:AssignPrivateIpAddresses",
  "ec2:AttachNetworkInterface",
  "ec2:CreateNetworkInterface",
  "ec2:CreateNetworkInterfacePermission",
  "ec2:DeleteNetworkInterface",
  "ec2:DetachNetworkInterface",
  "ec2:UnassignPrivateIpAddresses",
  "ecs:CreateCluster",
  "ecs:DeregisterContainerInstance",
  "ecs:Poll",
  "ecs:RegisterContainerInstance",
  "ecs:RegisterTaskDefinition",
  "ecs:StartTelemetrySession",
  "ecs:SubmitAttachmentStateChanges",
  "ecs:SubmitContainerStateChange",
  "ecs:SubmitTaskStateChange",
  "ecs:UpdateContainerInstancesState",
  "iam:ChangePassword",
  "iam:CreateServiceLinkedRole",
  "logs:CreateLogGroup",
  "logs:CreateLogStream",
  "logs:PutLogEvents",
  "logs:PutRetentionPolicy",
  "ses:SendEmail",
  "ses:SendRawEmail",
  "ssm:PutComplianceItems",
  "sts:GetFederationToken",
  "ssm:UpdateAssociationStatus",
  "ssm:UpdateInstanceAssociationStatus",
  "ssm:UpdateInstanceInformation",
]);

/**
 * Services of which full access is power over identities, secrets or the whole organization. Full access to another
 * service is named as well, but stops nothing.
 */
export const CONTROL_SERVICES: ReadonlySet<string> = new Set([
  "account",
  "iam",
  "identitystore",
  "kms",
  "organizations",
  "secretsmanager",
  "ssm",
  "sso",
  "sso-directory",
  "sts",
]);
