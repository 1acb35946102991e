import { slips } from "../../policies/suggestion.ts";

/** What was probably meant by a name that no AWS managed policy has. */
export interface LikelyManagedPolicy {
  /** With its path. */
  readonly name: string;
  /** Whether it is a mistake; otherwise it could as well be the name of a policy that AWS made since. */
  readonly isCertain: boolean;
}

/**
 * Tells a mistake from a policy that is newer than the table. A mistake differs in upper and lower case, path,
 * punctuation or a plural, lacks the last words, or has a misspelt one. AWS's new policies have other abbreviations and
 * numbers (`S3`, `V2`), or other words that are spelt right.
 */
export class ManagedPolicyNames {
  readonly #names: readonly string[];
  readonly #bySpelling: ReadonlyMap<string, string>;
  readonly #words: ReadonlySet<string>;

  /** @param names With their paths. */
  constructor(names: Iterable<string>) {
    this.#names = [...names];
    this.#bySpelling = new Map(this.#names.map((name) => [spelling(name), name]));
    this.#words = new Set(this.#names.flatMap(words));
  }

  likely(name: string): LikelyManagedPolicy | undefined {
    const same = this.#bySpelling.get(spelling(name));
    const meant = same ?? this.#longer(withoutPath(name));
    if (meant !== undefined) return { name: meant, isCertain: true };
    const wanted = withoutPath(name).toLowerCase();
    let distance = Math.max(2, Math.floor(wanted.length / 4)) + 1;
    let best: string | undefined;
    for (const candidate of this.#names) {
      const found = slips(wanted, withoutPath(candidate).toLowerCase(), distance);
      if (found < distance) [best, distance] = [candidate, found];
    }
    if (best === undefined) return undefined;
    return { name: best, isCertain: distance <= 2 && this.#isMisspelt(name, best) };
  }

  /** The shortest name whose words are longer, or more: `AdminAccess` → `AdministratorAccess`, `ReadOnly` → `ReadOnlyAccess`. */
  #longer(short: string): string | undefined {
    const parts = words(short);
    if (parts.length === 0 || short.length < 6) return undefined;
    return this.#names
      .filter((name) => abbreviations(name) === abbreviations(short))
      .filter((name) => parts.every((part, index) => words(name)[index]?.startsWith(part)))
      .sort((one, other) => one.length - other.length)[0];
  }

  #isMisspelt(name: string, meant: string): boolean {
    const isPlain = withoutPath(name) === withoutPath(name).toLowerCase();
    if (!isPlain && abbreviations(name) !== abbreviations(meant)) return false;
    return words(name).some((word) => !this.#words.has(word));
  }
}

/** The name without what is easily mistaken: path, case, punctuation, plurals. */
function spelling(name: string): string {
  return withoutPath(name)
    .replaceAll(/([a-z]{2})s(?![a-z])/g, "$1")
    .replaceAll(/[^A-Za-z0-9]/g, "")
    .toLowerCase();
}

/** `AmazonS3ReadOnlyAccess` → amazon, read, only, access. */
function words(name: string): string[] {
  return (withoutPath(name).match(/[A-Z]?[a-z]{2,}/g) ?? []).map((word) => word.toLowerCase());
}

/** What is no word: `AmazonS3ReadOnlyAccess` → S3. */
function abbreviations(name: string): string {
  return withoutPath(name)
    .replaceAll(/[A-Z]?[a-z]{2,}/g, " ")
    .replaceAll(/[^A-Za-z0-9]+/g, " ")
    .trim()
    .toLowerCase();
}

function withoutPath(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}
