import type { LiveControlPolicies } from "../accountFacts.ts";
import { inTurn } from "../inTurn.ts";
import { idOf } from "../liveError.ts";
import { type Section, section } from "../notRead.ts";
import { allPages } from "../pages.ts";
import type { Session } from "../session.ts";

const Filter = "SERVICE_CONTROL_POLICY";

/** Service control policies, what they say, and where they are attached. */
export async function readControlPolicies(session: Session): Promise<Section<LiveControlPolicies>> {
  const { organizations } = session;
  return await section(async () => {
    session.report({ what: "service control policies", done: 0 });
    const [root] = await allPages(
      (NextToken) => organizations.listRoots({ NextToken }),
      ({ Roots }) => Roots,
    );
    const rootId = idOf(root?.Id, "id of a root");
    const isEnabled = (root?.PolicyTypes ?? []).some(
      ({ Type, Status }) => Type === Filter && Status === "ENABLED",
    );
    if (!isEnabled) return { isEnabled, rootId, policies: [] };
    const all = await allPages(
      (NextToken) => organizations.listPolicies({ Filter, NextToken }),
      ({ Policies }) => Policies,
    );
    const own = all.filter(({ AwsManaged }) => !AwsManaged);
    const policies = await inTurn(own, 2, async ({ Id, Name }) => {
      const id = idOf(Id, "id of a policy");
      return {
        id,
        name: Name ?? "",
        content: await section(() => contentOf(session, id)),
        targets: await section(() => targetsOf(session, id)),
      };
    });
    return { isEnabled, rootId, policies };
  });
}

async function contentOf({ organizations }: Session, PolicyId: string): Promise<string> {
  return (await organizations.describePolicy({ PolicyId })).Policy?.Content ?? "";
}

async function targetsOf({ organizations }: Session, PolicyId: string): Promise<string[]> {
  const targets = await allPages(
    (NextToken) => organizations.listTargetsForPolicy({ PolicyId, NextToken }),
    ({ Targets }) => Targets,
  );
  return targets.flatMap(({ TargetId }) => TargetId ?? []);
}
