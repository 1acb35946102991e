import { theOrganization } from "./instances.ts";
import { CHANNEL, RECORDER, RUNNING } from "./recorderRecords.ts";
import {
  type GivenRecord,
  hasRecord,
  type OfRecord,
  putRecord,
  record,
  recordsOf,
  removeRecord,
} from "./records.ts";
import { ServiceError } from "./serviceError.ts";
import type { Transaction } from "./transaction.ts";

/** AWS Config's recorder and delivery channel: one of each in an account and Region (AWS Config API Reference). */

export function PutConfigurationRecorder(tx: Transaction, { Id, Properties }: GivenRecord) {
  refuseSecond(tx, RECORDER, Id, "MaxNumberOfConfigurationRecordersExceededException");
  return { Properties: putRecord(tx, RECORDER, Id, Properties) };
}

export function DescribeConfigurationRecorders(tx: Transaction, { Id }: OfRecord) {
  return { Properties: record(tx, RECORDER, Id, "NoSuchConfigurationRecorderException") };
}

export function DeleteConfigurationRecorder(tx: Transaction, { Id }: OfRecord) {
  DescribeConfigurationRecorders(tx, { Id });
  removeRecord(tx, RECORDER, Id);
  removeRecord(tx, RUNNING, Id);
  return {};
}

/** There must be a recorder, and the bucket. */
export function PutDeliveryChannel(tx: Transaction, { Id, Properties }: GivenRecord) {
  refuseSecond(tx, CHANNEL, Id, "MaxNumberOfDeliveryChannelsExceededException");
  wantRecorder(tx, "Configuration recorder is not available to put delivery channel.");
  const bucket = String(Properties.s3BucketName);
  if (!tx.get("storage", `bucket|${bucket}`)) {
    throw new ServiceError(
      "NoSuchBucketException",
      `Cannot find a S3 bucket with an empty bucket name or ${bucket}.`,
    );
  }
  return { Properties: putRecord(tx, CHANNEL, Id, Properties) };
}

export function DescribeDeliveryChannels(tx: Transaction, { Id }: OfRecord) {
  return { Properties: record(tx, CHANNEL, Id, "NoSuchDeliveryChannelException") };
}

/** Not while something is recorded. */
export function DeleteDeliveryChannel(tx: Transaction, { Id }: OfRecord) {
  DescribeDeliveryChannels(tx, { Id });
  if (recordsOf(tx, RUNNING).length > 0) {
    throw new ServiceError(
      "LastDeliveryChannelDeleteFailedException",
      `Failed to delete last specified delivery channel with name '${Id}', because there, because there is a running configuration recorder.`,
    );
  }
  removeRecord(tx, CHANNEL, Id);
  return {};
}

export function StartConfigurationRecorder(tx: Transaction, { Id }: OfRecord) {
  DescribeConfigurationRecorders(tx, { Id });
  if (recordsOf(tx, CHANNEL).length === 0) {
    throw new ServiceError(
      "NoAvailableDeliveryChannelException",
      "Delivery channel is not available to start configuration recorder.",
    );
  }
  putRecord(tx, RUNNING, Id, {});
  return {};
}

export function StopConfigurationRecorder(tx: Transaction, { Id }: OfRecord) {
  DescribeConfigurationRecorders(tx, { Id });
  removeRecord(tx, RUNNING, Id);
  return {};
}

export function DescribeConfigurationRecorderStatus(tx: Transaction, { Id }: OfRecord) {
  DescribeConfigurationRecorders(tx, { Id });
  return { recording: hasRecord(tx, RUNNING, Id) };
}

/** @throws ServiceError where the account records nothing in the Region */
export function wantRecorder(tx: Transaction, message: string): void {
  if (recordsOf(tx, RECORDER).length > 0) return;
  throw new ServiceError("NoAvailableConfigurationRecorderException", message);
}

/** Regions in which a recorder of the caller's account uses the role. */
export function regionsWithRecorder(tx: Transaction, roleArn: string): string[] {
  const prefix = `${RECORDER} ${theOrganization(tx).callerAccount} `;
  return tx
    .rows("records", prefix)
    .flatMap((one) => (one.roleArn === roleArn ? [String(one.region)] : []));
}

function refuseSecond(tx: Transaction, type: string, id: string, code: string): void {
  if (hasRecord(tx, type, id) || recordsOf(tx, type).length === 0) return;
  throw new ServiceError(
    code,
    `Failed to put ${type} '${id}' because the maximum number of ${type}s: 1 is reached.`,
  );
}
