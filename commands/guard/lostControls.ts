import { TAKES_AWAY } from "../../model/transition/lostProtection.ts";
import type { Digest } from "./digest.ts";
import type { Finding } from "./finding.ts";

/** What this program says, in a preview, that an update takes away of trail, alarms, detection and guardrails. */
const SAID = new RegExp(`(access:\\S+): ${TAKES_AWAY}(.*)`, "s");

/** What guards or watches over the organization, and goes. */
export function lostControls({ warnings }: Digest): Finding[] {
  const found = new Map<string, Finding>();
  for (const warning of warnings) {
    const [, name = "", seen = ""] = SAID.exec(warning) ?? [];
    if (name !== "") found.set(`${name} ${seen}`, { kind: "security-control", name, seen });
  }
  return [...found.values()];
}
