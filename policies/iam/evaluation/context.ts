import type { Unknown } from "../../value.ts";

/**
 * What is known of a request besides who, what and where: values of condition keys by their names in
 * lower case, such as `aws:multifactorauthpresent`. A key that isn't there isn't in the request; of
 * `UNKNOWN` it isn't known whether it is, nor its values.
 */
export type RequestContext = ReadonlyMap<string, readonly string[] | Unknown>;
