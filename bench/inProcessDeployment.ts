// Deploys a company for the first time without Pulumi's engine, in this process, and prints what it took
// as JSON. Arguments: "program" or "flat", number of people, a directory inside this repository.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { PROJECT_ROOT } from "../program/projectFiles.ts";
import { runInProcess } from "../sandbox/inProcess.ts";
import { loadSnapshot } from "../sandbox/snapshot.ts";
import { MemoryJournal } from "../sandbox/world/journal.ts";
import { World } from "../sandbox/world/world.ts";
import { company } from "./company.ts";
import { flatProgram } from "./flatProgram.ts";
import { provisioningsOfAssignedSets } from "./provisionings.ts";

const [variant, people, directory = ""] = process.argv.slice(2);
const wanted = company(Number(people));
const organization = join(directory, "organization.yaml");
writeFileSync(organization, stringify(wanted.organization));
const flat = join(directory, "flat.ts");
writeFileSync(flat, flatProgram(wanted));
const config = Object.entries(wanted.config).map(([key, value]) => [
  key,
  typeof value === "string" ? value : JSON.stringify(value),
]);

const journal = new MemoryJournal();
const begin = performance.now();
const { resources, diagnostics } = await runInProcess({
  program: variant === "flat" ? flat : join(PROJECT_ROOT, "index.ts"),
  project: "identity-center",
  stack: "bench",
  config: Object.fromEntries(config),
  preview: false,
  world: new World({ snapshot: loadSnapshot(organization), journal, latency: 0 }),
});
const seconds = (performance.now() - begin) / 1000;
const errors = diagnostics.filter(({ severity }) => severity === "error");
if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const result = {
  seconds,
  program: { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMiB: maxRSS / 1024 },
  resources: resources.filter(({ type }) => type.startsWith("aws:")).length,
  provisionings: provisioningsOfAssignedSets(journal.entries),
};
process.stdout.write(JSON.stringify(result), () => process.exit(0));
