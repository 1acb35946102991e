import { NormalizedSchema } from "@smithy/core/schema";
import type { StaticOperationSchema } from "@smithy/types";
import { ServiceError } from "../../world/serviceError.ts";
import { answeredError } from "../errors.ts";
import type { HttpRequest } from "../httpRequest.ts";
import { operationSchema } from "../services/service.ts";
import { simple } from "./form.ts";
import { readJson, writeJson } from "./json.ts";
import type { Protocol } from "./protocol.ts";

/** AWS restJson1: an operation is a method and a path, its members stand in path, query and a JSON body. */
export const restJson: Protocol = {
  operationOf(service, request) {
    if (request.signature?.service !== service.name) return undefined;
    const found = Object.keys(service.operations).find((name) => {
      return labels(operationSchema(service, name), request) !== undefined;
    });
    return found ?? `${request.method} ${request.path}`;
  },
  readInput(operation, request) {
    const input = NormalizedSchema.of(operation[4]);
    const body = readJson(operation[4], request.body) as Readonly<Record<string, unknown>>;
    const members = input.isUnitSchema() ? [] : [...input.structIterator()];
    const inUrl = members.flatMap(([name, member]) => {
      const { httpLabel, httpQuery } = member.getMergedTraits();
      // A list stands there as often as it has items.
      if (httpQuery && member.isListSchema())
        return [[name, request.query.getAll(httpQuery)] as const];
      const text = httpLabel
        ? labels(operation, request)?.[name]
        : httpQuery && request.query.get(httpQuery);
      return typeof text === "string" ? [[name, simple(member, text)] as const] : [];
    });
    return { ...body, ...Object.fromEntries(inUrl) };
  },
  writeOutput: (_service, operation, value, requestId) => ({
    status: httpOf(operation)[2],
    headers: headersOf(requestId),
    body: writeJson(operation[5], value),
  }),
  writeError(service, error, requestId) {
    const { code, status, members, headers } = answeredError(service, error);
    return {
      status,
      headers: { ...headersOf(requestId), "x-amzn-errortype": code, ...headers },
      body: JSON.stringify(members),
    };
  },
  unknownOperation: (name) =>
    new ServiceError("UnknownOperationException", `there is no operation ${name}`),
};

function headersOf(requestId: string): Record<string, string> {
  return { "content-type": "application/json", "x-amzn-requestid": requestId };
}

/** Method, path with labels, and status of an answer. */
function httpOf([, , , traits]: StaticOperationSchema): readonly [string, string, number] {
  return (traits as { http: readonly [string, string, number] }).http;
}

/** The labels in a request's path, by name; undefined where it isn't the operation's path. */
function labels(
  operation: StaticOperationSchema,
  { method, path }: HttpRequest,
): Readonly<Record<string, string>> | undefined {
  const [wantedMethod, template] = httpOf(operation);
  const wanted = template.split("/");
  const given = path.split("/");
  if (method !== wantedMethod || wanted.length !== given.length) return undefined;
  const found: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const text = decodeURIComponent(given[index] ?? "");
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined ? part !== text : text === "") return undefined;
    if (name !== undefined) found[name] = text;
  }
  return found;
}
