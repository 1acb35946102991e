import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "./shared/fault.ts";

export const faults: readonly Fault[] = [
  { resource: "uploader", why: "a user with long-lived keys where a role would do" },
  { resource: "uploader-key", why: "an access key, whose secret the function's environment holds" },
  { resource: "app", why: "the key in its environment" },
  {
    resource: "app-everything",
    why: "full access under another name",
  },
  {
    resource: "partner",
    why: "any principal of another company's account, without an external id",
  },
  { resource: "shared", why: "anyone may read the bucket" },
];

/** What an old stack looks like before anyone has judged it. */
export default function legacyApplication() {
  const bucket = new aws.s3.Bucket("shared");
  // fault: public
  new aws.s3.BucketPolicy("shared", {
    bucket: bucket.id,
    policy: bucket.arn.apply((arn) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `${arn}/*` },
        ],
      }),
    ),
  });

  // fault: a user for a workload on AWS, with a key
  const user = new aws.iam.User("uploader");
  const key = new aws.iam.AccessKey("uploader-key", { user: user.name });

  const role = new aws.iam.Role("app", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
  });
  // fault: administrator by another name
  new aws.iam.RolePolicy("app-everything", {
    role: role.id,
    policy: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: ["*"], Resource: ["*"] }],
    },
  });
  new aws.lambda.Function("app", {
    runtime: "nodejs22.x",
    handler: "index.handler",
    role: role.arn,
    code: new pulumi.asset.FileArchive("./app"),
    environment: {
      variables: { UPLOAD_KEY_ID: key.id, UPLOAD_KEY_SECRET: key.secret, BUCKET: bucket.bucket },
    },
  });

  // fault: the confused deputy
  const partner = new aws.iam.Role("partner", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({
      AWS: "arn:aws:iam::998877665544:root",
    }),
  });
  new aws.iam.RolePolicyAttachment("partner", {
    role: partner.name,
    policyArn: aws.iam.ManagedPolicy.ReadOnlyAccess,
  });
}
