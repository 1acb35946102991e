/** How the protocol writes an unknown string (pulumi sdk/nodejs/runtime/rpc.ts, unknownValue). */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** A google.protobuf.Value that is this string: field 3, text. */
const UNKNOWN_VALUE = Buffer.concat([Buffer.from([0x1a, UNKNOWN.length]), Buffer.from(UNKNOWN)]);

/** The fields of a message that hold messages, by number. */
export interface Message {
  readonly fields: ReadonlyMap<number, Message>;
}

// google/protobuf/struct.proto
const VALUE = { fields: new Map<number, Message>() };
const STRUCT: Message = { fields: new Map([[1, { fields: new Map([[2, VALUE]]) }]]) };
VALUE.fields.set(5, STRUCT).set(6, { fields: new Map([[1, VALUE]]) });

// pulumi/proto/pulumi/analyzer.proto: AnalyzeRequest and AnalyzerResource have these at the same numbers.
const PROVIDER: Message = { fields: new Map([[2, STRUCT]]) };
const RESOURCE: Message = {
  fields: new Map([
    [2, STRUCT],
    [6, PROVIDER],
  ]),
};

/** What the engine asks with, by the name of the call. */
export const MESSAGES: Readonly<Record<string, Message>> = {
  analyze: RESOURCE,
  remediate: RESOURCE,
  analyzeStack: { fields: new Map([[1, RESOURCE]]) },
};

/** The fewest bytes that one more level takes: a tag and a length for the list, and for the value in it. */
const BYTES_PER_LEVEL = 4;

/**
 * A message in which values that are nested deeper than so many levels are unknown ones. Bytes that are no message are
 * left as they are, for the reader to complain of.
 *
 * @param left levels of lists and objects that may still come
 * @returns the same bytes where nothing is so deep
 */
export function cutDeep(bytes: Uint8Array, message: Message, left: number): Uint8Array {
  // Too short to be too deep: most values are, and whole resources.
  if (bytes.length < BYTES_PER_LEVEL * left) return bytes;
  const within = message === VALUE ? left - 1 : left;
  const parts: Uint8Array[] = [];
  let copied = 0;
  for (const field of lengthDelimited(bytes)) {
    const inner = message.fields.get(field.number);
    if (!inner) continue;
    if (within < 0) return UNKNOWN_VALUE;
    const whole = bytes.subarray(field.start, field.end);
    const short = cutDeep(whole, inner, within);
    if (short === whole) continue;
    parts.push(bytes.subarray(copied, field.tagEnd), varint(short.length), short);
    copied = field.end;
  }
  return parts.length > 0 ? Buffer.concat([...parts, bytes.subarray(copied)]) : bytes;
}

interface Field {
  readonly number: number;
  /** Where its length stands. */
  readonly tagEnd: number;
  readonly start: number;
  readonly end: number;
}

/** The fields of a message that have a length, as texts and messages do ("Protocol Buffers: Encoding"). */
function* lengthDelimited(bytes: Uint8Array): Generator<Field> {
  let at = 0;
  while (at < bytes.length) {
    const [tag, tagEnd] = readVarint(bytes, at);
    const [number, type] = [tag >>> 3, tag & 7];
    if (type === 0) {
      [, at] = readVarint(bytes, tagEnd);
    } else if (type === 1 || type === 5) {
      at = tagEnd + (type === 1 ? 8 : 4);
    } else if (type === 2) {
      const [length, start] = readVarint(bytes, tagEnd);
      const end = start + length;
      if (end > bytes.length) return;
      yield { number, tagEnd, start, end };
      at = end;
    } else {
      return;
    }
  }
}

/** A number of seven bits a byte, and where the next thing begins. */
function readVarint(bytes: Uint8Array, start: number): readonly [value: number, end: number] {
  let value = 0;
  let at = start;
  for (let factor = 1; at < bytes.length; factor *= 128) {
    const byte = bytes[at++] as number;
    value += (byte & 127) * factor;
    if (byte < 128) break;
  }
  return [value, at];
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Uint8Array.of(...bytes, rest);
}
