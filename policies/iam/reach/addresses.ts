import type { Range } from "../conditions/ipRange.ts";

/** Addresses from all over the public range. */
const ADDRESSES = ["3.5.140.9", "52.94.76.12", "91.198.174.192", "142.250.1.1", "203.0.113.77"];

/** Addresses in and beside some ranges, and from elsewhere. */
export function addressesAround(ranges: readonly Range[]): readonly string[] {
  return [...ADDRESSES, ...ranges.flatMap(around)];
}

/** The first and the last address of a range, and those beside it. */
function around({ width, address, bits }: Range): readonly string[] {
  const rest = BigInt(width - bits);
  const first = (address >> rest) << rest;
  const last = first + (1n << rest) - 1n;
  return [first, last, first - 1n, last + 1n]
    .filter((one) => one >= 0n && one < 1n << BigInt(width))
    .map((one) => text(one, width));
}

function text(address: bigint, width: Range["width"]): string {
  const [size, count, base, separator] =
    width === 32 ? ([8n, 4, 10, "."] as const) : ([16n, 8, 16, ":"] as const);
  return Array.from({ length: count }, (_, index) => {
    const part = (address >> (size * BigInt(count - 1 - index))) & ((1n << size) - 1n);
    return part.toString(base);
  }).join(separator);
}
