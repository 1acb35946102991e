/** Stands for a name that nobody would think of, so that only patterns for all names match it. */
export const FRESH =
  "\u{E000}\u{E001}\u{E002}\u{E003}\u{E004}\u{E005}\u{E006}\u{E007}\u{E008}\u{E009}";

/** As AWS makes the ids of keys and of what is in an identity store. */
const UUID = [8, 4, 4, 4, 12].map((length) => FRESH.repeat(2).slice(0, length)).join("-");

/**
 * Names that AWS gives, by service and variable of the ARN, with `*` for what differs: `instance/i-*` means all instances,
 * and `secret:*-??????` all secrets.
 */
const FORMS: Readonly<Record<string, readonly string[]>> = {
  "ec2:ImageId": ["ami-*"],
  "ec2:InstanceId": ["i-*"],
  "ec2:LaunchTemplateId": ["lt-*"],
  "ec2:NetworkInterfaceId": ["eni-*"],
  "ec2:SecurityGroupId": ["sg-*"],
  "ec2:SnapshotId": ["snap-*"],
  "ec2:SubnetId": ["subnet-*"],
  "ec2:VolumeId": ["vol-*"],
  "ec2:VpcId": ["vpc-*"],
  "elasticmapreduce:ClusterId": ["j-*"],
  "identitystore:GroupId": [UUID],
  "identitystore:IdentityStoreId": ["d-*"],
  "identitystore:UserId": [UUID],
  "kms:KeyId": [UUID],
  "rds-db:DbiResourceId": ["db-*", "cluster-*"],
  "secretsmanager:SecretId": ["*-\u{E000}\u{E001}\u{E002}\u{E003}\u{E004}\u{E005}"],
  "ssm:InstanceId": ["mi-*"],
  "sso:InstanceId": ["ssoins-*"],
  "sso:PermissionSetId": ["ps-*"],
};

/**
 * Names that a resource may have that has nothing special.
 *
 * @param service as in the ARN, such as `ec2`
 * @param variable such as `InstanceId`
 */
export function freshNames(service: string, variable: string): readonly string[] {
  const forms = FORMS[`${service}:${variable}`] ?? ["*"];
  return forms.map((form) => form.replace("*", FRESH));
}
