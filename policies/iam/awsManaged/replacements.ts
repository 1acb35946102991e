/**
 * AWS managed policies that AWS has withdrawn or announced to withdraw, with what takes their place; names with path.
 * "Deprecated AWS managed policies": they work where they are attached, and can't be attached again. Sources: their
 * pages in the AWS Managed Policy Reference, and the services' "AWS managed policies" pages.
 */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  AWSBackupAdminPolicy: "AWSBackupFullAccess",
  AWSBackupOperatorPolicy: "AWSBackupOperatorAccess",
  AWSCloudTrailFullAccess: "AWSCloudTrail_FullAccess",
  AWSElasticBeanstalkFullAccess: "AdministratorAccess-AWSElasticBeanstalk",
  AWSElasticBeanstalkReadOnlyAccess: "AWSElasticBeanstalkReadOnly",
  AWSLambdaFullAccess: "AWSLambda_FullAccess",
  AWSLambdaReadOnlyAccess: "AWSLambda_ReadOnlyAccess",
  AmazonConnectFullAccess: "AmazonConnect_FullAccess",
  AmazonEC2ContainerServiceFullAccess: "AmazonECS_FullAccess",
  AmazonElasticMapReduceFullAccess: "AmazonEMRFullAccessPolicy_v2",
  AmazonElasticMapReduceReadOnlyAccess: "AmazonEMRReadOnlyAccessPolicy_v2",
  ServiceCatalogAdminReadOnlyAccess: "AWSServiceCatalogAdminReadOnlyAccess",
  ServiceCatalogEndUserAccess: "AWSServiceCatalogEndUserReadOnlyAccess",
  "service-role/AWSConfigRole": "service-role/AWS_ConfigRole",
  "service-role/AmazonEC2RoleforSSM": "AmazonSSMManagedInstanceCore",
  "service-role/AmazonEC2SpotFleetRole": "service-role/AmazonEC2SpotFleetTaggingRole",
  "service-role/AmazonElasticMapReduceRole": "service-role/AmazonEMRServicePolicy_v2",
};

/** What takes the place of a deprecated AWS managed policy; `undefined` for all others. */
export function replacementOf(name: string): string | undefined {
  return Object.hasOwn(REPLACEMENTS, name) ? REPLACEMENTS[name] : undefined;
}
