import { randomUUID } from "node:crypto";
import type { OperationName } from "../world/operations.ts";
import { Disconnected, ServiceError } from "../world/serviceError.ts";
import type { World } from "../world/world.ts";
import { callerOf } from "./credentials.ts";
import type { HttpRequest } from "./httpRequest.ts";
import { noSuchService } from "./noSuchService.ts";
import { page } from "./pages.ts";
import type { HttpAnswer } from "./protocols/protocol.ts";
import { type Operation, operationSchema, type Service } from "./services/service.ts";
import { services } from "./services/services.ts";
import { outputShape, refuseMissing, refuseWrongTypes } from "./shapes.ts";

export interface AnswerOptions {
  /** How many items a page of a list has at most. Default: as many as AWS's. */
  readonly pageSize?: number;
}

export interface Answer extends HttpAnswer {
  /** How long it takes. */
  readonly seconds: number;
  /** The connection breaks in the middle of it. */
  readonly isCut: boolean;
}

type Members = Readonly<Record<string, unknown>>;

/** What the world answers to a request. */
export async function answer(
  world: World,
  request: HttpRequest,
  options: AnswerOptions,
): Promise<Answer> {
  const requestId = randomUUID();
  const found = find(request);
  if (!found) return { ...noSuchService(request), seconds: 0, isCut: false };
  const { service, name } = found;
  try {
    const outcome = await call(world, request, found);
    const { input, output, operation, ...way } = outcome;
    const { list } = operation;
    const shown =
      list === undefined
        ? output
        : page(service.paging, { operation: name, input, list }, output, options.pageSize);
    const schema = operationSchema(service, name);
    return {
      ...service.protocol.writeOutput(service, schema, outputShape(schema, shown), requestId),
      ...way,
    };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { ...service.protocol.writeError(service, error, requestId), seconds: 0, isCut: false };
  }
}

interface Found {
  readonly service: Service;
  readonly name: string;
}

function find(request: HttpRequest): Found | undefined {
  for (const service of services) {
    const name = service.protocol.operationOf(service, request);
    if (name !== undefined) return { service, name };
  }
  return undefined;
}

interface Outcome {
  readonly operation: Operation;
  readonly input: Members;
  readonly output: Members;
  readonly seconds: number;
  readonly isCut: boolean;
}

async function call(
  world: World,
  request: HttpRequest,
  { service, name }: Found,
): Promise<Outcome> {
  const { signature } = request;
  if (!signature) {
    const why = "Request is missing Authentication Token";
    throw new ServiceError("MissingAuthenticationTokenException", why);
  }
  const operation = Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
  if (!operation) throw service.protocol.unknownOperation(name);
  const schema = operationSchema(service, name);
  const input = (service.protocol.readInput(schema, request) ?? {}) as Members;
  refuseWrongTypes(schema, input);
  refuseMissing(schema, input);
  await world.whileHeld(operation.call);
  const ask = world.call.bind(world) as (
    operation: OperationName,
    request: Members,
    region: string,
    caller: object,
  ) => Members;
  let seconds = 0;
  const caller = {
    ...callerOf(signature.accessKeyId),
    slow: (told: number) => {
      seconds = told;
    },
  };
  const done = (output: Members, isCut: boolean) => ({ operation, input, output, seconds, isCut });
  try {
    return done(ask(operation.call, input, signature.region, caller), false);
  } catch (error) {
    if (error instanceof Disconnected) return done(error.response as Members, true);
    throw error;
  }
}
