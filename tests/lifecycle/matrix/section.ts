import { readFileSync, writeFileSync } from "node:fs";

const FILE = new URL("../../../docs/failures.md", import.meta.url);
const MARK = "<!-- What follows is written by npm run faults -- --write. -->\n\n";

/** docs/failures.md up to its generated table, and the table. */
export function readSection(): { readonly before: string; readonly table: string } {
  const [before = "", table = ""] = readFileSync(FILE, "utf8").split(MARK);
  return { before, table: table.trimEnd() };
}

export function writeSection(table: string): void {
  writeFileSync(FILE, `${readSection().before}${MARK}${table}\n`);
}
