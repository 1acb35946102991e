import type { Caller } from "../world/world.ts";

/**
 * Whose an access key is. The sandbox's own keys say their account after the first four letters, and end with ROOT where
 * they are its root user's: `ASIA222222222222ROOT`. Of any other key, such as AKIDEXAMPLE, it is who the organization file
 * says.
 */
export function callerOf(accessKeyId: string): Caller {
  const [, account, rest] = /^(?:AKIA|ASIA)(\d{12})(\w*)$/.exec(accessKeyId) ?? [];
  return account === undefined ? {} : { account, isRoot: rest === "ROOT" };
}

/** An access key of the sandbox, of a role in an account. */
export function accessKeyOf(account: string): string {
  return `ASIA${account}SAND`;
}
