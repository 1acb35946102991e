import { runCommand } from "../../../commands/cli/command.ts";
import { UsageError } from "../../../commands/cli/usageError.ts";
import { judgedImport } from "./life.ts";

const USAGE = `usage: node tests/lifecycle/imports/imports.ts --organizations N [--seed S]

Makes organizations at random by AWS's own SDK, imports each as npm run import does, on Pulumi's engine and the sandbox,
and judges every instant: everybody's access stays as it was, and a preview shows what was announced.`;

function whole(option: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new UsageError(`--${option} is "${text}"; a whole number from 1 is wanted`);
}

await runCommand({
  name: "imports",
  usage: USAGE,
  options: { organizations: { type: "string" }, seed: { type: "string" } },
  required: { organizations: "N" },
  run: async ({ organizations = "", seed = "1" }) => {
    const [count, first] = [whole("organizations", organizations), whole("seed", seed)];
    let faults = 0;
    for (let number = first; number < first + count; number += 1) {
      const wrong = await judgedImport(number);
      if (wrong.length > 0) faults += 1;
      console.log([`${wrong.length > 0 ? "✗" : "✓"} ${number}`, ...wrong].join("\n  "));
    }
    console.log(`${count} organizations from seed ${first}: ${faults} with something wrong`);
    return faults === 0 ? 0 : 1;
  },
});
