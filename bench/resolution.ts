// Parses and resolves a generated configuration once and prints what it took, as JSON. A process of its
// own each time, since a second run in the same process finds everything compiled.

import { resolveAccess } from "../model/access/resolve.ts";
import { parseConfiguration } from "../model/parse.ts";
import {
  largeConfiguration,
  largeOrganization,
  largest,
  type Sizes,
} from "../tests/support/largeConfiguration.ts";

const share = Number(process.argv[2] ?? 1);
const sizes = Object.fromEntries(
  Object.entries(largest).map(([name, size]) => [name, size * share]),
) as unknown as Sizes;
const raw = largeConfiguration(sizes);
const organization = largeOrganization(sizes);
const begin = performance.now();
const { configuration, problems } = parseConfiguration(raw, { readFile: () => "" });
const { access, problems: more } = resolveAccess(configuration, organization, "2026-01-01");
const seconds = (performance.now() - begin) / 1000;
if (problems.length + more.length > 0 || access.entries.length < sizes.entries) {
  throw new Error(
    `${access.entries.length} entries and ${problems.length + more.length} problems; ${sizes.entries} entries and no problem are wanted`,
  );
}
console.log(JSON.stringify({ seconds, peakMiB: process.resourceUsage().maxRSS / 1024 }));
