import { checkRequest } from "./checkRequest.ts";
import { useKey } from "./keys.ts";
import { modules, type OperationName, type Request, type Response } from "./operations.ts";
import type { Transaction } from "./transaction.ts";

/** @throws ServiceError as AWS answers the request. */
export function perform<O extends OperationName>(
  tx: Transaction,
  operation: O,
  request: Request<O>,
): Response<O> {
  const run = modules[operation] as unknown as (
    tx: Transaction,
    request: Request<O>,
  ) => Response<O>;
  checkRequest(operation, request);
  useKey(tx, operation, request);
  return run(tx, request);
}
