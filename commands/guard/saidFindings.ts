import type { Problem } from "../../model/problems/problem.ts";
import { COMES_IN, GIVES } from "../../model/transition/gives.ts";
import { TAKES_AWAY } from "../../model/transition/takesAway.ts";
import type { Digest } from "./digest.ts";
import type { Finding } from "./finding.ts";

/**
 * What this program says in a preview, after a path: what an update takes away of trail, alarms, detection, guardrails and
 * ways in for emergencies; and who newly has one of these, or may do more there, by name.
 */
const SAID = new RegExp(`(access:\\S+): (${TAKES_AWAY}|${GIVES}|${COMES_IN})(.*)`, "s");

const KINDS = { [GIVES]: "privilege", [COMES_IN]: "administrator" } as const;

/** The same of a problem by which it is said. */
export function saidFinding({ path, message }: Pick<Problem, "path" | "message">): Finding {
  const [, , prefix = "", said = ""] = SAID.exec(`access:x: ${message}`) ?? [];
  if (prefix !== GIVES && prefix !== COMES_IN) {
    return { kind: "security-control", name: path, seen: said };
  }
  const end = said.indexOf(" ");
  return { kind: KINDS[prefix], name: said.slice(0, end), seen: said.slice(end + 1) };
}

/** What somebody should look at twice by what this program says of it: of that, no resource tells. */
export function saidFindings({ warnings }: Digest): Finding[] {
  const found = new Map<string, Finding>();
  for (const warning of warnings) {
    const [, path = "", prefix = "", said = ""] = SAID.exec(warning) ?? [];
    if (path === "") continue;
    found.set(`${path} ${said}`, saidFinding({ path, message: `${prefix}${said}` }));
  }
  return [...found.values()];
}
