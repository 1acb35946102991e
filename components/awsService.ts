/** A service of AWS, by the resources that the program makes in it. */
export interface AwsService {
  /** Of resource types, such as `aws:ssoadmin/`. */
  readonly types: RegExp;
  /** As AWS's SDK, and with it the provider, names it: `operation error SSO Admin: CreatePermissionSet`. */
  readonly sdkName: string;
  /** Before the colon of its IAM actions. */
  readonly prefix: string;
  /** As people know it. */
  readonly title: string;
}

const service = (types: RegExp, sdkName: string, prefix: string, title: string): AwsService => ({
  ...{ types, sdkName, prefix, title },
});

/** Each service that something is made in (Service Authorization Reference; `serviceId` of the service's model in AWS's SDKs). */
export const awsServices: readonly AwsService[] = [
  service(/^aws:ssoadmin\//, "SSO Admin", "sso", "IAM Identity Center"),
  service(/^aws:identitystore\//, "identitystore", "identitystore", "IAM Identity Center"),
  service(/^aws:organizations\//, "Organizations", "organizations", "AWS Organizations"),
  service(/^aws:iam\//, "IAM", "iam", "AWS Identity and Access Management (IAM)"),
  service(/^aws:accessanalyzer\//, "AccessAnalyzer", "access-analyzer", "IAM Access Analyzer"),
  service(/^aws:account\//, "Account", "account", "AWS Account Management"),
  service(/^aws:cfg\//, "Config Service", "config", "AWS Config"),
  service(/^aws:cloudformation\//, "CloudFormation", "cloudformation", "AWS CloudFormation"),
  service(/^aws:cloudtrail\//, "CloudTrail", "cloudtrail", "AWS CloudTrail"),
  service(/^aws:cloudwatch\/event/, "EventBridge", "events", "Amazon EventBridge"),
  service(/^aws:cloudwatch\/log/, "CloudWatch Logs", "logs", "Amazon CloudWatch Logs"),
  service(/^aws:cloudwatch\//, "CloudWatch", "cloudwatch", "Amazon CloudWatch"),
  service(/^aws:kms\//, "KMS", "kms", "AWS Key Management Service (KMS)"),
  service(/^aws:s3\//, "S3", "s3", "Amazon S3"),
  service(/^aws:sns\//, "SNS", "sns", "Amazon SNS"),
  service(/^aws:sts\//, "STS", "sts", "AWS Security Token Service"),
];

export function serviceOf(type: string): AwsService | undefined {
  return awsServices.find(({ types }) => types.test(type));
}
