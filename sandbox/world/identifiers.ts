import { createHash } from "node:crypto";

/** `length` hexadecimal digits that follow from the seed alone, so that a run can be repeated. */
export function hex(seed: string, length: number): string {
  return createHash("sha256").update(seed).digest("hex").slice(0, length);
}

/** A version 4 UUID's shape, as users, groups, memberships and request ids have it. */
export function uuid(seed: string): string {
  const digits = hex(seed, 32);
  const variant = "89ab"[Number.parseInt(digits[16] ?? "0", 16) % 4];
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join("-");
}

export function instanceArn(partition: string, seed: string): string {
  return `arn:${partition}:sso:::instance/ssoins-${hex(`instance ${seed}`, 16)}`;
}

export function permissionSetArn(instance: string, seed: string): string {
  const id = hex(`permission set ${seed}`, 16);
  return `${instance.replace(":instance/", ":permissionSet/")}/ps-${id}`;
}

export function identityStoreId(seed: string): string {
  return `d-${hex(`identity store ${seed}`, 10)}`;
}
