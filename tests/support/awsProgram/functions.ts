import { ACCOUNT, hex, REGION } from "./account.ts";
import { type PolicyDocumentArgs, policyDocument } from "./policyDocument.ts";

type Args = Readonly<Record<string, unknown>>;

/** Answers of the provider's functions, by token. */
const FUNCTIONS: Readonly<Record<string, (args: Args) => Record<string, unknown>>> = {
  "aws:acm/getCertificate:getCertificate": ({ domain }) => ({
    domain,
    arn: `arn:aws:acm:${REGION}:${ACCOUNT}:certificate/0a1b2c3d-1111-2222-3333-444455556666`,
  }),
  "aws:cloudfront/getCachePolicy:getCachePolicy": ({ name }) => ({
    name,
    id: "658327ea-f89d-4fab-a63d-7e88639e58f6",
  }),
  "aws:cloudfront/getOriginRequestPolicy:getOriginRequestPolicy": ({ name }) => ({
    name,
    id: "216adef6-5c7f-47e4-b989-5492eafa07d3",
  }),
  "aws:ec2/getAmi:getAmi": () => ({
    id: "ami-0123456789abcdef0",
    imageId: "ami-0123456789abcdef0",
    arn: `arn:aws:ec2:${REGION}::image/ami-0123456789abcdef0`,
  }),
  "aws:ec2/getSubnets:getSubnets": (args) => ({
    ...args,
    ids: ["subnet-0aaa1111bbbb2222c", "subnet-0ddd3333eeee4444f"],
  }),
  "aws:ec2/getVpc:getVpc": (args) => ({
    ...args,
    id: "vpc-0123456789abcdef0",
    arn: `arn:aws:ec2:${REGION}:${ACCOUNT}:vpc/vpc-0123456789abcdef0`,
    cidrBlock: "10.0.0.0/16",
  }),
  "aws:iam/getOpenIdConnectProvider:getOpenIdConnectProvider": ({ url }) => {
    const issuer = String(url).replace("https://", "");
    return { url: issuer, arn: `arn:aws:iam::${ACCOUNT}:oidc-provider/${issuer}` };
  },
  "aws:iam/getPolicy:getPolicy": ({ name, arn }) => ({
    name: name ?? String(arn).split("/").at(-1),
    arn: arn ?? `arn:aws:iam::aws:policy/${name}`,
  }),
  "aws:iam/getPolicyDocument:getPolicyDocument": (args) => {
    const json = policyDocument(args as PolicyDocumentArgs);
    return { ...args, id: hex(json, 9), json, minifiedJson: JSON.stringify(JSON.parse(json)) };
  },
  "aws:iam/getRole:getRole": ({ name }) => ({ name, arn: `arn:aws:iam::${ACCOUNT}:role/${name}` }),
  "aws:index/getAvailabilityZones:getAvailabilityZones": () => ({
    names: ["a", "b", "c"].map((letter) => `${REGION}${letter}`),
    zoneIds: ["euw1-az1", "euw1-az2", "euw1-az3"],
  }),
  "aws:index/getCallerIdentity:getCallerIdentity": () => ({
    accountId: ACCOUNT,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/ci`,
    id: ACCOUNT,
    userId: "AROAEXAMPLE:ci",
  }),
  "aws:index/getPartition:getPartition": () => ({
    id: "aws",
    partition: "aws",
    dnsSuffix: "amazonaws.com",
    reverseDnsPrefix: "com.amazonaws",
  }),
  "aws:index/getRegion:getRegion": ({ region = REGION }) => ({
    id: region,
    name: region,
    region,
    description: "Europe (Ireland)",
    endpoint: `ec2.${region}.amazonaws.com`,
  }),
  "aws:kms/getAlias:getAlias": ({ name }) => ({
    name,
    arn: `arn:aws:kms:${REGION}:${ACCOUNT}:${name}`,
    targetKeyArn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/0a1b2c3d-1111-2222-3333-444455556666`,
    targetKeyId: "0a1b2c3d-1111-2222-3333-444455556666",
  }),
  "aws:organizations/getOrganization:getOrganization": () => ({
    id: "o-exampleorg",
    masterAccountId: ACCOUNT,
    roots: [{ id: "r-a1b2", arn: `arn:aws:organizations::${ACCOUNT}:root/o-exampleorg/r-a1b2` }],
  }),
  "aws:route53/getZone:getZone": ({ name }) => ({
    name,
    id: "Z0123456789ABCDEFGHIJ",
    zoneId: "Z0123456789ABCDEFGHIJ",
    arn: "arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ",
  }),
  "aws:secretsmanager/getSecret:getSecret": ({ name, arn }) => ({
    name: name ?? String(arn).split(":").at(-1),
    arn: arn ?? `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${name}-a1b2c3`,
  }),
  "aws:ssm/getParameter:getParameter": ({ name }) => ({
    name,
    arn: `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/${String(name).replace(/^\//, "")}`,
    type: "String",
    value: "ami-0123456789abcdef0",
  }),
  "aws:ssoadmin/getInstances:getInstances": () => ({
    arns: ["arn:aws:sso:::instance/ssoins-0123456789abcdef"],
    identityStoreIds: ["d-0123456789"],
  }),
};

/** @throws when no answer to the function is known here */
export function callFunction(token: string, args: Args): Record<string, unknown> {
  const answer = FUNCTIONS[token];
  if (!answer) {
    const known = Object.keys(FUNCTIONS).join(", ");
    throw new Error(`no answer to ${token}; functions with one: ${known}`);
  }
  return answer(args);
}
