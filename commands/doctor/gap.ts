import type { NotRead } from "../../live/notRead.ts";

/** Something that isn't known, and so neither right nor wrong. */
export interface Gap {
  readonly gap: string;
  /** The IAM action that is missing, where that is why. */
  readonly action?: string;
  /** It isn't asked for, rather than refused. */
  readonly isUnasked?: boolean;
}

/** What a permission is missing for. */
export function gapOf({ action, message }: NotRead): Gap {
  return { gap: `not read, for want of ${action}: ${message}`, action };
}

/** What only the management account is told, or has. */
export function otherAccount(caller: string, managementAccount: string): Gap {
  return {
    gap: `not read: these credentials are of ${caller}; sign in to the management account ${managementAccount}`,
  };
}

/** What only a stack file says. */
export const noStack: Gap = { gap: "no stack given: --stack NAME", isUnasked: true };

/** What only an instance of Identity Center has. */
export const noInstance: Gap = {
  gap: "not read: there is no Identity Center to read (identity-center-instance)",
};
