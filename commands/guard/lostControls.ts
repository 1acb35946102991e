import type { Problem } from "../../model/problems/problem.ts";
import { TAKES_AWAY } from "../../model/transition/takesAway.ts";
import type { Digest } from "./digest.ts";
import type { Finding } from "./finding.ts";

/** What this program says, in a preview, that an update takes away of trail, alarms, detection and guardrails. */
const SAID = new RegExp(`(access:\\S+): ${TAKES_AWAY}(.*)`, "s");

/** The same of a problem by which it is said. */
export function lostControl({ path, message }: Problem): Finding {
  return { kind: "security-control", name: path, seen: message.replace(TAKES_AWAY, "") };
}

/** What guards or watches over the organization, and goes. */
export function lostControls({ warnings }: Digest): Finding[] {
  const found = new Map<string, Finding>();
  for (const warning of warnings) {
    const [, name = "", seen = ""] = SAID.exec(warning) ?? [];
    if (name !== "") found.set(`${name} ${seen}`, { kind: "security-control", name, seen });
  }
  return [...found.values()];
}
