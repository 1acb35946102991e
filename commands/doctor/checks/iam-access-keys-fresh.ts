import type { LiveAccessKey } from "../../../live/accountFacts.ts";
import { ageText, daysUntil } from "../age.ts";
import type { Check } from "../check.ts";
import { userGaps } from "../iamUserReports.ts";

/** Days after which a key is to be changed (CIS AWS Foundations Benchmark, "Ensure access keys are rotated"; Security Hub IAM.3). */
const OLDEST = 90;
/** Days without use after which it is to go (the same, "unused for 45 days or greater"; Security Hub IAM.22). */
const LONGEST_UNUSED = 45;

export const iamAccessKeysFresh: Check<"iamUsers"> = {
  id: "iam-access-keys-fresh",
  severity: "high",
  title: "Access keys of users of IAM are younger than 90 days and in use",
  why: "an old key was seen by more people than a young one, and nobody misses one that isn't used",
  fix: "make a new key, use it, then: aws iam delete-access-key --user-name NAME --access-key-id ID",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
  needs: ["iamUsers"],
  *judge({ iamUsers }, { today }) {
    yield* userGaps(iamUsers, ({ accessKeys }) => [
      accessKeys,
      ...(accessKeys.isRead ? accessKeys.value.map(({ lastUsed }) => lastUsed) : []),
    ]);
    for (const { name, accessKeys } of iamUsers) {
      for (const key of accessKeys.isRead ? accessKeys.value : []) {
        const faults = faultsOf(key, today);
        if (faults.length > 0) {
          yield { what: name, seen: `key ${key.id} of ${name} is ${faults.join(" and ")}` };
        }
      }
    }
    const isThere = iamUsers.some(
      ({ accessKeys }) => accessKeys.isRead && accessKeys.value.length > 0,
    );
    if (!isThere) return { absent: "no user of IAM has an active access key" };
    return `no active key is older than ${OLDEST} days or unused for ${LONGEST_UNUSED}`;
  },
};

/** A key is as long unused as it is old, where it never was used. */
function faultsOf({ created, lastUsed }: LiveAccessKey, today: string): string[] {
  const age = created ? daysUntil(today, created) : undefined;
  const faults =
    age === undefined || age > OLDEST ? [age === undefined ? "of unknown age" : ageText(age)] : [];
  if (!lastUsed.isRead) return faults;
  const since = lastUsed.value ?? created;
  const unused = since ? daysUntil(today, since) : undefined;
  if (unused === undefined || unused <= LONGEST_UNUSED) return faults;
  return [...faults, lastUsed.value ? `unused for ${unused} days` : "never used"];
}
