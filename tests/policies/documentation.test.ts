import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { generatedParts, partOf } from "../../commands/policyDocs.ts";
import { rules } from "../../policies/pack.ts";
import { PACK } from "./stack.ts";

const ROOT = path.dirname(PACK);
const PAGES = path.join(ROOT, "docs/policies");

describe("the documentation of the policy pack", () => {
  for (const { file, mark, text } of generatedParts()) {
    it(`says in ${file} what the rules say; \`npm run policies:docs\` writes it`, () => {
      const part = partOf(readFileSync(path.join(ROOT, file), "utf8"), mark);
      assert.equal(plain(part ?? "nothing"), plain(text), `${file} is out of date`);
    });
  }

  for (const rule of rules) {
    it(`can be followed from ${rule.id} to its file, its fix and its source`, () => {
      assert.ok(existsSync(path.join(PACK, "rules", `${rule.id}.ts`)));
      assert.match(rule.id, /^[a-z]+(-[a-z]+)+$/);
      assert.match(
        rule.url,
        /^https:\/\/(docs\.aws\.amazon\.com|github\.com|pathfinding\.cloud)\//,
      );
      for (const sentence of [rule.title, rule.why, rule.fix, rule.limits ?? ""]) {
        assert.ok(!/[.\n]$/.test(sentence), `no final period in "${sentence}"`);
        assert.ok(!sentence.includes("|"), `no table cell in "${sentence}"`);
      }
      assert.ok(rule.resource || rule.facts || rule.stack);
    });
  }

  it("gives each rule its own id", () => {
    assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
  });

  it("has no pages and no files of rules that are gone", () => {
    const ids = rules.map(({ id }) => id).toSorted();
    for (const [folder, end] of [
      [PAGES, ".md"],
      [path.join(PACK, "rules"), ".ts"],
    ] as const) {
      const names = readdirSync(folder).map((file) => path.basename(file, end));
      assert.deepEqual(names.toSorted(), ids);
    }
  });
});

/** Without what the formatter changes: it aligns tables and breaks lines. */
function plain(text: string): string {
  return text.replaceAll(/-{3,}/g, "---").replaceAll(/\s+/g, " ").trim();
}
