import struct from "google-protobuf/google/protobuf/struct_pb.js";
import {
  type AnalyzedResource,
  PolicyAnalyzerProviders,
  toAnalyzeRequest,
  toStackRequest,
} from "../../commands/analyzer/request.ts";

/** Bytes of messages with one more property that is nested as deep as one likes: the protocol's library can't write it. */
export function deepRequest(resource: AnalyzedResource, property: string, value: Buffer): Buffer {
  const request = toAnalyzeRequest(resource, new PolicyAnalyzerProviders([]));
  const properties = request.getProperties()?.serializeBinary() ?? new Uint8Array();
  request.clearProperties();
  return Buffer.concat([request.serializeBinary(), field(2, properties, entry(property, value))]);
}

/** The same of resources together, each with the property. */
export function deepStackRequest(
  resources: readonly AnalyzedResource[],
  deep: AnalyzedResource,
  property: string,
  value: Buffer,
): Buffer {
  const request = toStackRequest(resources, new PolicyAnalyzerProviders([]));
  return Buffer.concat(
    request.getResourcesList().map((one) => {
      const properties = one.getProperties()?.serializeBinary() ?? new Uint8Array();
      const isIncomplete = one.getUrn() === deep.urn ? entry(property, value) : Buffer.alloc(0);
      one.clearProperties();
      return field(1, one.serializeBinary(), field(2, properties, isIncomplete));
    }),
  );
}

/** A google.protobuf.Value: `x` within so many lists or objects. */
export function nestedValue(depth: number, kind: "list" | "object"): Buffer {
  // From the inside out, each level is put before what is there.
  const parts: Uint8Array[] = [Buffer.from(struct.Value.fromJavaScript("x").serializeBinary())];
  let length = parts[0]?.length ?? 0;
  const wrap = (number: number, before: Uint8Array = Buffer.alloc(0)) => {
    const bytes = Buffer.concat([head(number, before.length + length), before]);
    parts.push(bytes);
    length += bytes.length;
  };
  for (let level = 0; level < depth; level++) {
    if (kind === "list") {
      wrap(1);
      wrap(6);
    } else {
      wrap(2);
      wrap(1, field(1, Buffer.from("a")));
      wrap(5);
    }
  }
  return Buffer.concat(parts.toReversed());
}

/** An entry of a google.protobuf.Struct. */
export function entry(key: string, value: Uint8Array): Buffer {
  return field(1, field(1, Buffer.from(key)), field(2, value));
}

function field(number: number, ...content: readonly Uint8Array[]): Buffer {
  const length = content.reduce((sum, one) => sum + one.length, 0);
  return Buffer.concat([head(number, length), ...content]);
}

function head(number: number, length: number): Buffer {
  const bytes = [(number << 3) | 2];
  let rest = length;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Buffer.from([...bytes, rest]);
}
