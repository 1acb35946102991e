import { guardrailPolicy, MAX_CHARACTERS } from "../components/guardrails/guardrailPolicy.ts";
import { error, type Problem } from "../model/problems/problem.ts";
import type { Configuration } from "../model/schema/configuration.ts";

/** Name of the guardrails, and of their service control policy. */
export const GUARDRAILS = "root-guardrails";

/** What the guardrails' service control policy wouldn't hold, said with everything else that is wrong. */
export function guardrailProblems({ rootGuardrails }: Configuration): Problem[] {
  const { enabled, without, credentialRoles, administratorRoles } = rootGuardrails;
  if (!enabled) return [];
  const roles = { credentials: credentialRoles, administrators: administratorRoles };
  const lengthOf = (some: Partial<typeof roles>) =>
    guardrailPolicy({ ...roles, ...some }, without).length;
  const length = lengthOf({});
  if (length <= MAX_CHARACTERS) return [];
  // The shorter it is without a list, the more that list adds.
  const isCredentials = lengthOf({ credentials: [] }) <= lengthOf({ administrators: [] });
  const path = `access:rootGuardrails.${isCredentials ? "credentialRoles" : "administratorRoles"}`;
  const why = `the service control policy would have ${length} characters, and Organizations takes ${MAX_CHARACTERS}; name fewer roles, or several by one name with *: ${length - MAX_CHARACTERS} characters must go`;
  return [error(path, why)];
}
