/**
 * What the AWS provider takes below `aws:`, as @pulumi/aws has it (config/vars): it passes over anything else.
 * tests/model/sections/foreignKeys.test.ts compares them with the package.
 */
export const providerKeys: readonly string[] = [
  ...[
    "accessKey",
    "allowedAccountIds",
    "assumeRoleWithWebIdentity",
    "assumeRoles",
    "customCaBundle",
  ],
  ...["defaultTags", "ec2MetadataServiceEndpoint", "ec2MetadataServiceEndpointMode", "endpoints"],
  ...["forbiddenAccountIds", "httpProxy", "httpsProxy", "ignoreTags", "insecure", "maxRetries"],
  ...["noProxy", "profile", "region", "retryMode", "s3UsEast1RegionalEndpoint", "s3UsePathStyle"],
  ...["secretKey", "sharedConfigFiles", "sharedCredentialsFiles", "skipCredentialsValidation"],
  ...["skipMetadataApiCheck", "skipRegionValidation", "skipRequestingAccountId", "stsRegion"],
  ...["tagPolicyCompliance", "token", "tokenBucketRateLimiterCapacity", "useDualstackEndpoint"],
  ...["useFipsEndpoint", "userAgents"],
];
