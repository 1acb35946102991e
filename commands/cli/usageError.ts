/** A command was called in a way that it doesn't understand. */
export class UsageError extends Error {}

/** Whether `parseArgs` of node:util threw it, for options that the command doesn't have. */
export function isUnknownOption(error: unknown): boolean {
  return error instanceof TypeError && "code" in error && /^ERR_PARSE_ARGS_/.test(`${error.code}`);
}
