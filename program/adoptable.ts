import { appendFileSync } from "node:fs";
import type { ErrorHookArgs } from "@pulumi/pulumi";
import { importArguments } from "../components/failure.ts";
import type { Taken } from "./takenNames.ts";

/** Tells `npm run up` what AWS has already, exactly as it is wanted: it offers to take it into the state. */
export function noteAdoptable(
  planFile: string | undefined,
  failed: ErrorHookArgs,
  taken: Taken | undefined,
): void {
  if (planFile === undefined || !taken || taken.isAsWanted === false) return;
  const { name, type, urn, newInputs } = failed;
  const args = importArguments(failed, taken.id);
  const wanted = taken.isAsWanted === undefined ? { wanted: newInputs } : {};
  appendFileSync(
    `${planFile}.adoptable`,
    `${JSON.stringify({ name, type, urn, args, ...wanted })}\n`,
  );
}
