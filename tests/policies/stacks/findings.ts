/** How bad it is what a rule says: a doubt, an advisory finding, a mandatory one. */
const RANKS = ["a doubt", "advisory", "mandatory"];

/** What is said about which resource, with how bad it is. */
export type Findings = ReadonlyMap<string, number>;

/** Findings that aren't there any more, or are weaker than before. */
export function lostFindings(before: Findings, after: Findings): readonly string[] {
  return [...before].flatMap(([key, rank]) => {
    const now = after.get(key);
    if (now !== undefined && now >= rank) return [];
    return `${key}: ${RANKS[rank]}, then ${now === undefined ? "nothing" : RANKS[now]}`;
  });
}
