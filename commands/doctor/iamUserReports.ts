import type { LiveIamUser } from "../../live/accountFacts.ts";
import type { NotRead, Section } from "../../live/notRead.ts";
import type { Gap } from "./gap.ts";
import { gapOf } from "./gap.ts";

/** What of users isn't known. */
export function* userGaps(
  users: readonly LiveIamUser[],
  part: (user: LiveIamUser) => readonly Section<unknown>[],
): Generator<Gap, void, void> {
  for (const user of users) {
    for (const read of part(user).filter(isNotRead)) yield gapOf(read);
  }
}

function isNotRead(read: Section<unknown>): read is NotRead {
  return !read.isRead;
}

/** Those of whom it is certain. */
export function isCertain(read: Section<boolean>): boolean {
  return read.isRead && read.value;
}
