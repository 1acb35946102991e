import type { Statement } from "../../policies/iam/policy/statement.ts";
import { type Grants, reach } from "../../policies/iam/reach/reach.ts";
import { ADMINISTRATION_ACTIONS, administrator } from "../../policies/iam/risk/administrator.ts";
import { escalations } from "../../policies/iam/risk/escalation.ts";
import { EVERYTHING } from "../../policies/iam/risk/everyAction.ts";
import { rulesOrganization } from "../../policies/iam/risk/organization.ts";
import { RECOVERY_ACTIONS } from "../../policies/iam/risk/recovery.ts";
import { CHANGING_ACTIONS } from "../../policies/stack/power.ts";

const ACTIONS = [...ADMINISTRATION_ACTIONS, ...CHANGING_ACTIONS, ...RECOVERY_ACTIONS];

/** All that the policy pack asks of statements together with others: of what they allow, and of what they leave as a boundary. */
export function answersOf(statements: readonly Statement[]): readonly string[] {
  return [
    ...answersAbout({ identity: statements }),
    ...answersAbout({ identity: EVERYTHING, boundary: statements }).map((one) => `within: ${one}`),
  ];
}

function answersAbout(grants: Grants): readonly string[] {
  const asked = ACTIONS.flatMap((action) =>
    (["attacker", "reviewer"] as const).map((stance) => {
      const { verdict } = reach(grants, { action, on: "all", stance });
      return `${action} of an ${stance}: ${verdict}`;
    }),
  );
  return [
    `administrator: ${administrator(grants).verdict}`,
    `rules the organization: ${rulesOrganization(grants).verdict}`,
    ...escalations(grants).map(({ path, verdict }) => `${path.id}: ${verdict}`),
    ...asked,
  ];
}
