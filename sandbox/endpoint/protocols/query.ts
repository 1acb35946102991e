import { XmlShapeSerializer } from "@aws-sdk/core/protocols";
import { NormalizedSchema } from "@smithy/core/schema";
import type { $Schema, StaticStructureSchema } from "@smithy/types";
import { ServiceError } from "../../world/serviceError.ts";
import { answeredError } from "../errors.ts";
import type { HttpRequest } from "../httpRequest.ts";
import type { Service } from "../services/service.ts";
import { isEmpty } from "../shapes.ts";
import { readForm } from "./form.ts";
import type { Protocol } from "./protocol.ts";

/** AWS Query: a form of `Action`, `Version` and members comes, XML goes. */
export const query: Protocol = {
  operationOf({ version }, request) {
    const form = formOf(request);
    return form.get("Version") === version ? (form.get("Action") ?? "") : undefined;
  },
  readInput: ([, , , , input], request) => readForm(NormalizedSchema.of(input), formOf(request)),
  writeOutput(service, [, namespace, name, , , output], value, requestId) {
    const ns = NormalizedSchema.of(output);
    const result = isEmpty(ns) ? emptyResult : output;
    const response: StaticStructureSchema = [
      3,
      namespace,
      `${name}Response`,
      0,
      [`${name}Result`, "ResponseMetadata"],
      [result, metadata],
    ];
    return {
      status: 200,
      headers: headersOf(requestId),
      body: write(service, response, {
        [`${name}Result`]: value ?? {},
        ResponseMetadata: { RequestId: requestId },
      }),
    };
  },
  writeError(service, error, requestId) {
    const { queryCode, message, status, isServersFault, headers } = answeredError(service, error);
    return {
      status,
      headers: { ...headersOf(requestId), ...headers },
      body: write(service, errorResponse, {
        Error: { Type: isServersFault ? "Receiver" : "Sender", Code: queryCode, Message: message },
        RequestId: requestId,
      }),
    };
  },
  unknownOperation: (name) =>
    new ServiceError("InvalidAction", `Could not find operation ${name} for this version`),
};

const namespace = "com.amazonaws.query";
const metadata: StaticStructureSchema = [3, namespace, "ResponseMetadata", 0, ["RequestId"], [0]];
const emptyResult: StaticStructureSchema = [3, namespace, "Result", 0, [], []];
const errorShape: StaticStructureSchema = [
  3,
  namespace,
  "Error",
  0,
  ["Type", "Code", "Message"],
  [0, 0, 0],
];
const errorResponse: StaticStructureSchema = [
  3,
  namespace,
  "ErrorResponse",
  0,
  ["Error", "RequestId"],
  [errorShape, 0],
];

function formOf({ method, query: parameters, body }: HttpRequest): URLSearchParams {
  return method === "POST" ? new URLSearchParams(body) : parameters;
}

function headersOf(requestId: string): Record<string, string> {
  return { "content-type": "text/xml", "x-amzn-requestid": requestId };
}

/** Times are ISO 8601 unless a schema says otherwise (Smithy, "AWS Query protocol"). */
function write(
  { xmlNamespace = "" }: Service,
  schema: $Schema,
  value: Readonly<Record<string, unknown>>,
): string {
  const serializer = new XmlShapeSerializer({
    timestampFormat: { useTrait: true, default: 5 },
    xmlNamespace,
    serviceNamespace: namespace,
  });
  serializer.write(schema, value);
  return String(serializer.flush());
}
