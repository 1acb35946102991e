import { rmSync } from "node:fs";
import { join } from "node:path";
import { journalPath } from "../sandbox/environment.ts";
import type { JournalEntry } from "../sandbox/world/journal.ts";
import { readJournal } from "../sandbox/world/journal.ts";
import { type Company, company } from "./company.ts";
import type { Measure } from "./measure.ts";
import { isProvisioning, provisioningsOfAssignedSets } from "./provisionings.ts";
import { builtWithoutProvisioning } from "./runners.ts";
import { benchDirectory, configure, engineFor, STACK } from "./variant.ts";

/**
 * How often AWS has to bring permission sets to their accounts: not at all while a set is built, since
 * its policies are there before its first assignment; once when a policy is added.
 */
export async function measureApiCalls(pulumi: string): Promise<Measure[]> {
  const directory = benchDirectory("calls");
  try {
    const small = company(10);
    const engine = await engineFor("program", small, pulumi, directory);
    const up = async (): Promise<JournalEntry[]> => {
      const journal = journalPath(join(directory, "state"));
      const before = readJournal(journal).length;
      const args = ["up", "--yes", "--skip-preview", "--stack", STACK];
      const { code, output } = await engine.run(args);
      if (code !== 0) throw new Error(`pulumi up failed:\n${output}`);
      return readJournal(journal).slice(before);
    };
    const built = await up();
    configure(engine, withOnePolicyMore(small));
    const changed = await up();
    return [
      builtWithoutProvisioning(provisioningsOfAssignedSets(built)),
      {
        name: "provisionings when a policy is added to a set with ten accounts",
        values: [changed.filter(isProvisioning).length],
        target: 1,
        unit: "calls",
      },
    ];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function withOnePolicyMore({ config, permissionSets }: Company): Record<string, unknown> {
  const sets = permissionSets.map(({ key, managedPolicies, inlinePolicy }, index) => {
    const more = index === 1 ? ["job-function/Billing"] : [];
    return [key, { managedPolicies: [...managedPolicies, ...more], inlinePolicy }];
  });
  return { ...config, "access:permissionSets": Object.fromEntries(sets) };
}
