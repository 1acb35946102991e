import { inTurn } from "../inTurn.ts";
import { unlessGone } from "../liveError.ts";
import type { LivePermissionSet } from "../liveOrganization.ts";
import { type Section, section } from "../notRead.ts";
import { allPages } from "../pages.ts";
import { Steps } from "../progress.ts";
import type { Session } from "../session.ts";
import { readContent } from "./setContent.ts";

/** AWS's maximum. */
const MaxResults = 100;
/** Calls for each set, at least: eight. */
const CALLS_EACH = 8;

/** ARNs of all permission sets. */
export async function listPermissionSets(
  { ssoAdmin }: Session,
  InstanceArn: string,
): Promise<string[]> {
  return await allPages(
    (NextToken) => ssoAdmin.listPermissionSets({ InstanceArn, MaxResults, NextToken }),
    ({ PermissionSets }) => PermissionSets,
  );
}

/** Permission sets with all that they hold, and where they are provisioned. */
export async function readPermissionSets(
  session: Session,
  InstanceArn: string,
): Promise<Section<readonly LivePermissionSet[]>> {
  return await section(async () => {
    session.report({ what: "permission sets", done: 0 });
    const arns = await listPermissionSets(session, InstanceArn);
    const secondsEach = CALLS_EACH / session.budget.perSecond;
    const steps = new Steps(session.report, "permission sets", arns.length, { secondsEach });
    const sets = await inTurn(arns, 8, async (PermissionSetArn) => {
      const set = await unlessGone(() => readContent(session, { InstanceArn, PermissionSetArn }));
      steps.step();
      return set;
    });
    return sets.filter((set) => set !== undefined);
  });
}
