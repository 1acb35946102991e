/** Something that gets a key: its id in AWS, and what it is called there. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** The longest key that is made of a name: it is part of longer names of resources. */
const LONGEST = 64;

/** Pulumi takes a map that has this key alone for an encrypted value. */
const RESERVED = "secure";

/**
 * A key for each: readable, the same in every run and in any order. Who shares the short form of a name with somebody
 * gets the longer one, and who shares that as well the beginning of the id.
 *
 * @param short the form of a name that people would use; default: the name
 * @param before keys that they have already, by id
 */
export function keysOf(
  all: readonly Named[],
  short: (name: string) => string = (name) => name,
  before: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const forms = [
    ({ name }: Named) => keyForm(short(name)),
    ({ name }: Named) => keyForm(name),
    ({ id, name }: Named) => [keyForm(name), shortId(id)].filter((part) => part !== "").join("-"),
    ({ id }: Named) => keyForm(id),
  ];
  const keys = new Map<string, string>();
  for (const { id } of all) {
    const key = before.get(id);
    if (key !== undefined) keys.set(id, key);
  }
  const taken = new Set([RESERVED, "", ...[...keys.values()].map(comparable)]);
  let left = all.filter(({ id }) => !keys.has(id));
  for (const form of forms) {
    const wanted = Map.groupBy(left, (one) => comparable(form(one)));
    left = left.filter((one) => {
      const key = form(one);
      if (taken.has(comparable(key)) || wanted.get(comparable(key))?.length !== 1) return true;
      keys.set(one.id, key);
      return false;
    });
    for (const key of keys.values()) taken.add(comparable(key));
  }
  return keys;
}

/** What is before the @ of a sign-in name. */
export function localPart(userName: string): string {
  return /^[^@]+/.exec(userName)?.[0] ?? userName;
}

/** A name as it is where it can be a key; otherwise in small letters, with dashes for what can't. Empty where nothing is left. */
function keyForm(name: string): string {
  if (/^[A-Za-z0-9][\w.+=,@-]*$/.test(name) && name.length <= LONGEST) return name;
  const plain = name
    .normalize("NFKD")
    // Accents, which Latin letters do without.
    .replace(/[\u0300-\u036f]+/g, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}._@]+/gu, "-")
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu, "");
  return [...plain].slice(0, LONGEST).join("");
}

/** The first digits of the random part. */
function shortId(id: string): string {
  return id.replace(/^.*[/](ps-)?/, "").slice(0, 8);
}

function comparable(key: string): string {
  return key.normalize("NFC").toLowerCase();
}
