import { UNKNOWN, type Value } from "../../value.ts";
import { placeholder } from "./placeholder.ts";

/** Where a stack is made, as far as it is known. */
export interface Place {
  /** Such as `eu-central-1`. */
  readonly region?: string;
  /** Twelve digits. */
  readonly accountId?: string;
  /** Such as `aws-cn`. Default: that of the Region, else `aws`. */
  readonly partition?: string;
}

/** Partition and DNS suffix by the start of a Region's name (AWS SDK, partitions.json); others are in `aws`. */
const PARTITIONS: readonly (readonly [region: string, partition: string, suffix: string])[] = [
  ["cn-", "aws-cn", "amazonaws.com.cn"],
  ["us-gov-", "aws-us-gov", "amazonaws.com"],
  ["us-iso-", "aws-iso", "c2s.ic.gov"],
  ["us-isob-", "aws-iso-b", "sc2s.sgov.gov"],
  ["eu-isoe-", "aws-iso-e", "cloud.adc-e.uk"],
  ["us-isof-", "aws-iso-f", "csp.hci.ic.gov"],
  ["eusc-", "aws-eusc", "amazonaws.eu"],
];

/** The partition that a Region is in. */
export function partitionOf(region: string): string {
  return PARTITIONS.find(([start]) => region.startsWith(start))?.[1] ?? "aws";
}

/** Pseudo parameters whose values are taken for granted where a stack is made nobody knows where. */
export function assumedParameters({ region, partition }: Place): ReadonlySet<string> {
  return new Set((region ?? partition) ? [] : ["AWS::Partition", "AWS::URLSuffix"]);
}

/** Values of CloudFormation's pseudo parameters but `AWS::NoValue` ("Pseudo parameters reference"). */
export function pseudoParameters(place: Place): ReadonlyMap<string, Value> {
  const partition = place.partition ?? partitionOf(place.region ?? "");
  const suffix = PARTITIONS.find(([, name]) => name === partition)?.[2] ?? "amazonaws.com";
  return new Map<string, Value>([
    ["AWS::AccountId", place.accountId ?? placeholder("AWS::AccountId")],
    ["AWS::NotificationARNs", UNKNOWN],
    ["AWS::Partition", partition],
    ["AWS::Region", place.region ?? placeholder("AWS::Region")],
    ["AWS::StackId", placeholder("AWS::StackId")],
    ["AWS::StackName", placeholder("AWS::StackName")],
    ["AWS::URLSuffix", suffix],
  ]);
}
