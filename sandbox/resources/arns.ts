import type { OperationContext, Property } from "./resource.ts";

const arn = {
  pattern: /^arn:[\w-]+:[\w-]+:/,
  patternText: "is an invalid ARN: arn: invalid prefix",
};

export const instanceArn: Property = { required: true, replaces: true, ...arn };
export const permissionSetArn: Property = { required: true, replaces: true, ...arn };
export const managedPolicyArn: Property = { required: true, replaces: true, ...arn };

/** Name and path of a customer managed policy, as attachments take them. */
export const policyReference: Readonly<Record<string, Property>> = {
  name: { required: true, length: [1, 128] },
  path: { default: "/", length: [1, 512] },
};

/** ARN of something in the account of the provider's credentials, in the resource's Region unless the service is global. */
export function ownArn(
  { world, region, account }: OperationContext,
  service: string,
  resource: string,
  scope: "regional" | "global" = "regional",
): string {
  const { Account, Arn } = world.call("GetCallerIdentity", {}, undefined, { account });
  const partition = Arn.split(":")[1];
  return `arn:${partition}:${service}:${scope === "global" ? "" : region}:${Account}:${resource}`;
}
