import { readFileSync, writeFileSync } from "node:fs";

import type { Cell } from "./cells.ts";
import { matrixTable, sectionTable } from "./table.ts";

const FILE = new URL("../../../docs/failures.md", import.meta.url);
const MARK = "<!-- What follows is written by npm run faults -- --write. -->\n\n";

/** docs/failures.md up to its generated table, and the table. */
export function readSection(): { readonly before: string; readonly table: string } {
  const [before = "", table = ""] = readFileSync(FILE, "utf8").split(MARK);
  return { before, table: table.trimEnd() };
}

/** The tables of both matrices. */
export function tables(cells: readonly Cell[], ofSections: readonly Cell[]): string {
  return [
    matrixTable(cells),
    "The same of the calls of what guards the organization and watches over it, with all of its sections switched on. One error of each kind stands for the others: refused for good (`AccessDenied`), busy (`Throttling`), lost (`TIMEOUT`). `npm run faults` tries them all. `StorageItem` is a bucket, one of its settings, a key or an alias. A second bucket, key, topic, role or event rule does nothing, and a key costs a dollar a month; a second metric filter or metric alarm tells twice: delete the one that isn't in the state (`pulumi stack --show-ids`).",
    sectionTable(ofSections),
  ].join("\n\n");
}

export function writeSection(table: string): void {
  writeFileSync(FILE, `${readSection().before}${MARK}${table}\n`);
}
