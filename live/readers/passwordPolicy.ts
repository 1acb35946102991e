import type { LivePasswordPolicy } from "../accountFacts.ts";
import { isGone } from "../liveError.ts";
import { type Section, section } from "../notRead.ts";
import type { Session } from "../session.ts";

/** Of the caller's account; undefined where it has none, and AWS's default counts. */
export async function readPasswordPolicy(
  session: Session,
): Promise<Section<LivePasswordPolicy | undefined>> {
  return await section(async () => {
    const iam = await session.service("iam");
    try {
      const { PasswordPolicy: policy } = await iam.getAccountPasswordPolicy({});
      return {
        minimumLength: policy?.MinimumPasswordLength ?? 0,
        reusePrevention: policy?.PasswordReusePrevention ?? 0,
        symbols: policy?.RequireSymbols ?? false,
        numbers: policy?.RequireNumbers ?? false,
        upperCase: policy?.RequireUppercaseCharacters ?? false,
        lowerCase: policy?.RequireLowercaseCharacters ?? false,
      };
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  });
}
