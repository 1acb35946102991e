import { ACCOUNT, hex, REGION, uuid } from "./account.ts";
import { queueUrl } from "./identifier.ts";
import type { ResourceClass } from "./resourceClass.ts";

type Inputs = Readonly<Record<string, unknown>>;

/** What AWS calls a resource. */
export interface Identity {
  readonly id: string;
  readonly arn: string;
}

const UNENCRYPTED = { keyFingerprint: undefined, encryptedSesSmtpPasswordV4: undefined };

/** Outputs that programs take apart, or that policies name. */
const OUTPUTS: Readonly<
  Record<string, (identity: Identity, inputs: Inputs) => Record<string, unknown>>
> = {
  "acm/certificate": (_identity, { domainName }) => ({
    domainValidationOptions: [
      {
        domainName,
        resourceRecordName: `_acme.${domainName}`,
        resourceRecordType: "CNAME",
        resourceRecordValue: "_acme.acm-validations.aws",
      },
    ],
  }),
  "apigateway/restApi": ({ id }) => ({
    executionArn: `arn:aws:execute-api:${REGION}:${ACCOUNT}:${id}`,
    rootResourceId: hex(id, 10),
  }),
  "apigatewayv2/api": ({ id }) => ({
    executionArn: `arn:aws:execute-api:${REGION}:${ACCOUNT}:${id}`,
    apiEndpoint: `https://${id}.execute-api.${REGION}.amazonaws.com`,
  }),
  "bedrock/agentAgent": ({ id, arn }) => ({ agentId: id, agentArn: arn }),
  "cloudfront/distribution": ({ id }) => ({
    domainName: `d${id.toLowerCase()}.cloudfront.net`,
    hostedZoneId: "Z2FDTNDATAQYW2",
  }),
  "cloudfront/originAccessIdentity": ({ id }) => ({
    iamArn: `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${id}`,
  }),
  "dynamodb/table": ({ arn }, { streamEnabled }) =>
    streamEnabled === true ? { streamArn: `${arn}/stream/2026-01-01T00:00:00.000` } : {},
  "ecr/repository": ({ id }) => ({
    registryId: ACCOUNT,
    repositoryUrl: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/${id}`,
  }),
  "ecs/taskDefinition": ({ arn }) => ({
    arnWithoutRevision: arn.replace(/:\d+$/, ""),
    revision: 1,
  }),
  "eks/cluster": ({ id }) => ({
    identities: [
      {
        oidcs: [
          { issuer: `https://oidc.eks.${REGION}.amazonaws.com/id/${hex(id, 32).toUpperCase()}` },
        ],
      },
    ],
    certificateAuthority: { data: "LS0tLS1CRUdJTg==" },
    endpoint: `https://${hex(id, 32).toUpperCase()}.gr7.${REGION}.eks.amazonaws.com`,
  }),
  "iam/accessKey": (_identity, { pgpKey }) =>
    pgpKey === undefined ? { ...UNENCRYPTED, encryptedSecret: undefined } : { secret: undefined },
  "iam/userLoginProfile": (_identity, { pgpKey }) =>
    pgpKey === undefined
      ? { ...UNENCRYPTED, encryptedPassword: undefined }
      : { password: undefined },
  "iam/openIdConnectProvider": (_identity, { url }) => ({
    url: String(url).replace("https://", ""),
  }),
  "kms/alias": (_identity, { targetKeyId }) => ({
    targetKeyArn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/${targetKeyId}`,
  }),
  "kms/key": ({ id }) => ({ keyId: id }),
  "lambda/function": ({ arn }) => ({
    version: "$LATEST",
    qualifiedArn: `${arn}:$LATEST`,
    invokeArn: `arn:aws:apigateway:${REGION}:lambda:path/2015-03-31/functions/${arn}/invocations`,
  }),
  "lb/loadBalancer": ({ id }) => ({
    dnsName: `${id}.${REGION}.elb.amazonaws.com`,
    zoneId: "Z32O12XQLNTSW2",
  }),
  "organizations/organization": () => ({
    masterAccountId: ACCOUNT,
    roots: [{ id: "r-a1b2", arn: `arn:aws:organizations::${ACCOUNT}:root/o-exampleorg/r-a1b2` }],
  }),
  "rds/cluster": ({ id }) => ({ ...masterSecret(id), clusterResourceId: `cluster-${hex(id, 26)}` }),
  "rds/instance": ({ id }) => ({ ...masterSecret(id), resourceId: `db-${hex(id, 26)}` }),
  "route53/zone": ({ id }) => ({ zoneId: id, nameServers: ["ns-1.awsdns-01.org"] }),
  "s3/bucket": ({ id }) => ({
    bucketDomainName: `${id}.s3.amazonaws.com`,
    bucketRegionalDomainName: `${id}.s3.${REGION}.amazonaws.com`,
  }),
  "sqs/queue": ({ id }) => ({ url: queueUrl(id) }),
};

/** What AWS decides about a resource, beside its inputs. */
export function decidedOutputs(
  module: string,
  { outputs, regional }: ResourceClass,
  inputs: Inputs,
  identity: Identity,
): Record<string, unknown> {
  const decided: Record<string, unknown> = regional ? { region: REGION } : {};
  for (const [name, type] of Object.entries(outputs)) decided[name] = guess(name, type, identity);
  if ("arn" in outputs) decided.arn = identity.arn;
  if ("tagsAll" in outputs) decided.tagsAll = inputs.tags ?? {};
  return { ...decided, ...OUTPUTS[module]?.(identity, inputs) };
}

/** A value of the right type, so that a program that works on AWS works here. */
function guess(name: string, type: string, { id, arn }: Identity): unknown {
  const [first = ""] = type.split(" | ");
  if (first === "number") return 1;
  if (first === "boolean") return false;
  if (first.endsWith("[]")) return [];
  if (first !== "string") return {};
  if (name.endsWith("Arn")) return `${arn}/${name}`;
  if (name === "secret" || name.endsWith("assword")) return hex(`${name} ${id}`, 40);
  return `${id}-${name}`;
}

function masterSecret(id: string) {
  const secretArn = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:rds!db-${uuid(id)}-${hex(id, 6)}`;
  return {
    masterUserSecrets: [{ secretArn, secretStatus: "active", kmsKeyId: "" }],
    endpoint: `${id}.${hex(id, 12)}.${REGION}.rds.amazonaws.com`,
  };
}
