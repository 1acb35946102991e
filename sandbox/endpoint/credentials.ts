/**
 * The account that an access key belongs to; undefined for one that isn't the sandbox's, such as AKIDEXAMPLE: the caller
 * is then who the organization file says. A key of the sandbox's says it after its first four letters.
 */
export function accountOf(accessKeyId: string): string | undefined {
  return /^(?:AKIA|ASIA)(\d{12})\w*$/.exec(accessKeyId)?.[1];
}

/** A key of an account, as {@link accountOf} knows it: `ASIA` for temporary credentials. */
export function accessKeyOf(account: string, kind: "AKIA" | "ASIA"): string {
  return `${kind}${account}SAND`;
}
