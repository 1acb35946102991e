import assert from "node:assert/strict";
import { z } from "zod";

type Entry = Readonly<Record<string, unknown>>;

/** Values that a schema takes, each unlike the others: so that a key which was added to it is tried, too. */
export class SeamValues {
  readonly #word: string;
  #made = 0;

  constructor(word: string) {
    this.#word = word;
  }

  /** An entry with every key of the schema but those left out; `given` stays as it is. */
  filled(schema: z.ZodObject, given: Entry, left: readonly string[]): Entry {
    const made = Object.entries(schema.shape)
      .filter(([key]) => !left.includes(key))
      .map(([key, inner]) => [key, given[key] ?? this.#value(inner as z.ZodType, key)]);
    return Object.fromEntries(made);
  }

  #value(schema: z.ZodType, key: string): unknown {
    const object = objectIn(schema);
    if (object) return this.filled(object, {}, []);
    const fitting = this.#candidates().find((one) => schema.safeParse(one).success);
    assert.notEqual(fitting, undefined, `no value for ${key}: add one of its form to SeamValues`);
    return fitting;
  }

  /** Of each form that keys have; text of no form first, since it is unlike the others. */
  #candidates(): readonly unknown[] {
    this.#made += 1;
    const unique = `${this.#word}x${this.#made}x`;
    const number = 1000 + this.#made;
    return [
      unique,
      `${unique}@example.com`,
      `https://${unique}.example.com/start`,
      `PT${60 + this.#made}M`,
      "2026-02-03",
      "every-sign-in",
      number,
      // Days for which CloudWatch Logs keeps events.
      400,
      true,
      [unique],
      { [unique]: unique },
    ];
  }
}

/** The object that a schema takes, among other things. */
function objectIn(schema: z.ZodType): z.ZodObject | undefined {
  if (schema instanceof z.ZodObject) return schema;
  if (schema instanceof z.ZodUnion) {
    return (schema.options as z.ZodType[]).map(objectIn).find((one) => one !== undefined);
  }
  if (schema instanceof z.ZodPipe) return objectIn(schema.in as z.ZodType);
  const { innerType } = schema.def as { innerType?: z.ZodType };
  return innerType && objectIn(innerType);
}
