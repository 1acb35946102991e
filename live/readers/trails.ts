import type {
  AdvancedEventSelector,
  CloudTrail,
  EventSelector,
  GetEventSelectorsResponse,
  Trail,
} from "@aws-sdk/client-cloudtrail";
import type { LiveTrail, TrailStatus } from "../accountFacts.ts";
import { inTurn } from "../inTurn.ts";
import { idOf } from "../liveError.ts";
import { type Section, section } from "../notRead.ts";
import type { Session } from "../session.ts";

/** Trails that record the session's Region, wherever they are. */
export async function readTrails(session: Session): Promise<Section<readonly LiveTrail[]>> {
  return await section(async () => {
    session.report({ what: "trails", done: 0 });
    const cloudTrail = await session.service("cloudTrail");
    const { trailList = [] } = await cloudTrail.describeTrails({});
    return await inTurn(trailList, 2, (trail) => trailOf(cloudTrail, trail));
  });
}

async function trailOf(cloudTrail: CloudTrail, trail: Trail): Promise<LiveTrail> {
  const arn = idOf(trail.TrailARN, "ARN of a trail");
  return {
    name: trail.Name ?? "",
    arn,
    homeRegion: trail.HomeRegion,
    isOfOrganization: trail.IsOrganizationTrail ?? false,
    isMultiRegion: trail.IsMultiRegionTrail ?? false,
    validatesLogFiles: trail.LogFileValidationEnabled ?? false,
    status: await section(() => statusOf(cloudTrail, arn)),
    recordsManagement: await section(() => recordsManagement(cloudTrail, arn)),
  };
}

async function statusOf(cloudTrail: CloudTrail, Name: string): Promise<TrailStatus> {
  const { IsLogging, LatestDeliveryError } = await cloudTrail.getTrailStatus({ Name });
  return { isLogging: IsLogging ?? false, deliveryError: LatestDeliveryError || undefined };
}

async function recordsManagement(cloudTrail: CloudTrail, TrailName: string): Promise<boolean> {
  return recordsAllManagement(await cloudTrail.getEventSelectors({ TrailName }));
}

type Selectors = Pick<GetEventSelectorsResponse, "EventSelectors" | "AdvancedEventSelectors">;

/** Whether event selectors leave no management event out: none that only reads or only writes, and none of KMS or RDS. */
export function recordsAllManagement(selectors: Selectors): boolean {
  const { EventSelectors = [], AdvancedEventSelectors = [] } = selectors;
  const kinds = new Set(EventSelectors.flatMap(managementKinds));
  const isAll = kinds.has("All") || (kinds.has("ReadOnly") && kinds.has("WriteOnly"));
  return isAll || AdvancedEventSelectors.some(selectsAllAdvanced);
}

/** Which management events a selector takes all of; AWS's default is `All`. */
function managementKinds(selector: EventSelector): string[] {
  const { IncludeManagementEvents = true, ReadWriteType = "All" } = selector;
  const { ExcludeManagementEventSources: excluded = [] } = selector;
  return IncludeManagementEvents && excluded.length === 0 ? [ReadWriteType] : [];
}

/** A field beside the category leaves some events out. */
function selectsAllAdvanced({ FieldSelectors = [] }: AdvancedEventSelector): boolean {
  const [first, ...others] = FieldSelectors;
  const isManagement =
    first?.Field === "eventCategory" && (first.Equals ?? []).includes("Management");
  return isManagement && others.length === 0;
}
