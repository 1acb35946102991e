import { MANY_ALIKE, suggestion } from "../../suggestion.ts";

/** "AWS global condition context keys", with the keys for services' sessions that begin with `aws:`. */
const KEYS = [
  "aws:AssumedRoot",
  "aws:CalledVia",
  "aws:CalledViaAWSMCP",
  "aws:CalledViaFirst",
  "aws:CalledViaLast",
  "aws:ChatbotSourceArn",
  "aws:CurrentTime",
  "aws:Ec2InstanceSourcePrivateIPv4",
  "aws:Ec2InstanceSourceVpc",
  "aws:EpochTime",
  "aws:FederatedProvider",
  "aws:IsMcpServiceAction",
  "aws:MultiFactorAuthAge",
  "aws:MultiFactorAuthPresent",
  "aws:PrincipalAccount",
  "aws:PrincipalArn",
  "aws:PrincipalIsAWSService",
  "aws:PrincipalOrgID",
  "aws:PrincipalOrgMasterAccountId",
  "aws:PrincipalOrgPaths",
  "aws:PrincipalServiceName",
  "aws:PrincipalServiceNamesList",
  "aws:PrincipalTag/",
  "aws:PrincipalType",
  "aws:Referer",
  "aws:RequestTag/",
  "aws:RequestedRegion",
  "aws:ResourceAccount",
  "aws:ResourceOrgID",
  "aws:ResourceOrgPaths",
  "aws:ResourceTag/",
  "aws:SecureTransport",
  "aws:SourceAccount",
  "aws:SourceArn",
  "aws:SourceIdentity",
  "aws:SourceIp",
  "aws:SourceOrgID",
  "aws:SourceOrgPaths",
  "aws:SourceOwner",
  "aws:SourceVpc",
  "aws:SourceVpcArn",
  "aws:SourceVpce",
  "aws:TagKeys",
  "aws:TokenIssueTime",
  "aws:UserAgent",
  "aws:UserId",
  "aws:Username",
  "aws:ViaAWSMCPService",
  "aws:ViaAWSService",
  "aws:VpcSourceIp",
  "aws:VpceAccount",
  "aws:VpceOrgID",
  "aws:VpceOrgPaths",
];

const BY_LOWER_CASE: ReadonlyMap<string, string> = new Map(
  KEYS.map((key) => [key.toLowerCase(), key]),
);

/** Whether AWS has such a global key, in any case; tags by `aws:ResourceTag/` and what follows. */
export function isGlobalConditionKey(key: string): boolean {
  return BY_LOWER_CASE.has(family(key));
}

/** The global key that was probably meant. */
export function likelyGlobalConditionKey(key: string): string | undefined {
  const near = suggestion(family(key), BY_LOWER_CASE.keys(), MANY_ALIKE);
  return near && BY_LOWER_CASE.get(near);
}

function family(key: string): string {
  const slash = key.indexOf("/");
  return (slash < 0 ? key : key.slice(0, slash + 1)).toLowerCase();
}
