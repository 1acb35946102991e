import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [];

const DOMAIN = "www.example.com";

/** A static site: a private bucket that only its own distribution may read. */
export default function staticSite() {
  const bucket = new aws.s3.Bucket("site", { tags: { site: DOMAIN } });
  new aws.s3.BucketPublicAccessBlock("site", {
    bucket: bucket.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });

  // CloudFront takes certificates of us-east-1 alone.
  const usEast1 = new aws.Provider("us-east-1", { region: "us-east-1" });
  const certificate = new aws.acm.Certificate(
    "site",
    { domainName: DOMAIN, validationMethod: "DNS" },
    { provider: usEast1 },
  );
  const zone = aws.route53.getZoneOutput({ name: "example.com" });
  const validation = certificate.domainValidationOptions.apply(([first]) => {
    if (!first) throw new Error("the certificate names no record for its validation");
    return first;
  });
  const record = new aws.route53.Record("site-validation", {
    zoneId: zone.zoneId,
    name: validation.resourceRecordName,
    type: validation.resourceRecordType,
    records: [validation.resourceRecordValue],
    ttl: 300,
  });
  const validated = new aws.acm.CertificateValidation(
    "site",
    { certificateArn: certificate.arn, validationRecordFqdns: [record.fqdn] },
    { provider: usEast1 },
  );

  const access = new aws.cloudfront.OriginAccessControl("site", {
    originAccessControlOriginType: "s3",
    signingBehavior: "always",
    signingProtocol: "sigv4",
  });
  const distribution = new aws.cloudfront.Distribution("site", {
    enabled: true,
    aliases: [DOMAIN],
    defaultRootObject: "index.html",
    origins: [
      {
        originId: "bucket",
        domainName: bucket.bucketRegionalDomainName,
        originAccessControlId: access.id,
      },
    ],
    defaultCacheBehavior: {
      targetOriginId: "bucket",
      viewerProtocolPolicy: "redirect-to-https",
      allowedMethods: ["GET", "HEAD"],
      cachedMethods: ["GET", "HEAD"],
      cachePolicyId: aws.cloudfront
        .getCachePolicyOutput({ name: "Managed-CachingOptimized" })
        .apply(({ id }) => id ?? ""),
    },
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: {
      acmCertificateArn: validated.certificateArn,
      sslSupportMethod: "sni-only",
      minimumProtocolVersion: "TLSv1.2_2021",
    },
  });

  const policy = aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        sid: "AllowCloudFront",
        principals: [{ type: "Service", identifiers: ["cloudfront.amazonaws.com"] }],
        actions: ["s3:GetObject"],
        resources: [pulumi.interpolate`${bucket.arn}/*`],
        conditions: [
          { test: "StringEquals", variable: "AWS:SourceArn", values: [distribution.arn] },
        ],
      },
      {
        sid: "DenyPlainHttp",
        effect: "Deny",
        principals: [{ type: "*", identifiers: ["*"] }],
        actions: ["s3:*"],
        resources: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`],
        conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
      },
    ],
  });
  new aws.s3.BucketPolicy("site", { bucket: bucket.id, policy: policy.json });
  return { url: `https://${DOMAIN}`, distribution: distribution.id };
}
