import type { Statement } from "../policy/statement.ts";
import { FRESH } from "./resourceNames.ts";
import { scopeOf } from "./scope.ts";
import { instanceOf } from "./witness.ts";

/** Whether some statement speaks of one of some ARNs otherwise than of all of its kind: by name, by pattern, or as an exception. */
export function singlesOut(statements: readonly Statement[], arns: readonly string[]): boolean {
  const pairs = arns.map((arn) => {
    const own = instanceOf(arn);
    // What a template's expression stands for isn't told from others by its parts.
    const other = own.startsWith("${")
      ? FRESH
      : own.replace(/^((?:[^:]*:){5}[^/]*\/).*$/, `$1${FRESH}`);
    return [own, other] as const;
  });
  return statements.some((statement) => {
    const { resource, patterns } = scopeOf(statement);
    if (patterns("iam").some(isOwnUser)) return true;
    return pairs.some(([own, other]) => resource(own) !== resource(other));
  });
}

/** Whether a pattern is for users by their own name. */
export function isOwnUser(pattern: string): boolean {
  return /:user\/.*\$\{aws:username\}/i.test(pattern);
}
