import { theOrganization } from "./instances.ts";
import { ServiceError } from "./serviceError.ts";
import type { Tables } from "./tables.ts";
import type { Transaction } from "./transaction.ts";

type Trail = Tables["trails"];

/** Trails of the Region, and shadows of those elsewhere that record all Regions, unless they aren't wanted. */
export function DescribeTrails(
  tx: Transaction,
  request: { trailNameList?: string[]; includeShadowTrails?: boolean },
) {
  const { trailNameList: names = [], includeShadowTrails: shadows = true } = request;
  const found = visible(tx).filter(
    (trail) =>
      (trail.region === tx.region || (shadows && trail.multiRegion)) &&
      (names.length === 0 || names.includes(trail.name) || names.includes(trail.arn)),
  );
  return { trailList: found.map(trailView) };
}

export function ListTrails(tx: Transaction, _request: Record<string, never>) {
  return {
    Trails: visible(tx)
      .filter(({ region, multiRegion }) => region === tx.region || multiRegion)
      .map(({ arn, name, region }) => ({ TrailARN: arn, Name: name, HomeRegion: region })),
  };
}

export function GetTrail(tx: Transaction, request: { Name: string }) {
  return { Trail: trailView(wantedTrail(tx, request.Name)) };
}

/** A shadow in another Region, and an organization's trail in a member account, only by ARN (CloudTrail API Reference, GetTrailStatus: Name). */
export function GetTrailStatus(tx: Transaction, request: { Name: string }) {
  const { logging, arn, region } = wantedTrail(tx, request.Name);
  if (arn !== request.Name && region !== tx.region) throw unknownTrail(tx, request.Name);
  const began = "2026-01-01T00:00:00Z";
  return {
    IsLogging: logging,
    StartLoggingTime: began,
    ...(logging ? { LatestDeliveryTime: tx.now } : { StopLoggingTime: began }),
  };
}

/** Every trail here records management events, reading and writing ones. */
export function GetEventSelectors(tx: Transaction, request: { TrailName: string }) {
  const { arn } = wantedTrail(tx, request.TrailName);
  return {
    TrailARN: arn,
    EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true, DataResources: [] }],
  };
}

/** The caller's own, and the organization's. */
function visible(tx: Transaction): Trail[] {
  const { callerAccount } = theOrganization(tx);
  return tx
    .rows("trails")
    .filter(({ account, organization }) => organization || account === callerAccount);
}

/** By ARN, or by name in its own account and Region. */
export function wantedTrail(tx: Transaction, name: string): Trail {
  const { callerAccount } = theOrganization(tx);
  const found = visible(tx).find(({ arn, name: own, account, region, multiRegion }) => {
    if (arn === name) return true;
    return own === name && account === callerAccount && (region === tx.region || multiRegion);
  });
  if (found) return found;
  throw unknownTrail(tx, name);
}

function unknownTrail(tx: Transaction, name: string): ServiceError {
  const { callerAccount } = theOrganization(tx);
  const message = `Unknown trail: ${name} for the user: ${callerAccount}`;
  return new ServiceError("TrailNotFoundException", message);
}

/** As CloudTrail describes it. */
export function trailView(trail: Trail) {
  return {
    Name: trail.name,
    S3BucketName: trail.bucket,
    IncludeGlobalServiceEvents: true,
    IsMultiRegionTrail: trail.multiRegion,
    HomeRegion: trail.region,
    TrailARN: trail.arn,
    LogFileValidationEnabled: trail.logFileValidation,
    HasCustomEventSelectors: false,
    HasInsightSelectors: false,
    IsOrganizationTrail: trail.organization,
    ...(trail.kmsKey ? { KmsKeyId: trail.kmsKey } : {}),
    ...(trail.logs
      ? { CloudWatchLogsLogGroupArn: trail.logs.group, CloudWatchLogsRoleArn: trail.logs.role }
      : {}),
  };
}
