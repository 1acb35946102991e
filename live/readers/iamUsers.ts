import type { IAM, User } from "@aws-sdk/client-iam";
import type { LiveAccessKey, LiveIamUser } from "../accountFacts.ts";
import { inTurn } from "../inTurn.ts";
import { idOf, unlessGone } from "../liveError.ts";
import { type Section, section } from "../notRead.ts";
import { allPages } from "../pages.ts";
import { Steps } from "../progress.ts";
import type { Session } from "../session.ts";

/**
 * Users of IAM in the caller's account. IAM's credential report would be fewer calls, and up to four hours old ("Get
 * credential reports for your AWS account"): who mends something wants to see it.
 */
export async function readIamUsers(session: Session): Promise<Section<readonly LiveIamUser[]>> {
  return await section(async () => {
    session.report({ what: "users of IAM", done: 0 });
    const iam = await session.service("iam");
    const users = await allPages(
      async (Marker) => next(await iam.listUsers({ Marker })),
      ({ Users }) => Users,
    );
    const steps = new Steps(session.report, "users of IAM", users.length);
    const read = await inTurn(users, 4, async (user) => {
      const found = await unlessGone(() => userOf(iam, user));
      steps.step();
      return found;
    });
    return read.filter((user) => user !== undefined);
  });
}

async function userOf(iam: IAM, user: User): Promise<LiveIamUser> {
  const name = idOf(user.UserName, "name of a user of IAM");
  return {
    name,
    passwordLastUsed: user.PasswordLastUsed,
    hasPassword: await section(() => hasPassword(iam, name)),
    mfaDevices: await section(() => mfaDevices(iam, name)),
    accessKeys: await section(() => accessKeys(iam, name)),
  };
}

/** IAM answers NoSuchEntity for a user who has none. */
async function hasPassword(iam: IAM, UserName: string): Promise<boolean> {
  return (await unlessGone(() => iam.getLoginProfile({ UserName }))) !== undefined;
}

async function mfaDevices(iam: IAM, UserName: string): Promise<number> {
  const devices = await allPages(
    async (Marker) => next(await iam.listMFADevices({ UserName, Marker })),
    ({ MFADevices }) => MFADevices,
  );
  return devices.length;
}

async function accessKeys(iam: IAM, UserName: string): Promise<LiveAccessKey[]> {
  const keys = await allPages(
    async (Marker) => next(await iam.listAccessKeys({ UserName, Marker })),
    ({ AccessKeyMetadata }) => AccessKeyMetadata,
  );
  const active = keys.filter(({ Status }) => Status === "Active");
  return await inTurn(active, 1, async ({ AccessKeyId, CreateDate }) => {
    const id = idOf(AccessKeyId, "id of an access key");
    return { id, created: CreateDate, lastUsed: await section(() => lastUsed(iam, id)) };
  });
}

async function lastUsed(iam: IAM, AccessKeyId: string): Promise<Date | undefined> {
  const { AccessKeyLastUsed } = await iam.getAccessKeyLastUsed({ AccessKeyId });
  return AccessKeyLastUsed?.LastUsedDate;
}

/** IAM's pages have a marker. */
function next<Page extends { IsTruncated?: boolean | undefined; Marker?: string | undefined }>(
  page: Page,
) {
  return { ...page, NextToken: page.IsTruncated ? page.Marker : undefined };
}
