import { type Section, section } from "../notRead.ts";
import { allPages } from "../pages.ts";
import type { Session } from "../session.ts";

/** Service principals with trusted access to the organization. */
export async function readTrustedServices({
  organizations,
}: Session): Promise<Section<readonly string[]>> {
  return await section(async () => {
    const services = await allPages(
      (NextToken) => organizations.listAWSServiceAccessForOrganization({ NextToken }),
      ({ EnabledServicePrincipals }) => EnabledServicePrincipals,
    );
    return services.flatMap(({ ServicePrincipal }) => ServicePrincipal ?? []);
  });
}
