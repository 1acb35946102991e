import { error, type Problem } from "../problems/problem.ts";
import { seen } from "../problems/seen.ts";
import { SourceError } from "./yamlSource.ts";

/** Reads a file that the stack file names; throws when it can't. */
export type ReadFile = (path: string) => string;

/** A file that the stack file names and that can't be used, with the place in it. */
export function unreadable(path: string, file: string, cause: unknown): Problem {
  const reason = reasonOf(cause);
  if (cause instanceof SourceError) {
    return { ...error(path, `${seen(file)} ${reason}`), place: cause.place };
  }
  return error(path, `${seen(file)} can't be read (${reason}); correct the file or its path`);
}

/** Why a file can't be read. What the system says holds the path on this machine, which is nobody's business. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const { code } = cause as NodeJS.ErrnoException;
  if (code === "ENOENT") return "there is no such file";
  return code ?? cause.message;
}
