import {
  type Document,
  type DocumentOptions,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  type ParseOptions,
  parseDocument,
  type SchemaOptions,
  type YAMLMap,
} from "yaml";
import { pulumiYaml } from "./pulumiYaml.ts";
import { aliasMistake, type YamlMistake, yamlMistake } from "./yamlMistake.ts";

/** A file that can't be used as it is, and where in it. Never quotes values that stand there. */
export class SourceError extends Error {
  /** File and line, such as `people.prod.yaml:17`, or the file alone. */
  readonly place: string;

  constructor(place: string, reason: string) {
    super(reason);
    this.name = "SourceError";
    this.place = place;
  }
}

export type Steps = readonly (string | number)[];

/** A file in YAML or JSON: its value, as Pulumi would read it, and where each part of it stands. */
export class YamlSource {
  /** As people find it, such as `people.prod.yaml`. */
  readonly name: string;
  readonly value: unknown;
  readonly #document: Document;
  readonly #lines = new LineCounter();
  /** Pairs by key, of maps that were asked for once: a map may have thousands. */
  readonly #pairs = new Map<YAMLMap, ReadonlyMap<string, Pair>>();

  /**
   * @param options how plain values are read. Default: as Pulumi reads them
   * @throws SourceError for the first thing that isn't YAML
   */
  constructor(
    name: string,
    text: string,
    options: ParseOptions & DocumentOptions & SchemaOptions = pulumiYaml,
  ) {
    this.name = name;
    this.#document = parseDocument(text, { ...options, lineCounter: this.#lines });
    const read = { text, document: this.#document, lines: this.#lines };
    const wrong = yamlMistake(read);
    if (wrong) throw this.#notYaml(wrong);
    try {
      this.value = this.#document.toJS({ maxAliasCount: pulumiYaml.maxAliasCount });
    } catch {
      throw this.#notYaml(aliasMistake(read));
    }
  }

  /**
   * `file:line` of what these keys lead to. Of a missing key it is that of the nearest holder that exists; where
   * even the first `wanted` keys don't, it is the file alone.
   */
  placeOf(steps: Steps, wanted = 0): string {
    let node: unknown = this.#document.contents;
    let offset = offsetOf(node);
    for (const [index, step] of steps.entries()) {
      const found = this.#child(node, step);
      if (found === undefined && index < wanted) return this.name;
      if (found === undefined) break;
      node = found.node;
      offset = found.offset ?? offset;
    }
    return offset === undefined ? this.name : this.#at(offset);
  }

  /** Whether these keys lead to something. */
  has(steps: Steps): boolean {
    let node: unknown = this.#document.contents;
    for (const step of steps) {
      const found = this.#child(node, step);
      if (found === undefined) return false;
      node = found.node;
    }
    return true;
  }

  /** Numbers whose first digit is a zero of which there are more, below these keys: `0400`, which is read as 256. */
  *zeroFirst(below: Steps): Generator<{ steps: Steps; written: string; value: number }> {
    let node: unknown = this.#document.contents;
    for (const step of below) node = this.#child(node, step)?.node;
    yield* this.#zeroFirst(node, below, []);
  }

  *#zeroFirst(
    given: unknown,
    steps: Steps,
    holders: readonly unknown[],
  ): Generator<{ steps: Steps; written: string; value: number }> {
    const node = isAlias(given) ? given.resolve(this.#document) : given;
    if (holders.includes(node)) return;
    const inside = [...holders, node];
    if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) {
        yield* this.#zeroFirst(item, [...steps, index], inside);
      }
    } else if (isMap(node)) {
      for (const pair of node.items) {
        const isMerged = isScalar(pair.key) && pair.key.source === "<<";
        yield* this.#zeroFirst(pair.value, isMerged ? steps : [...steps, keyOf(pair)], inside);
      }
    } else if (isScalar(node) && typeof node.value === "number") {
      const { source: written = "", value } = node;
      if (/^[-+]?0[\d_]/.test(written)) yield { steps, written, value };
    }
  }

  #child(holder: unknown, step: string | number): { node: unknown; offset?: number } | undefined {
    const node = isAlias(holder) ? holder.resolve(this.#document) : holder;
    if (isSeq(node) && typeof step === "number") {
      const item: unknown = node.items[step];
      return item === undefined ? undefined : { node: item, ...withOffset(offsetOf(item)) };
    }
    if (!isMap(node)) return undefined;
    const pair = this.#pair(node, String(step));
    return pair && { node: pair.value, ...withOffset(offsetOf(pair.key)) };
  }

  /** The pair with a key: its own, or one that is merged into the map by `<<`. */
  #pair(map: YAMLMap, key: string): Pair | undefined {
    const own = this.#pairs.get(map) ?? new Map(map.items.map((pair) => [keyOf(pair), pair]));
    this.#pairs.set(map, own);
    const found = own.get(key);
    if (found) return found;
    for (const { key: name, value } of map.items) {
      if (!isScalar(name) || (name.value !== "<<" && name.source !== "<<")) continue;
      for (const merged of isSeq(value) ? value.items : [value]) {
        const from = isAlias(merged) ? merged.resolve(this.#document) : merged;
        const pair = isMap(from) ? this.#pair(from, key) : undefined;
        if (pair) return pair;
      }
    }
    return undefined;
  }

  #notYaml({ offset, reason }: YamlMistake): SourceError {
    const place = offset === undefined ? this.name : this.#at(offset);
    return new SourceError(place, `is not valid YAML: ${reason}`);
  }

  #at(offset: number): string {
    const { line } = this.#lines.linePos(offset);
    return line === 0 ? this.name : `${this.name}:${line}`;
  }
}

function keyOf({ key }: Pair): string {
  return String(isScalar(key) ? key.value : key);
}

function withOffset(offset: number | undefined): { offset?: number } {
  return offset === undefined ? {} : { offset };
}

function offsetOf(value: unknown): number | undefined {
  const node = isPair(value) ? value.key : value;
  return (node as Partial<Node> | null | undefined)?.range?.[0];
}

/** What can't be read, with its place first, as a compiler tells it. */
export function withPlace<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof SourceError) throw new Error(`${error.place}: ${error.message}`);
    throw error;
  }
}
