import type * as pulumi from "@pulumi/pulumi";
import type { AccessGroup } from "../components/accessGroup.ts";
import { Alarms } from "../components/alarms.ts";
import { alarmNames } from "../model/schema/alarms.ts";
import { administratorSets, type ByKey, type Home } from "./fromConfiguration.ts";
import { concealed } from "./secrets.ts";
import type { WantedAccess } from "./wantedAccess.ts";

/** The alarms, where the configuration switches them on. */
export function createAlarms(
  wanted: WantedAccess,
  { center, place }: Home,
  groups: ReadonlyMap<string, Pick<AccessGroup, "groupId">>,
  arns: ByKey,
): Alarms | undefined {
  const { configuration, region, isSecret } = wanted;
  const { enabled, emails, without, logGroup, ...emergency } = configuration.alarms;
  if (!enabled) return undefined;
  const administrators = [...groups].filter(([key]) => configuration.groups[key]?.administrators);
  const sets = [...administratorSets(wanted)].map((key) => arns.get(key));
  return new Alarms(
    "alarms",
    {
      accountId: center.managementAccountId,
      region,
      emails: emails.map((email) => concealed(isSecret("alarms"), email)),
      alarms: alarmNames.filter((name) => !without.includes(name)),
      administratorGroupIds: administrators.map(([, { groupId }]) => groupId),
      administratorPermissionSetArns: sets.filter(isThere),
      ...emergency,
      ...(logGroup === undefined ? {} : { logGroupName: logGroup }),
      tags: concealed(isSecret("identityCenter"), configuration.identityCenter.tags),
    },
    place,
  );
}

function isThere(arn: pulumi.Input<string> | undefined): arn is pulumi.Input<string> {
  return arn !== undefined;
}
