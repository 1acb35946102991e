import type { Guardrail } from "../../model/schema/rootGuardrails.ts";
import { denyIdentityCenterRoles } from "./denyIdentityCenterRoles.ts";
import { denyIdentitySourceChanges } from "./denyIdentitySourceChanges.ts";
import { denyLeavingOrganization } from "./denyLeavingOrganization.ts";
import { denyLongTermCredentials } from "./denyLongTermCredentials.ts";
import { denyRootUser } from "./denyRootUser.ts";
import { denyTrailChanges } from "./denyTrailChanges.ts";
import { type ExemptRoles, rolesIn, type Statement } from "./statement.ts";

/** What is denied, by name. */
const guardrails: Readonly<Record<Guardrail, (roles: ExemptRoles) => Statement>> = {
  "root-user": denyRootUser,
  "long-term-credentials": denyLongTermCredentials,
  "leaving-organization": denyLeavingOrganization,
  "trail-changes": denyTrailChanges,
  "identity-center-roles": denyIdentityCenterRoles,
  "identity-source": denyIdentitySourceChanges,
};

/** Guardrails that such a policy holds, by name, each with the roles that it exempts; none where it can't be read. */
export function guardrailsIn(content: string): Map<Guardrail, string[]> {
  const statements = statementsIn(content);
  const nobody = { credentials: [], administrators: [] };
  return new Map(
    (Object.keys(guardrails) as Guardrail[]).flatMap((name) => {
      const { Sid: sid } = guardrails[name](nobody);
      const found = statements.find(({ Sid }) => Sid === sid);
      return found ? [[name, rolesIn(found)] as const] : [];
    }),
  );
}

function statementsIn(content: string): readonly Statement[] {
  try {
    const { Statement } = JSON.parse(content) as { readonly Statement?: readonly Statement[] };
    return Statement ?? [];
  } catch {
    return [];
  }
}

/** Characters of a service control policy, at most ("Quotas and service limits for AWS Organizations"). */
export const MAX_CHARACTERS = 5120;

/**
 * All guardrails in one service control policy, since a root, unit or account takes ten, of which AWS's
 * FullAWSAccess is one.
 *
 * @param without guardrails that are left out
 */
export function guardrailPolicy(roles: ExemptRoles, without: readonly string[] = []): string {
  const wanted = Object.entries(guardrails).filter(([name]) => !without.includes(name));
  const Statement = wanted.map(([, statement]) => statement(roles));
  return JSON.stringify({ Version: "2012-10-17", Statement });
}
