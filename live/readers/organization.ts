import type { OrganizationFacts } from "../liveOrganization.ts";
import { type Section, section } from "../notRead.ts";
import type { Session } from "../session.ts";

/** The organization of the credentials. Every account in it may ask. */
export async function readOrganizationFacts({
  organizations,
}: Session): Promise<Section<OrganizationFacts>> {
  return await section(async () => {
    const { Organization } = await organizations.describeOrganization({});
    return {
      id: Organization?.Id,
      managementAccount: Organization?.MasterAccountId,
      featureSet: Organization?.FeatureSet,
    };
  });
}
