import { existsSync } from "node:fs";
import { loadSnapshot } from "../../sandbox/snapshot.ts";
import { organizationPath } from "../organization/organizationFile.ts";
import { readApprovals } from "./approvalsFile.ts";
import type { Digest } from "./digest.ts";
import { guard, type UpdateVerdict } from "./guard.ts";

/** What is said instead of the stack's own files. */
export interface Instead {
  readonly lostAccess?: number;
  readonly managementAccount?: string;
}

/**
 * What somebody should look at twice in a preview, by `approvals/NAME.yaml` and, for the management account and
 * delegated administrators of Identity Center, `organizations/NAME.yaml` of its stack.
 *
 * @param today YYYY-MM-DD
 */
export function judgePreview(preview: Digest, today: string, instead: Instead = {}): UpdateVerdict {
  const organization = organizationOf(preview.stack);
  const account = instead.managementAccount ?? organization?.managementAccount;
  return guard(preview, readApprovals(preview.stack, today), {
    today,
    ...(instead.lostAccess !== undefined && { lostAccess: instead.lostAccess }),
    ...(account !== undefined && { managementAccount: account }),
    delegatedAdministrators: (organization?.delegatedAdministrators ?? []).flatMap((one) =>
      one.service === "sso.amazonaws.com" ? [one.account] : [],
    ),
  });
}

function organizationOf(stack: string): ReturnType<typeof loadSnapshot> | undefined {
  const path = organizationPath(stack);
  return existsSync(path) ? loadSnapshot(path) : undefined;
}
