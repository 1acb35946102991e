/** Addresses that share their first `bits` bits. */
export interface Range {
  /** 32 for IPv4, 128 for IPv6. */
  readonly width: 32 | 128;
  readonly address: bigint;
  readonly bits: number;
}

/**
 * An address or a range in CIDR form, such as `203.0.113.0/24`, `203.0.113.7` or `2001:db8::/32`; bits
 * after the prefix don't matter. `undefined` when it is none ("IP address condition operators").
 */
export function parseRange(text: string): Range | undefined {
  const [base = "", prefix, ...rest] = text.split("/");
  if (rest.length > 0 || (prefix !== undefined && !/^\d{1,3}$/.test(prefix))) return undefined;
  const width = base.includes(":") ? 128 : 32;
  const address = width === 128 ? version6(base) : version4(base);
  const bits = prefix === undefined ? width : Number(prefix);
  return address === undefined || bits > width ? undefined : { width, address, bits };
}

/** Whether every address of `inner` is one of `outer`. */
export function contains(outer: Range, inner: Range): boolean {
  if (outer.width !== inner.width || inner.bits < outer.bits) return false;
  const shift = BigInt(outer.width - outer.bits);
  return outer.address >> shift === inner.address >> shift;
}

function version4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4) return undefined;
  let address = 0n;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return undefined;
    address = (address << 8n) | BigInt(part);
  }
  return address;
}

function version6(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head, tail = []] = halves.map(groups);
  if (!head || !tail) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const all = [...head, ...Array<bigint>(missing).fill(0n), ...tail];
  return all.reduce((address, group) => (address << 16n) | group, 0n);
}

/** The 16-bit groups of a part of an IPv6 address, which may end with an IPv4 address. */
function groups(text: string): bigint[] | undefined {
  if (text === "") return [];
  const found: bigint[] = [];
  for (const part of text.split(":")) {
    const embedded = part.includes(".") ? version4(part) : undefined;
    if (embedded !== undefined) found.push(embedded >> 16n, embedded & 0xffffn);
    else if (/^[\da-f]{1,4}$/i.test(part)) found.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return found;
}
