/** A word as a POSIX shell takes it. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Takes resources out of the state, and leaves them in AWS. */
export function forgetCommand(urns: readonly string[], ...flags: string[]): string {
  return ["pulumi state delete", ...urns.map(quoted), ...flags].join(" ");
}
