import { CHANNEL, RECORDER, RUNNING } from "./recorderRecords.ts";
import {
  hasGivenRecord,
  hasRecord,
  type RecordContent,
  recordsOf,
  removeRecord,
} from "./records.ts";
import { ServiceError } from "./serviceError.ts";
import type { Transaction } from "./transaction.ts";

/** What AWS Config tells of its recorder and channel in an account and Region, and takes by hand (AWS Config API Reference). */

type None = Record<string, never>;

/** As the API shapes a group of resource types; the provider has lists where the API has one. */
function groupOf(given: unknown): object | undefined {
  if (given === undefined) return undefined;
  const group = given as RecordContent;
  const [strategy] = (group.recordingStrategies ?? []) as RecordContent[];
  const [exclusion] = (group.exclusionByResourceTypes ?? []) as RecordContent[];
  return {
    allSupported: group.allSupported ?? false,
    includeGlobalResourceTypes: group.includeGlobalResourceTypes ?? false,
    resourceTypes: group.resourceTypes ?? [],
    ...(exclusion === undefined
      ? {}
      : { exclusionByResourceTypes: { resourceTypes: exclusion.resourceTypes ?? [] } }),
    ...(strategy === undefined ? {} : { recordingStrategy: { useOnly: strategy.useOnly } }),
  };
}

/** A recorder without a group records all but the resource types that are global. */
const ALL = { allSupported: true, includeGlobalResourceTypes: false, resourceTypes: [] };

export function ListConfigurationRecorders(tx: Transaction, _request: None) {
  return {
    ConfigurationRecorders: recordsOf(tx, RECORDER).map(({ name, roleArn, recordingGroup }) => ({
      ...{ name, roleARN: roleArn },
      recordingGroup: groupOf(recordingGroup) ?? ALL,
    })),
  };
}

export function ListConfigurationRecorderStatus(tx: Transaction, _request: None) {
  return {
    ConfigurationRecordersStatus: recordsOf(tx, RECORDER).map(({ name }) => {
      const recording = hasRecord(tx, RUNNING, String(name));
      return { name, recording, ...(recording ? { lastStatus: "Success" } : {}) };
    }),
  };
}

/** A bucket that is gone takes nothing; those of channels in the organization file aren't known here, and do. */
export function ListDeliveryChannelStatus(tx: Transaction, _request: None) {
  return {
    DeliveryChannelsStatus: recordsOf(tx, CHANNEL).map(({ name, s3BucketName, region }) => {
      const isGiven = hasGivenRecord(tx, CHANNEL, String(name));
      const isThere = isGiven || tx.get("storage", `bucket|${s3BucketName}`) !== undefined;
      const configHistoryDeliveryInfo = isThere
        ? { lastStatus: "Success" }
        : {
            lastStatus: "Failure",
            lastErrorCode: "NoSuchBucket",
            lastErrorMessage: `The bucket ${s3BucketName} in ${region} does not exist.`,
          };
      return { name, configHistoryDeliveryInfo };
    }),
  };
}

/** By the name of the API. */
export function StopRecorder(tx: Transaction, request: { ConfigurationRecorderName: string }) {
  wanted(tx, request.ConfigurationRecorderName);
  removeRecord(tx, RUNNING, request.ConfigurationRecorderName);
  return {};
}

function wanted(tx: Transaction, name: string): void {
  if (hasRecord(tx, RECORDER, name)) return;
  throw new ServiceError(
    "NoSuchConfigurationRecorderException",
    `Cannot find configuration recorder with the specified name '${name}'.`,
  );
}
