import { orDidYouMean } from "../../model/problems/didYouMean.ts";
import { checkIds } from "../../model/schema/doctor.ts";
import { UsageError } from "../cli/usageError.ts";
import type { Check } from "./check.ts";
import { checks } from "./checks.ts";

/**
 * The checks that are wanted.
 *
 * @param only ids with commas between them; absent: all
 * @param except likewise; absent: none
 */
export function chosenChecks(only: string | undefined, except: string | undefined): Check[] {
  const wanted = only === undefined ? undefined : idsOf("only", only);
  const unwanted = except === undefined ? new Set() : idsOf("except", except);
  const chosen = checks.filter(({ id }) => (wanted?.has(id) ?? true) && !unwanted.has(id));
  if (chosen.length > 0) return chosen;
  throw new UsageError("--except leaves no check out of those of --only");
}

function idsOf(option: string, text: string): ReadonlySet<string> {
  const ids = text.split(",").map((id) => id.trim());
  for (const id of ids) {
    if ((checkIds as readonly string[]).includes(id)) continue;
    const [within, ...others] = checkIds.filter((one) => id !== "" && one.includes(id));
    const meant = others.length === 0 && within !== undefined ? ` (did you mean "${within}"?)` : "";
    throw new UsageError(
      `--${option}: there is no check "${id}"${orDidYouMean(id, checkIds) || meant}; checks: ${checkIds.join(", ")}`,
    );
  }
  return new Set(ids);
}
