import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../../model/problems/problem.ts";
import { PROJECT_ROOT } from "../../program/projectFiles.ts";
import { organizationName } from "./organizationFile.ts";

/** An example that the project brings, where none has the stack's name. */
const EXAMPLE = "one-person";

/**
 * That a stack has no organization file, and how it gets one: an error where something can't be judged without it,
 * a warning where its accounts are all named.
 *
 * @param problems of the stack's access, as far as it is known
 */
export function missingOrganization(stack: string, problems: readonly Problem[]): Problem {
  const place = organizationName(stack);
  const example = existsSync(join(PROJECT_ROOT, organizationOf(stack))) ? stack : EXAMPLE;
  return {
    severity: problems.some(({ kind }) => kind === "unjudged") ? "error" : "warning",
    place,
    path: "file",
    message:
      "does not exist in the project's folder, so that of the organization only access:accounts is known, without organizational units and tags; make it by one of",
    steps: [
      `npm run snapshot -- --stack ${stack}  # asks AWS, with the credentials of this shell`,
      `cp ${organizationOf(example)} ${place}  # an example, to be edited`,
    ],
  };
}

function organizationOf(example: string): string {
  return `examples/${example}/organization.yaml`;
}
