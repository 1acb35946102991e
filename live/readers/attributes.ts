import { isGone } from "../liveError.ts";
import type { AccessControlAttributes } from "../liveOrganization.ts";
import { type Section, section } from "../notRead.ts";
import type { Session } from "../session.ts";

/** Attributes for access control; undefined where they aren't enabled. */
export async function readAttributes(
  { ssoAdmin }: Session,
  InstanceArn: string,
): Promise<Section<AccessControlAttributes | undefined>> {
  return await section(async () => {
    try {
      const answer = await ssoAdmin.describeInstanceAccessControlAttributeConfiguration({
        InstanceArn,
      });
      const { AccessControlAttributes: attributes = [] } =
        answer.InstanceAccessControlAttributeConfiguration ?? {};
      return {
        status: answer.Status,
        attributes: attributes.map(({ Key, Value }) => ({
          key: Key ?? "",
          sources: Value?.Source ?? [],
        })),
      };
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  });
}
