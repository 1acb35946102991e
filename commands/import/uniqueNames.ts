/** A resource's name within the import file, and its own where that is another one. */
export interface UniqueName {
  readonly name: string;
  readonly logicalName?: string;
}

/** Names within the file: parents are found by them. */
export class UniqueNames {
  readonly #taken: Set<string>;

  constructor(taken: readonly string[]) {
    this.#taken = new Set(taken);
  }

  take(logicalName: string, type: string): UniqueName {
    if (!this.#taken.has(logicalName)) {
      this.#taken.add(logicalName);
      return { name: logicalName };
    }
    const base = `${logicalName}${type.slice(type.lastIndexOf(":") + 1)}`;
    let name = base;
    for (let number = 2; this.#taken.has(name); number += 1) name = `${base}${number}`;
    this.#taken.add(name);
    return { name, logicalName };
  }
}
