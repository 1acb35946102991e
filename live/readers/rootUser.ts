import type { LiveRootUser } from "../accountFacts.ts";
import { LiveError } from "../liveError.ts";
import { type Section, section } from "../notRead.ts";
import type { Session } from "../session.ts";

/** The root user of the caller's account. */
export async function readRootUser(session: Session): Promise<Section<LiveRootUser>> {
  return await section(async () => {
    const iam = await session.service("iam");
    const { SummaryMap } = await iam.getAccountSummary({});
    const has = (name: string) => {
      const count = SummaryMap?.[name as keyof typeof SummaryMap];
      if (count === undefined) throw new LiveError(`AWS's answer has no ${name} of the account`);
      return count > 0;
    };
    return { hasMfa: has("AccountMFAEnabled"), hasAccessKeys: has("AccountAccessKeysPresent") };
  });
}
