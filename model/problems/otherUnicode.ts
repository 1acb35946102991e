/**
 * What to say of two names that nobody can tell apart by looking at them: the same letters, as one character or as two
 * (é, or e and an accent).
 */
export function otherUnicode(name: string, other: string): string | undefined {
  const [one, two] = [name, other].map((text) => text.normalize("NFC").toLowerCase());
  if (one !== two || name.toLowerCase() === other.toLowerCase()) return undefined;
  return "It looks the same, but is written with other Unicode characters (NFC and NFD)";
}
