import { JsonShapeDeserializer2, JsonShapeSerializer2 } from "@smithy/core/protocols";
import { NormalizedSchema } from "@smithy/core/schema";
import type { $SchemaRef, DocumentType } from "@smithy/types";
import { ServiceError } from "../../world/serviceError.ts";
import { answeredError } from "../errors.ts";
import { isEmpty } from "../shapes.ts";
import type { Protocol } from "./protocol.ts";

/** Times are seconds since 1970 unless a schema says otherwise (Smithy, "AWS JSON 1.1 protocol", "AWS restJson1 protocol"). */
const settings = { timestampFormat: { useTrait: true, default: 7 }, jsonName: false } as const;

/** `AWSIdentityStore.ListUsers` in X-Amz-Target; everything else in a JSON body. */
export const json: Protocol = {
  operationOf({ target }, { headers }) {
    const parts = String(headers["x-amz-target"] ?? "").split(".");
    const [service, operation] = parts.slice(-2);
    return service === target ? operation : undefined;
  },
  readInput: ([, , , , input], { body }) => readJson(input, body),
  writeOutput: (_service, [, , , , , output], value, requestId) => ({
    status: 200,
    headers: { "content-type": contentType, "x-amzn-requestid": requestId },
    body: writeJson(output, value),
  }),
  writeError(service, error, requestId) {
    const { code, status, members, headers } = answeredError(service, error);
    return {
      status,
      headers: { "content-type": contentType, "x-amzn-requestid": requestId, ...headers },
      body: JSON.stringify({ __type: code, ...members }),
    };
  },
  unknownOperation: (name) => new ServiceError("UnknownOperationException", name),
};

const contentType = "application/x-amz-json-1.1";

/** @throws ServiceError SerializationException where the text is no JSON object */
export function readJson(schema: $SchemaRef, text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text === "" ? "{}" : text);
  } catch {
    throw new ServiceError("SerializationException", "the body is not valid JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ServiceError("SerializationException", "the body is no JSON object");
  }
  if (isEmpty(NormalizedSchema.of(schema))) return {};
  return new JsonShapeDeserializer2(settings).readObject(
    NormalizedSchema.of(schema),
    value as DocumentType,
  );
}

export function writeJson(schema: $SchemaRef, value: unknown): string {
  if (isEmpty(NormalizedSchema.of(schema))) return "{}";
  const serializer = new JsonShapeSerializer2(settings);
  serializer.write(NormalizedSchema.of(schema), value);
  return new TextDecoder().decode(serializer.flush());
}
