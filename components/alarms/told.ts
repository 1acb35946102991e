import type * as pulumi from "@pulumi/pulumi";
import type { AlarmName } from "../../model/schema/alarms.ts";
import { fail } from "../fail.ts";
import type { Tags } from "../tags.ts";

/** An alarm, and whom it tells. */
export interface Told {
  readonly alarm: AlarmName;
  readonly topicArn: pulumi.Output<string>;
}

/** Where the parts of an Alarms are made. */
export interface AlarmsPlace {
  readonly parent: pulumi.ComponentResource;
  readonly region: string;
  readonly tags: Tags | undefined;
  /** Makes the error for one of them. */
  readonly failure: (child: string, message: string) => Error;
}

/** Name of one of several resources of an alarm. */
export function numbered(name: string, index: number): string {
  return index === 0 ? name : `${name}-${index + 1}`;
}

/** A pattern that AWS takes, or the failure that says why it doesn't. */
export async function fitting(
  pattern: string,
  most: number,
  child: string,
  { failure }: AlarmsPlace,
): Promise<string> {
  if (pattern.length <= most) return pattern;
  const message = `the pattern would have ${pattern.length} characters, and AWS takes ${most}; give the roles and users shorter paths, or watch fewer of them in one Alarms`;
  return await fail(failure(child, message));
}
