import type { Steps, YamlSource } from "../model/files/yamlSource.ts";
import { pathOf } from "../model/problems/path.ts";

/** Something that is wrong in an organization file. */
export interface SnapshotProblem {
  /** Keys that lead to it: `accounts`, 3, `id`. */
  readonly steps: Steps;
  readonly message: string;
}

/** All problems of a file, one a line: `organizations/dev.yaml:12: accounts[3].id: …`. */
export function snapshotError(source: YamlSource, problems: readonly SnapshotProblem[]): Error {
  const lines = problems.map(({ steps, message }) => {
    const [first = "file", ...rest] = steps;
    return `${source.placeOf(steps)}: ${pathOf(String(first), ...rest)}: ${message}`;
  });
  return new Error(lines.join("\n"));
}
