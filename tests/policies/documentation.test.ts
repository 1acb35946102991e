import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { markedPart } from "../../commands/documents/marks.ts";
import { generatedParts } from "../../commands/policyDocs.ts";
import { families, rules } from "../../policies/pack.ts";
import { PACK } from "./stack.ts";

const ROOT = path.dirname(PACK);
const PAGES = path.join(ROOT, "docs/policies");
const RULES = path.join(PACK, "rules");
const placed = families.flatMap(({ folder, rules }) =>
  rules.map((rule) => [rule, folder] as const),
);

describe("the documentation of the policy pack", () => {
  for (const { file, mark, text } of generatedParts()) {
    it(`says in ${file} what the rules say; \`npm run policies:docs\` writes it`, () => {
      const part = markedPart(readFileSync(path.join(ROOT, file), "utf8"), mark);
      assert.equal(plain(part ?? "nothing"), plain(text), `${file} is out of date`);
    });
  }

  for (const [rule, folder] of placed) {
    it(`can be followed from ${rule.id} to its file, its fix and its source`, () => {
      assert.ok(existsSync(path.join(RULES, folder, `${rule.id}.ts`)));
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
    const pages = readdirSync(PAGES).map((file) => path.basename(file, ".md"));
    assert.deepEqual(pages.toSorted(), ids);
    const files = readdirSync(RULES, { recursive: true, encoding: "utf8" });
    // What a family's rules share isn't named like a rule.
    const ofRules = files
      .map((file) => path.basename(file, ".ts"))
      .filter((name) => /-/.test(name));
    assert.deepEqual(ofRules.toSorted(), ids);
  });
});

/** Without what the formatter changes: it aligns tables and breaks lines. */
function plain(text: string): string {
  return text.replaceAll(/-{3,}/g, "---").replaceAll(/\s+/g, " ").trim();
}
