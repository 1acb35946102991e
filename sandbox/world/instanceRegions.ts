import { partitionOfRegion } from "../../model/schema/partition.ts";
import { managedInstance, theOrganization } from "./instances.ts";
import { refuseWithoutReplica } from "./keys.ts";
import { notFound, ServiceError } from "./serviceError.ts";
import type { Tables } from "./tables.ts";
import type { Transaction } from "./transaction.ts";

interface RegionRequest {
  InstanceArn: string;
  RegionName: string;
}

/**
 * Only in the home Region, and only one addition or removal at a time (API_AddRegion, API_RemoveRegion). The words of
 * its refusals are from no page: the reference has none.
 */
export function AddRegion(tx: Transaction, request: RegionRequest) {
  const { arn, keyArn, region: home } = managedInstance(tx, request.InstanceArn);
  const { RegionName } = request;
  refuseRegion(tx, RegionName, home);
  if (RegionName === home || regionsOf(tx, arn).some(({ name }) => name === RegionName)) {
    throw new ServiceError("ConflictException", `Region ${RegionName} is already enabled`);
  }
  refuseWhileChanging(tx, arn);
  refuseKeyOf(tx, keyArn, RegionName);
  tx.put("instanceRegions", `${arn}|${RegionName}`, {
    name: RegionName,
    status: "ADDING",
    addedAt: tx.now,
    endsAt: tx.now + tx.latency,
  });
  return { Status: "ADDING" };
}

export function RemoveRegion(tx: Transaction, request: RegionRequest) {
  const { arn, region: home } = managedInstance(tx, request.InstanceArn);
  if (request.RegionName === home) {
    throw new ServiceError("ValidationException", "The primary Region cannot be removed");
  }
  const found = regionOf(tx, arn, request.RegionName);
  refuseWhileChanging(tx, arn);
  const endsAt = tx.now + tx.latency;
  tx.put("instanceRegions", `${arn}|${found.name}`, { ...found, status: "REMOVING", endsAt });
  return { Status: "REMOVING" };
}

export function DescribeRegion(tx: Transaction, request: RegionRequest) {
  const { arn, region } = managedInstance(tx, request.InstanceArn);
  if (request.RegionName === region) return primary(region);
  return view(regionOf(tx, arn, request.RegionName));
}

export function ListRegions(tx: Transaction, request: { InstanceArn: string }) {
  const { arn, region } = managedInstance(tx, request.InstanceArn);
  return { Regions: [primary(region), ...regionsOf(tx, arn).map(view)] };
}

/** Regions that need not be enabled first (AWS Account Management Reference Guide, "Enable or disable AWS Regions"). */
const onByDefault = new Set([
  ...["ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1"],
  ...["ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2"],
  ...["eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2"],
]);

function refuseRegion(tx: Transaction, region: string, home: string): void {
  const [here, there] = [partitionOfRegion(home), partitionOfRegion(region)];
  const { enabledRegions = [] } = theOrganization(tx);
  const isOn = there !== "aws" || onByDefault.has(region) || enabledRegions.includes(region);
  if (here === there && isOn) return;
  throw new ServiceError("ValidationException", `Region ${region} is not enabled for this account`);
}

/** A multi-Region key with a replica there (IAM Identity Center User Guide, "Replicate IAM Identity Center to an additional Region"). */
function refuseKeyOf(tx: Transaction, keyArn: string | undefined, region: string): void {
  // What nobody wrote down is taken to be there.
  if (!theOrganization(tx).complete) return;
  if (keyArn === undefined || !keyArn.includes(":key/mrk-")) {
    throw new ServiceError(
      "ValidationException",
      "The IAM Identity Center instance must be encrypted with a multi-Region customer managed KMS key",
    );
  }
  refuseWithoutReplica(tx, keyArn, region);
}

type InstanceRegion = Tables["instanceRegions"];

function regionOf(tx: Transaction, arn: string, name: string): InstanceRegion {
  const found = regionsOf(tx, arn).find((one) => one.name === name);
  if (!found) throw notFound(`Region ${name} of ${arn}`);
  return found;
}

/** As they are by now: what was being added is there, what was being removed is gone. */
export function regionsOf(tx: Transaction, arn: string): InstanceRegion[] {
  return tx.rows("instanceRegions", `${arn}|`).flatMap((one): InstanceRegion[] => {
    if (one.endsAt > tx.now) return [one];
    return one.status === "REMOVING" ? [] : [{ ...one, status: "ACTIVE" }];
  });
}

function refuseWhileChanging(tx: Transaction, arn: string): void {
  const changing = regionsOf(tx, arn).find(({ status }) => status !== "ACTIVE");
  if (!changing) return;
  throw new ServiceError(
    "ConflictException",
    `Another Region operation is in progress: ${changing.name} is ${changing.status}`,
    { transient: true },
  );
}

function view({ name, status, addedAt }: InstanceRegion) {
  return {
    RegionName: name,
    Status: status,
    AddedDate: new Date(addedAt).toISOString(),
    IsPrimaryRegion: false,
  };
}

function primary(region: string) {
  return {
    RegionName: region,
    Status: "ACTIVE",
    AddedDate: "2026-01-01T00:00:00.000Z",
    IsPrimaryRegion: true,
  };
}
