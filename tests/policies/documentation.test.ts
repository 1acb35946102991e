import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { rules } from "../../policies/pack.ts";
import { ruleTable } from "../../policies/ruleTable.ts";
import { PACK } from "./stack.ts";

describe("the documentation of the policy pack", () => {
  it("lists the rules as they are; `node policies/ruleTable.ts` prints the table", () => {
    const readme = readFileSync(path.join(PACK, "README.md"), "utf8");
    // The formatter aligns tables.
    const plain = (text: string) => text.replaceAll(/ +/g, " ").replaceAll(/-{3,}/g, "---");
    assert.ok(plain(readme).includes(plain(ruleTable(rules))), "policies/README.md is out of date");
  });

  for (const rule of rules) {
    it(`can be followed from ${rule.id} to its file, its fix and its source`, () => {
      assert.ok(existsSync(path.join(PACK, "rules", `${rule.id}.ts`)));
      assert.match(rule.id, /^[a-z]+(-[a-z]+)+$/);
      assert.match(rule.url, /^https:\/\/(docs\.aws\.amazon\.com|github\.com)\//);
      for (const sentence of [rule.title, rule.why, rule.fix]) {
        assert.match(sentence, /[^.|\n]$/, `no final period and no table cell in "${sentence}"`);
        assert.ok(!sentence.includes("|"));
      }
      assert.ok(rule.resource || rule.stack);
    });
  }

  it("gives each rule its own id", () => {
    assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
  });
});
