import type * as pulumi from "@pulumi/pulumi";
import type { AccessGroup } from "../components/accessGroup.ts";
import { Alarms } from "../components/alarms.ts";
import type { AuditTrail } from "../components/auditTrail.ts";
import { alarmNames } from "../model/schema/alarms.ts";
import { administratorSets, type ByKey, type Home } from "./fromConfiguration.ts";
import { concealed } from "./secrets.ts";
import { trailGuard } from "./trailGuard.ts";
import type { WantedAccess } from "./wantedAccess.ts";

/** What was made of the configuration, and is watched. */
interface Made {
  readonly groups: ReadonlyMap<string, Pick<AccessGroup, "groupId">>;
  /** Of permission sets. */
  readonly arns: ByKey;
  readonly trail: Pick<AuditTrail, "logGroupName"> | undefined;
}

/** The alarms, where the configuration switches them on. */
export function createAlarms(
  wanted: WantedAccess,
  { center, place }: Home,
  { groups, arns, trail }: Made,
): Alarms | undefined {
  const { configuration, region, isSecret, alsoWatched } = wanted;
  const { enabled, without, logGroup, ...texts } = configuration.alarms;
  if (!enabled) return undefined;
  const isOwnTrail = configuration.auditTrail.logGroup !== undefined;
  const named = logGroup === undefined ? undefined : concealed(isSecret("alarms"), logGroup);
  const logGroupName = named ?? (isOwnTrail ? trail?.logGroupName : undefined);
  const administrators = [...groups].filter(
    ([key]) => configuration.groups[key]?.administrators || alsoWatched.groups.includes(key),
  );
  const sets = [...administratorSets(wanted)].map((key) => arns.get(key));
  return new Alarms(
    "alarms",
    {
      accountId: center.managementAccountId,
      region,
      ...concealed(isSecret("alarms"), texts),
      alarms: alarmNames.filter((name) => !without.includes(name)),
      administratorGroupIds: [
        ...administrators.map(([, { groupId }]) => groupId),
        ...alsoWatched.groupIds,
      ],
      administratorPermissionSetArns: [...sets.filter(isThere), ...alsoWatched.permissionSetArns],
      ...(logGroupName === undefined ? {} : { logGroupName }),
      tags: concealed(isSecret("identityCenter"), configuration.identityCenter.tags),
    },
    { ...place, transforms: [trailGuard().cares] },
  );
}

function isThere(arn: pulumi.Input<string> | undefined): arn is pulumi.Input<string> {
  return arn !== undefined;
}
