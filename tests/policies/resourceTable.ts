import assert from "node:assert/strict";
import { type Pack, resource } from "./stack.ts";

/** What it is, its inputs, and what the rule says: level and finding. */
export type Row = readonly [string, Record<string, unknown>, ...string[]];

/** Declares a test for each row: one resource of a type, judged by one rule. */
export function judges(pack: Pack, rule: string, type: string, rows: readonly Row[]): void {
  for (const [title, inputs, ...expected] of rows) {
    const refused = expected.some((one) => one.startsWith("mandatory"));
    const verdict = refused ? "refuses" : expected.length > 0 ? "points at" : "accepts";
    it(`${rule} ${verdict} ${title}`, async () => {
      const said = await pack.short(rule, [resource(type, "judged", inputs)]);
      assert.deepEqual(
        said,
        expected.map((one) => `${one} judged`),
      );
    });
  }
}
