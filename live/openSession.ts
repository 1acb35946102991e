import type { OrganizationFacts } from "./liveOrganization.ts";
import type { Section } from "./notRead.ts";
import { type FoundInstance, findInstance } from "./readers/instance.ts";
import { readOrganizationFacts } from "./readers/organization.ts";
import type { Session } from "./session.ts";

/** Whose Identity Center a session reads. */
export interface Opened {
  readonly organization: Section<OrganizationFacts>;
  readonly instance: FoundInstance;
}

/**
 * Begins to read: asks whose credentials these are, and finds the instance.
 * @throws LiveError where there is nothing to read, or the session's journal is somebody else's
 */
export async function openSession(session: Session): Promise<Opened> {
  session.report({ what: "the organization", done: 0 });
  const organization = await readOrganizationFacts(session);
  const instance = await findInstance(session, organization);
  const id = (organization.isRead && organization.value.id) || "unknown";
  session.journal?.claim({ organization: id, instance: instance.arn }, session.clock.now());
  return { organization, instance };
}
