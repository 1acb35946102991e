import type { Statement } from "../iam/policy/statement.ts";
import { conditionsText } from "../iam/trust/conditionText.ts";
import type { PolicyFact } from "../resources/fact.ts";
import { statementPlace } from "../resources/statementPlace.ts";

/** A list for a message: at most some of it. */
export function some(names: readonly string[], most = 6): string {
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(", ")} and ${rest} more` : names.join(", ");
}

/** Where a statement stands and, if it has conditions that don't help, which. */
export function placeWithConditions(fact: PolicyFact, statement: Statement): string {
  const { conditions } = statement;
  return `${statementPlace(fact, statement)}${conditions.length > 0 ? ` (${conditionsText(conditions)})` : ""}`;
}

const ANYTHING = { known: ["*"], isIncomplete: false };

/** What a statement is about, such as `*`, or `all but arn:aws:s3:::logs`. */
export function resourcesText({ resources, notResources }: Statement): string {
  const { known, isIncomplete } = notResources ?? resources ?? ANYTHING;
  const named = [...known.slice(0, 3), ...(isIncomplete ? ["what isn't known yet"] : [])];
  const more = known.length > 3 ? ` and ${known.length - 3} more` : "";
  return `${notResources ? "all but " : ""}${named.join(", ")}${more}`;
}
