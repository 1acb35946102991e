import { sectionNames } from "../model/schema/configuration.ts";
import { runCommand } from "./cli/command.ts";
import { emergencyKeys, sectionKeys, selectorKeys } from "./documents/configurationKeys.ts";
import { checkSections, checkTable } from "./documents/doctorChecks.ts";
import { type GeneratedPart, writeParts } from "./documents/marks.ts";
import { refusals, refusedSections } from "./documents/refusals.ts";

const USAGE = `usage: npm run docs

Writes into docs/configuration.md, between its marks, what the schema says of each key, and what is told about mistakes;
into docs/emergency.md the same for stacks of emergency/, and into docs/doctor.md what each check of the doctor says of itself.`;

const FILE = "docs/configuration.md";

/** What is written into the documentation of the configuration. */
export function configurationParts(): GeneratedPart[] {
  return [
    ...sectionNames.map((mark) => ({ file: FILE, mark, text: sectionKeys(mark) })),
    { file: FILE, mark: "selectors", text: selectorKeys() },
    ...refusedSections.map((section) => ({
      file: FILE,
      mark: `${section}: refused`,
      text: refusals(section),
    })),
  ];
}

/** What is written into the documentation of emergency access. */
export function emergencyParts(): GeneratedPart[] {
  return [{ file: "docs/emergency.md", mark: "emergency", text: emergencyKeys() }];
}

/** What is written into the documentation of the doctor. */
export function doctorParts(): GeneratedPart[] {
  return [
    { file: "docs/doctor.md", mark: "checks", text: checkTable() },
    { file: "docs/doctor.md", mark: "each check", text: checkSections() },
  ];
}

if (import.meta.main) {
  await runCommand({
    name: "docs",
    usage: USAGE,
    options: {},
    run: async () => {
      const problems = writeParts([...configurationParts(), ...emergencyParts(), ...doctorParts()]);
      for (const problem of problems) console.error(`docs: ${problem}`);
      return problems.length > 0 ? 1 : 0;
    },
  });
}
