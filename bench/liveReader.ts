// Reads the organization behind an endpoint once, as fast as it answers, and prints what it took, as JSON. A process of
// its own: its memory and processor time are the reader's alone.

import { needed } from "../live/notRead.ts";
import { readOrganization } from "../live/readOrganization.ts";
import { Session } from "../live/session.ts";

const session = new Session({
  region: "eu-west-1",
  callsPerSecond: Number.POSITIVE_INFINITY,
  client: {
    endpoint: process.argv[2] ?? "",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "example" },
  },
});
const live = await readOrganization(session);
const usage = process.resourceUsage();
console.log(
  JSON.stringify({
    calls: [...session.calls.values()].reduce((sum, count) => sum + count, 0),
    ssoCalls: [...session.calls].reduce(
      (sum, [action, count]) => (action.startsWith("sso:") ? sum + count : sum),
      0,
    ),
    assignments: needed(live.assignments).list.length,
    cpuSeconds: (usage.userCPUTime + usage.systemCPUTime) / 1e6,
    peakMiB: usage.maxRSS / 1024,
  }),
);
session.close();
