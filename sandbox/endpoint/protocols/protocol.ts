import type { StaticOperationSchema } from "@smithy/types";
import type { ServiceError } from "../../world/serviceError.ts";
import type { HttpRequest } from "../httpRequest.ts";
import type { Service } from "../services/service.ts";

/** What goes back to the client. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** How a service's operations are written on the wire. */
export interface Protocol {
  /** The operation that a request is for, if it is for this service at all: its name may be one that there isn't. */
  operationOf(service: Service, request: HttpRequest): string | undefined;
  /** @throws ServiceError where the request can't be read */
  readInput(operation: StaticOperationSchema, request: HttpRequest): unknown;
  writeOutput(
    service: Service,
    operation: StaticOperationSchema,
    output: unknown,
    requestId: string,
  ): HttpAnswer;
  writeError(service: Service, error: ServiceError, requestId: string): HttpAnswer;
  /** What AWS answers to an operation that it doesn't have. */
  unknownOperation(name: string): ServiceError;
}
