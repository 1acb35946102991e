import { contactTypes, type LiveContacts } from "../accountFacts.ts";
import { inTurn } from "../inTurn.ts";
import { isGone } from "../liveError.ts";
import { type Section, section } from "../notRead.ts";
import type { Session } from "../session.ts";

/** Which alternate contacts the caller's account has. Who they are isn't kept. */
export async function readContacts(session: Session): Promise<Section<LiveContacts>> {
  return await section(async () => {
    const found = await inTurn(contactTypes, 1, async (type) => {
      return [type, await hasContact(session, type)] as const;
    });
    return Object.fromEntries(found) as LiveContacts;
  });
}

async function hasContact(
  session: Session,
  AlternateContactType: keyof LiveContacts,
): Promise<boolean> {
  const account = await session.service("account");
  try {
    await account.getAlternateContact({ AlternateContactType });
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}
