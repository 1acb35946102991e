import type { InstanceRegion, LiveOrganization } from "../../live/liveOrganization.ts";
import type { Section } from "../../live/notRead.ts";
import { readApplications } from "../../live/readers/applications.ts";
import { readOrganization } from "../../live/readOrganization.ts";
import type { Session } from "../../live/session.ts";
import { readFurtherRegions } from "../organization/instanceKey.ts";

/** What was read for an import. */
export interface ImportRead {
  readonly live: LiveOrganization;
  /** Names of applications of Identity Center. */
  readonly applications: Section<readonly string[]>;
  /** Regions of Identity Center beside its home Region. */
  readonly regions: Section<readonly InstanceRegion[]>;
  /** Account of the credentials; undefined where nobody says it. */
  readonly caller?: string | undefined;
}

/** Reads all that an import writes down. */
export async function readForImport(session: Session): Promise<ImportRead> {
  const live = await readOrganization(session);
  const { arn, details } = live.instance;
  const applications = await readApplications(session, arn);
  const regions = await readFurtherRegions(session, arn, details);
  return { live, applications, regions, caller: await session.callerAccount() };
}
