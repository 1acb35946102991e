import { createHash } from "node:crypto";
import { ServiceError } from "../world/serviceError.ts";

/** How a service divides lists into pages. */
export interface Paging {
  /** The member of a request that continues a list, and of an answer that says how: `NextToken`. */
  readonly token: string;
  /** Where the answer calls it otherwise. */
  readonly answerToken?: string;
  /** The member of a request that says how many items are wanted, where there is one. */
  readonly size?: string;
  /** How many items may be wanted. */
  readonly maximum: number;
  /** How many there are on a page when nothing is said. */
  readonly usual: number;
  /** The member of an answer that says whether there is more. */
  readonly isTruncated?: string;
  /** The error for a token that isn't one. */
  readonly wrongToken: string;
  /** Pages may be empty before the last one, as AWS documents it of Organizations. */
  readonly mayBeEmpty?: boolean;
}

type Members = Readonly<Record<string, unknown>>;

/** A request for a list. */
export interface ListRequest {
  readonly operation: string;
  readonly input: Members;
  /** The member of the answer that holds the list. */
  readonly list: string;
}

/** The page of `output`'s list that is asked for; `limit` is the switch that makes pages small. */
export function page(
  paging: Paging,
  request: ListRequest,
  output: Members,
  limit: number | undefined,
): Members {
  const { list } = request;
  const all = output[list] as readonly unknown[];
  const start = startOf(paging, request, all.length);
  const size = Math.min(sizeOf(paging, request), limit ?? Number.POSITIVE_INFINITY);
  // Whoever stops at an empty page misses the rest.
  const isEmpty = paging.mayBeEmpty && limit !== undefined && start === undefined && all.length > 0;
  const from = start ?? 0;
  const end = isEmpty ? 0 : from + size;
  const isMore = end < all.length;
  return {
    ...output,
    [list]: all.slice(from, end),
    ...(paging.isTruncated ? { [paging.isTruncated]: isMore } : {}),
    ...(isMore ? { [paging.answerToken ?? paging.token]: tokenOf(paging, request, end) } : {}),
  };
}

function sizeOf(paging: Paging, { input }: ListRequest): number {
  const wanted = paging.size && input[paging.size];
  if (typeof wanted !== "number") return paging.usual;
  if (Number.isInteger(wanted) && wanted >= 1 && wanted <= paging.maximum) return wanted;
  const bound =
    wanted < 1 ? "greater than or equal to 1" : `less than or equal to ${paging.maximum}`;
  throw new ServiceError(
    "ValidationException",
    `1 validation error detected: Value '${wanted}' at '${paging.size}' failed to satisfy constraint: Member must have value ${bound}`,
  );
}

function startOf(paging: Paging, request: ListRequest, count: number): number | undefined {
  const token = request.input[paging.token];
  if (token === undefined || token === null) return undefined;
  const [start = ""] = Buffer.from(String(token), "base64url").toString("utf8").split(":");
  const from = Number(start);
  if (tokenOf(paging, request, from) === token && from <= count) return from;
  throw new ServiceError(paging.wrongToken, `The ${paging.token} is not valid for this request`);
}

/** A token continues the request that it was given for, and no other. */
function tokenOf({ token, size = "" }: Paging, request: ListRequest, start: number): string {
  const { [token]: _, [size]: __, ...input } = request.input;
  const text = JSON.stringify([request.operation, request.list, input]);
  const digest = createHash("sha256").update(text).digest("hex");
  return Buffer.from(`${start}:${digest.slice(0, 32)}`).toString("base64url");
}
