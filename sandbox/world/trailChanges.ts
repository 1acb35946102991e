import { partitionOfRegion } from "../../model/schema/partition.ts";
import { putOwn, removeOwn } from "./followed.ts";
import { theOrganization } from "./instances.ts";
import { ServiceError } from "./serviceError.ts";
import type { Tables } from "./tables.ts";
import { trailView, wantedTrail } from "./trails.ts";
import type { Transaction } from "./transaction.ts";

type Trail = Tables["trails"];

/** Settings of a trail; what is left out stays. */
interface Settings {
  S3BucketName?: string;
  IsOrganizationTrail?: boolean;
  IsMultiRegionTrail?: boolean;
  EnableLogFileValidation?: boolean;
}

/** Another is in the way by its name in its account and Region. */
export function CreateTrail(
  tx: Transaction,
  request: Settings & { Name: string; S3BucketName: string },
) {
  const { callerAccount } = theOrganization(tx);
  const region = tx.region ?? "us-east-1";
  const arn = `arn:${partitionOfRegion(region)}:cloudtrail:${region}:${callerAccount}:trail/${request.Name}`;
  if (tx.get("trails", arn)) {
    throw new ServiceError("TrailAlreadyExistsException", `Trail ${request.Name} already exists`);
  }
  const made = {
    arn,
    account: callerAccount,
    name: request.Name,
    region,
    bucket: request.S3BucketName,
    organization: false,
    multiRegion: false,
    logFileValidation: false,
    logging: false,
  };
  return settled(put(tx, changed(made, request)));
}

export function UpdateTrail(tx: Transaction, request: Settings & { Name: string }) {
  return settled(put(tx, changed(wantedTrail(tx, request.Name), request)));
}

export function DeleteTrail(tx: Transaction, request: { Name: string }) {
  removeOwn(tx, "trails", wantedTrail(tx, request.Name).arn);
  return {};
}

export function StartLogging(tx: Transaction, request: { Name: string }) {
  put(tx, { ...wantedTrail(tx, request.Name), logging: true });
  return {};
}

export function StopLogging(tx: Transaction, request: { Name: string }) {
  put(tx, { ...wantedTrail(tx, request.Name), logging: false });
  return {};
}

function changed(trail: Trail, request: Settings): Trail {
  return {
    ...trail,
    bucket: request.S3BucketName ?? trail.bucket,
    organization: request.IsOrganizationTrail ?? trail.organization,
    multiRegion: request.IsMultiRegionTrail ?? trail.multiRegion,
    logFileValidation: request.EnableLogFileValidation ?? trail.logFileValidation,
  };
}

function put(tx: Transaction, trail: Trail): Trail {
  putOwn(tx, "trails", trail.arn, trail);
  return trail;
}

/** What CloudTrail answers of a trail that was made or changed. */
function settled(trail: Trail) {
  const {
    HomeRegion: _,
    HasCustomEventSelectors: __,
    HasInsightSelectors: ___,
    ...told
  } = trailView(trail);
  return told;
}
