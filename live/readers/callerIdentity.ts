import type { Caller } from "../accountFacts.ts";
import { idOf } from "../liveError.ts";
import type { Session } from "../session.ts";

/** Whose credentials these are; nobody needs a permission to ask. */
export async function readCaller(session: Session): Promise<Caller> {
  const sts = await session.service("sts");
  const { Account, Arn } = await sts.getCallerIdentity({});
  return { account: idOf(Account, "account of the caller"), arn: Arn ?? "" };
}
