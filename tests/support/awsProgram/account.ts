import { createHash } from "node:crypto";

/** The account and Region in which programs run here. */
export const ACCOUNT = "123456789012";
export const REGION = "eu-west-1";

/** Hexadecimal digits made of a seed: the same in each run. */
export function hex(seed: string, length: number): string {
  return createHash("sha256").update(seed).digest("hex").slice(0, length);
}

/** A UUID made of a seed. */
export function uuid(seed: string): string {
  return hex(seed, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Decimal digits made of a seed. */
export function digits(seed: string, length: number): string {
  return BigInt(`0x${hex(seed, 32)}`)
    .toString()
    .slice(0, length);
}
