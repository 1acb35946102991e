import { isDeepStrictEqual } from "node:util";
import type { Digest, PreviewStep } from "./digest.ts";
import type { Finding } from "./finding.ts";
import type { Identities } from "./identities.ts";

/** What AWS has once: what of it tells whose it is, and whether it becomes another. */
const ONCE: ReadonlyMap<string, readonly string[]> = new Map([
  [
    "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment",
    ["permissionSetArn", "permissionsBoundary"],
  ],
  ["aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy", ["permissionSetArn"]],
  ["aws:organizations/awsServiceAccess:AwsServiceAccess", ["servicePrincipal"]],
  ["aws:iam/organizationsFeatures:OrganizationsFeatures", []],
  ["aws:iam/accountPasswordPolicy:AccountPasswordPolicy", []],
  ["aws:account/alternativeContact:AlternativeContact", ["accountId", "alternateContactType"]],
  ["aws:sns/topicPolicy:TopicPolicy", ["arn"]],
]);

/**
 * What is made anew though AWS has it once, by `--replace` or `pulumi state taint`: what is deleted after the new one was
 * made is the new one.
 */
export function remadeAlone({ steps }: Digest, identities: Identities): Finding[] {
  return steps.filter(isRemade).map(({ urn }) => {
    const seen = `is made anew, and AWS has it once: deleting the former takes the new one away, and the state doesn't tell; leave --replace out, or run pulumi state untaint '${urn}'`;
    return { kind: "security-control", urn, name: identities.nameOf(urn), seen };
  });
}

function isRemade({ op, oldState, newState, replaceReasons }: PreviewStep): boolean {
  const telling = ONCE.get(oldState?.type ?? "");
  // The step that tells why; of what is secret a preview shows only that it changes.
  if (!telling || !newState || op !== "replace") return false;
  return telling.every(
    (key) =>
      !replaceReasons?.includes(key) &&
      isDeepStrictEqual(oldState?.inputs?.[key], newState.inputs?.[key]),
  );
}
