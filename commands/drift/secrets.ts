/** Values of the stack file that only Pulumi can decrypt: what they are is unknown here. */
export class Secrets {
  readonly #paths: readonly string[];
  readonly #met = new Set<string>();

  /** @param paths such as `access:people.ada.phone` */
  constructor(paths: readonly string[]) {
    this.#paths = paths;
  }

  /** Whether a value, or a part of it, is one of them. */
  has(path: string): boolean {
    const found = this.#paths.filter((one) => isWithin(path, one) || isWithin(one, path));
    for (const one of found) this.#met.add(one);
    return found.length > 0;
  }

  /** Those that something was left out for. */
  get met(): readonly string[] {
    return [...this.#met].sort();
  }
}

function isWithin(inner: string, outer: string): boolean {
  return inner === outer || (inner.startsWith(outer) && /^[.[]/.test(inner.slice(outer.length)));
}
