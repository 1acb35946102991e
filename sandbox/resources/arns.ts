import type { Property } from "./resource.ts";

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
