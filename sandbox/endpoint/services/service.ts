import type { StaticErrorSchema, StaticOperationSchema } from "@smithy/types";
import type { OperationName } from "../../world/operations.ts";
import type { Paging } from "../pages.ts";
import type { Protocol } from "../protocols/protocol.ts";

/** One of AWS's services: its protocol, and what of the sandbox's world answers its operations. */
export interface Service {
  /** As its signatures and IAM's actions name it: `sso`. */
  readonly name: string;
  readonly protocol: Protocol;
  /** What the SDK's client package exports: among it the schemas of operations and errors, whose names end with `$`. */
  readonly model: Readonly<Record<string, unknown>>;
  /** How its lists are divided into pages. */
  readonly paging: Paging;
  /** Operations by AWS's name. */
  readonly operations: Readonly<Record<string, Operation>>;
  /** What it calls an error that others call so: `ThrottlingException`. */
  readonly errors?: Readonly<Record<string, string>>;
  /** Of JSON: what stands before the operation in `X-Amz-Target`. */
  readonly target?: string;
  /** Of Query: the version of its API, and the namespace of its XML. */
  readonly version?: string;
  readonly xmlNamespace?: string;
}

/** What answers an operation. */
export interface Operation {
  /** The operation of the sandbox's world. */
  readonly call: OperationName;
  /** The list in its answer that comes in pages. */
  readonly list?: string;
}

/** Operations that the world has by the same name. */
export function same(...names: readonly OperationName[]): Record<string, Operation> {
  return Object.fromEntries(names.map((name) => [name, { call: name }]));
}

/** Operations that list, by the name of the list; the world has them by the same name. */
export function lists(names: Partial<Record<OperationName, string>>): Record<string, Operation> {
  const entries = Object.entries(names) as [OperationName, string][];
  return Object.fromEntries(entries.map(([name, list]) => [name, { call: name, list }]));
}

export function operationSchema(service: Service, name: string): StaticOperationSchema {
  return service.model[`${name}$`] as StaticOperationSchema;
}

/** The error's schema; undefined for one that the service doesn't declare. */
export function errorSchema(service: Service, code: string): StaticErrorSchema | undefined {
  return service.model[`${code}$`] as StaticErrorSchema | undefined;
}
