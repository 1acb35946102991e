import type { Statement } from "../iam/policy/statement.ts";
import type { PolicyFact } from "./fact.ts";

/** Where a statement stands, for messages: `assumeRolePolicy: Statement[0] (AllowCi)`. */
export function statementPlace({ property }: PolicyFact, { place, label }: Statement): string {
  return `${property}: ${place}${label === place ? "" : ` (${label})`}`;
}
