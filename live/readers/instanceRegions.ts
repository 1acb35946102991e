import type { InstanceRegion } from "../liveOrganization.ts";
import { type Section, section } from "../notRead.ts";
import { allPages } from "../pages.ts";
import type { Session } from "../session.ts";

/** Regions that an instance of Identity Center is in, the home Region among them. */
export async function readInstanceRegions(
  { ssoAdmin }: Session,
  InstanceArn: string,
): Promise<Section<readonly InstanceRegion[]>> {
  return await section(async () => {
    const regions = await allPages(
      (NextToken) => ssoAdmin.listRegions({ InstanceArn, NextToken }),
      ({ Regions }) => Regions,
    );
    return regions.map(({ RegionName, Status, IsPrimaryRegion }) => ({
      name: RegionName ?? "",
      status: Status ?? "",
      isHome: IsPrimaryRegion ?? false,
    }));
  });
}
