import type { LivePermissionSet } from "../../live/liveOrganization.ts";

/** The name of a permission set; the end of its ARN where it wasn't read. */
export function setName({ arn, settings }: LivePermissionSet): string {
  return settings.isRead ? settings.value.name : arn.slice(arn.lastIndexOf("/") + 1);
}
