import type { ErrorForm } from "./errorForm.ts";
import { wording } from "./wording.ts";

/** What is in the state and gone in AWS: a change of it, and what belongs to it, is refused. */
export const goneErrors: readonly ErrorForm[] = (["create", "update"] as const).map(
  (operation) => ({
    form: /ResourceNotFoundException/,
    of: /^aws:(identitystore|ssoadmin)\//,
    operation,
    advice: () => {
      const { goOn } = wording();
      const other = goOn === undefined ? "" : `, or ${goOn} --refresh`;
      return `AWS doesn't have this, or what it belongs to, any more, and the state does, as after a deletion whose answer was lost: run pulumi up --refresh${other}, which looks and makes it anew`;
    },
  }),
);
