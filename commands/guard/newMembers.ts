import { stepsOf } from "../../model/problems/path.ts";
import { STRANGERS_GET } from "../../model/transition/strangers.ts";
import type { Digest } from "./digest.ts";
import type { Finding } from "./finding.ts";

/** What this program says, in a preview, of people who are in a group past its stack. */
const SAID = new RegExp(
  `((?:access:|configuration\\.)groups(?:\\.\\S+?|\\["(?:[^"\\\\]|\\\\.)*"\\])): ${STRANGERS_GET}(.*)`,
  "s",
);

/** Groups that get something more, with people in them whom neither configuration nor state tell. */
export function newMembers({ warnings }: Digest): Finding[] {
  const found = new Map<string, Finding>();
  for (const warning of warnings) {
    const [, path = "", seen = ""] = SAID.exec(warning) ?? [];
    const name = String(stepsOf(path).at(-1) ?? "");
    if (name !== "") found.set(`${name} ${seen}`, { kind: "member", name, seen });
  }
  return [...found.values()];
}
