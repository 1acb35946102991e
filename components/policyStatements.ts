import * as pulumi from "@pulumi/pulumi";

/** Statement of a key policy that leaves the key to the policies of its account. */
export function accountAdministersKey(
  partition: pulumi.Input<string>,
  account: pulumi.Input<string>,
) {
  return {
    Sid: "AccountAdministersKey",
    Effect: "Allow",
    Principal: { AWS: pulumi.interpolate`arn:${partition}:iam::${account}:root` },
    Action: "kms:*",
    Resource: "*",
  };
}

/** Statement of a resource's policy that denies what comes without TLS. */
export function onlyEncryptedTransport(
  action: string,
  resource: pulumi.Input<string> | pulumi.Input<string>[],
) {
  return {
    Sid: "OnlyEncryptedTransport",
    Effect: "Deny",
    Principal: "*",
    Action: action,
    Resource: resource,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}
