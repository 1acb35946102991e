import { NormalizedSchema } from "@smithy/core/schema";
import type { ServiceError } from "../world/serviceError.ts";
import { errorSchema, type Service } from "./services/service.ts";

/** An error as a service answers it. */
export interface AnsweredError {
  readonly code: string;
  /** Its name in AWS's Query protocol: `NoSuchEntity` of NoSuchEntityException. */
  readonly queryCode: string;
  readonly message: string;
  readonly status: number;
  readonly isServersFault: boolean;
  /** Members that its schema has, the message among them. */
  readonly members: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** Errors that services have in common, and don't declare: AWS's "Common errors". */
const commonStatus: Readonly<Record<string, number>> = {
  AccessDeniedException: 403,
  ExpiredTokenException: 403,
  MissingAuthenticationTokenException: 403,
  UnrecognizedClientException: 403,
  ThrottlingException: 429,
  InternalServerException: 500,
};

export function answeredError(service: Service, error: ServiceError): AnsweredError {
  const code = service.errors?.[error.code] ?? error.code;
  const schema = errorSchema(service, code);
  const ns = schema && NormalizedSchema.of(schema);
  const traits = ns?.getMergedTraits();
  const status = Number(traits?.httpError ?? commonStatus[error.code] ?? 400);
  const [queryCode = code] = (traits?.awsQueryError ?? []) as readonly string[];
  const retryAfter = error.retryAfter;
  const members = ns ? Object.keys(ns.getMemberSchemas()) : [];
  const message = members.find((name) => name.toLowerCase() === "message") ?? "message";
  return {
    code,
    queryCode,
    message: error.message,
    status,
    isServersFault: status >= 500,
    members: {
      [message]: error.message,
      ...(error.reason !== undefined && members.includes("Reason") ? { Reason: error.reason } : {}),
    },
    headers: retryAfter === undefined ? {} : { "retry-after": String(retryAfter) },
  };
}
