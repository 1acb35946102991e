import { existsSync } from "node:fs";
import { join } from "node:path";
import { tooFarAhead } from "../../model/checks/tooFarAhead.ts";
import { withPlace, YamlSource } from "../../model/files/yamlSource.ts";
import { read } from "../../model/problems/issues.ts";
import { pathOf, stepsOf } from "../../model/problems/path.ts";
import { formatProblems, type Problem } from "../../model/problems/problem.ts";
import { type Approvals, approvalsSchema, longestApproval } from "../../model/schema/approvals.ts";
import { PROJECT_ROOT, readTextFile } from "../../program/projectFiles.ts";

/** Where a stack's approvals stand, as people find it. */
export function approvalsName(stack: string): string {
  return `approvals/${stack}.yaml`;
}

/**
 * The approvals of a stack; none where it has no file.
 *
 * @param today `YYYY-MM-DD`
 * @throws with one line for each problem: file and line, path in it, what was seen and what is allowed
 */
export function readApprovals(stack: string, today: string): Approvals {
  const name = approvalsName(stack);
  const path = join(PROJECT_ROOT, name);
  if (!existsSync(path)) return { approvals: [] };
  return parseApprovals(
    withPlace(() => readTextFile(name, path)),
    name,
    today,
  );
}

/** As {@link readApprovals}, from YAML text; `name` is the file's in errors. */
export function parseApprovals(yaml: string, name: string, today: string): Approvals {
  const source = withPlace(() => new YamlSource(name, yaml, {}));
  // A file in which everything is commented out approves nothing.
  const { value, problems } = read(approvalsSchema, source.value ?? {}, "");
  const found = [...problems, ...(value ? tooLong(value, today) : [])];
  if (value && found.length === 0) return value;
  throw new Error(formatProblems(found.map((problem) => placed(problem, source))));
}

function tooLong({ approvals }: Approvals, today: string): Problem[] {
  const path = (index: number) => pathOf("", "approvals", index, "until");
  return tooFarAhead(approvals, path, { days: longestApproval, today });
}

function placed(problem: Problem, source: YamlSource): Problem {
  const path = problem.path.replace(/^\./, "");
  return { ...problem, path: path === "" ? "file" : path, place: source.placeOf(stepsOf(path)) };
}
