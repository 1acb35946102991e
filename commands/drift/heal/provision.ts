import { isDeepStrictEqual } from "node:util";
import { SSOAdmin } from "@aws-sdk/client-sso-admin";
import { type Clock, systemClock } from "../../../live/clock.ts";
import type { LivePermissionSet } from "../../../live/liveOrganization.ts";
import { readContent } from "../../../live/readers/setContent.ts";
import { type ClientSettings, Session } from "../../../live/session.ts";
import type { Behind } from "../behind.ts";

/** Where AWS is asked, and how to wait. */
export interface ProvisionOptions {
  readonly region: string;
  readonly instanceArn: string;
  readonly client?: ClientSettings;
  readonly clock?: Clock;
}

/** Milliseconds before AWS is asked for the first time whether it is done, twice as long each time, and at most. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 3000;
/** It isn't asked longer than this. */
const LONGEST = 60 * 60 * 1000;

/**
 * Has AWS bring permission sets to their accounts, one after the other, and waits until it has. It calls
 * sso:ProvisionPermissionSet and sso:DescribePermissionSetProvisioningStatus, and reads each set again before: what was
 * changed since it was compared isn't brought anywhere.
 *
 * @param readBefore the sets as they were compared, by ARN
 * @returns why one or another wasn't brought there, by key; empty where all were
 */
export async function provision(
  sets: readonly Behind[],
  readBefore: ReadonlyMap<string, LivePermissionSet>,
  options: ProvisionOptions,
  tell: (line: string) => void,
): Promise<Map<string, string>> {
  const { region, client = {} } = options;
  const failures = new Map<string, string>();
  const writer = new SSOAdmin({ maxAttempts: 10, ...client, region, retryMode: "adaptive" });
  const session = new Session({ region, client });
  try {
    for (const set of sets) {
      tell(`provisioning ${set.permissionSet}`);
      try {
        const before = readBefore.get(set.arn);
        if (!before || !(await isUnchanged(session, options.instanceArn, before))) {
          failures.set(set.permissionSet, "it was changed since it was compared: run this again");
          continue;
        }
        const reason = await provisionOne(writer, set, options);
        if (reason !== undefined) failures.set(set.permissionSet, reason);
      } catch (error) {
        failures.set(set.permissionSet, error instanceof Error ? error.message : String(error));
      }
    }
  } finally {
    session.close();
    writer.destroy();
  }
  return failures;
}

async function isUnchanged(
  session: Session,
  InstanceArn: string,
  before: LivePermissionSet,
): Promise<boolean> {
  const now = await readContent(session, { InstanceArn, PermissionSetArn: before.arn });
  return isDeepStrictEqual(contentOf(now), contentOf(before));
}

function contentOf({ accounts: _, accountsBehind: __, ...content }: LivePermissionSet): object {
  return content;
}

/** @returns why it failed, in AWS's words */
async function provisionOne(
  writer: SSOAdmin,
  { arn, accounts }: Behind,
  { instanceArn, clock = systemClock }: ProvisionOptions,
): Promise<string | undefined> {
  const [account] = accounts;
  const { PermissionSetProvisioningStatus: begun } = await writer.provisionPermissionSet({
    InstanceArn: instanceArn,
    PermissionSetArn: arn,
    ...(account !== undefined && accounts.length === 1
      ? { TargetType: "AWS_ACCOUNT", TargetId: account }
      : { TargetType: "ALL_PROVISIONED_ACCOUNTS" }),
  });
  const end = clock.now() + LONGEST;
  let status = begun;
  let pause = FIRST_PAUSE;
  while (status?.Status === "IN_PROGRESS") {
    if (clock.now() > end) return "AWS isn't done with it after an hour";
    await clock.sleep(pause);
    pause = Math.min(2 * pause, LONGEST_PAUSE);
    const answer = await writer.describePermissionSetProvisioningStatus({
      InstanceArn: instanceArn,
      ProvisionPermissionSetRequestId: begun?.RequestId,
    });
    status = answer.PermissionSetProvisioningStatus;
  }
  if (status?.Status === "SUCCEEDED") return undefined;
  return status?.FailureReason ?? `AWS says ${status?.Status ?? "nothing"}`;
}
