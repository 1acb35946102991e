import { inTurn } from "../inTurn.ts";
import { idOf } from "../liveError.ts";
import type { DelegatedAdministrator } from "../liveOrganization.ts";
import { type Section, section } from "../notRead.ts";
import { allPages } from "../pages.ts";
import type { Session } from "../session.ts";

/** Accounts that administer a service for the organization, and which. */
export async function readDelegatedAdministrators(
  session: Session,
): Promise<Section<readonly DelegatedAdministrator[]>> {
  const { organizations } = session;
  session.report({ what: "delegated administrators", done: 0 });
  return await section(async () => {
    const administrators = await allPages(
      (NextToken) => organizations.listDelegatedAdministrators({ NextToken }),
      (page) => page.DelegatedAdministrators,
    );
    return await inTurn(administrators, 4, async ({ Id }) => {
      const account = idOf(Id, "id of a delegated administrator");
      return { account, services: await section(() => servicesOf(session, account)) };
    });
  });
}

async function servicesOf({ organizations }: Session, AccountId: string): Promise<string[]> {
  try {
    const services = await allPages(
      (NextToken) => organizations.listDelegatedServicesForAccount({ AccountId, NextToken }),
      ({ DelegatedServices }) => DelegatedServices,
    );
    return services.flatMap(({ ServicePrincipal }) => ServicePrincipal ?? []);
  } catch (error) {
    // It was one when it was listed.
    if (error instanceof Error && error.name === "AccountNotRegisteredException") return [];
    throw error;
  }
}
