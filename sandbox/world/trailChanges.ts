import { partitionOfRegion } from "../../model/schema/partition.ts";
import { putOwn, removeOwn } from "./followed.ts";
import { theOrganization } from "./instances.ts";
import { ServiceError } from "./serviceError.ts";
import type { Tables } from "./tables.ts";
import { type Tag, withTags } from "./tags.ts";
import { deliveredLogs, type LogSettings } from "./trailLogs.ts";
import { trailView, wantedTrail } from "./trails.ts";
import type { Transaction } from "./transaction.ts";

type Trail = Tables["trails"];

/** Trails that a Region has ("Quotas in AWS CloudTrail"). */
const MAXIMUM_TRAILS = 5;

/** Settings of a trail; what is left out stays. */
interface Settings extends LogSettings {
  S3BucketName?: string;
  KmsKeyId?: string;
  IsOrganizationTrail?: boolean;
  IsMultiRegionTrail?: boolean;
  EnableLogFileValidation?: boolean;
}

/** Another is in the way by its name in its account and Region. */
export function CreateTrail(
  tx: Transaction,
  request: Settings & { Name: string; S3BucketName: string; TagsList?: Tag[] },
) {
  const { callerAccount, trustedServices = [] } = theOrganization(tx);
  const region = tx.region ?? "us-east-1";
  const arn = `arn:${partitionOfRegion(region)}:cloudtrail:${region}:${callerAccount}:trail/${request.Name}`;
  if (tx.get("trails", arn)) {
    throw new ServiceError("TrailAlreadyExistsException", `Trail ${request.Name} already exists`);
  }
  const own = tx
    .rows("trails")
    .filter((one) => one.account === callerAccount && one.region === region);
  if (own.length >= MAXIMUM_TRAILS) {
    const why = `User: ${callerAccount} already has ${MAXIMUM_TRAILS} trails in ${region}`;
    throw new ServiceError("MaximumNumberOfTrailsExceededException", why);
  }
  if (request.IsOrganizationTrail && !trustedServices.includes("cloudtrail.amazonaws.com")) {
    throw new ServiceError(
      "CloudTrailAccessNotEnabledException",
      "The request could not be processed because your organization hasn't enabled CloudTrail service access. Enable service access for CloudTrail, and then try again.",
    );
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
    tags: withTags({}, request.TagsList ?? []),
  };
  return settled(put(tx, changed(tx, made, request)));
}

export function UpdateTrail(tx: Transaction, request: Settings & { Name: string }) {
  return settled(put(tx, changed(tx, wantedTrail(tx, request.Name), request)));
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

export function AddTags(tx: Transaction, request: { ResourceId: string; TagsList: Tag[] }) {
  const trail = wantedTrail(tx, request.ResourceId);
  put(tx, { ...trail, tags: withTags(trail.tags ?? {}, request.TagsList) });
  return {};
}

export function RemoveTags(tx: Transaction, request: { ResourceId: string; TagsList: Tag[] }) {
  const trail = wantedTrail(tx, request.ResourceId);
  const gone = new Set(request.TagsList.map(({ Key }) => Key));
  const left = Object.entries(trail.tags ?? {}).filter(([key]) => !gone.has(key));
  put(tx, { ...trail, tags: Object.fromEntries(left) });
  return {};
}

export function ListTags(tx: Transaction, request: { ResourceIdList: string[] }) {
  return {
    ResourceTagList: request.ResourceIdList.map((ResourceId) => ({
      ResourceId,
      TagsList: Object.entries(wantedTrail(tx, ResourceId).tags ?? {}).map(([Key, Value]) => ({
        Key,
        Value,
      })),
    })),
  };
}

function changed(tx: Transaction, trail: Trail, request: Settings): Trail {
  const { logs: before, ...rest } = trail;
  const logs = deliveredLogs(tx, before, request);
  return {
    ...rest,
    ...(logs && { logs }),
    ...(request.KmsKeyId === undefined ? {} : { kmsKey: request.KmsKeyId }),
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
