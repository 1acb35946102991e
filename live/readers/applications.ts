import { type Section, section } from "../notRead.ts";
import { allPages } from "../pages.ts";
import type { Session } from "../session.ts";

/** AWS's maximum. */
const MaxResults = 100;

/** Names of the applications that people reach by Identity Center, beside accounts. */
export async function readApplications(
  { ssoAdmin, report }: Session,
  InstanceArn: string,
): Promise<Section<readonly string[]>> {
  return await section(async () => {
    report({ what: "applications", done: 0 });
    const applications = await allPages(
      (NextToken) => ssoAdmin.listApplications({ InstanceArn, MaxResults, NextToken }),
      ({ Applications }) => Applications,
    );
    return applications.map(({ Name, ApplicationArn }) => Name ?? ApplicationArn ?? "").sort();
  });
}
