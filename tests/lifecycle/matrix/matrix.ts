import { runCommand } from "../../../commands/cli/command.ts";
import { allCells } from "./cells.ts";
import { writeSection } from "./section.ts";
import { matrixTable } from "./table.ts";

const USAGE = `usage: npm run faults -- --write

Tries every call to AWS that the program makes with every error of the sandbox, once, twice and always, each until all is
as it is wanted, and writes the table into docs/failures.md.`;

async function faults({ write }: { readonly write: boolean }): Promise<number> {
  const cells = await allCells();
  const table = matrixTable(cells);
  if (write) writeSection(table);
  else console.log(table);
  console.log(`${cells.length} cells`);
  return 0;
}

await runCommand({
  name: "faults",
  usage: USAGE,
  options: { write: { type: "boolean", default: false } },
  run: faults,
});
