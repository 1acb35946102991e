import type { Steps, YamlSource } from "../model/files/yamlSource.ts";
import { pathOf } from "../model/problems/path.ts";

/** Something that is wrong in an organization file. */
export interface SnapshotProblem {
  /** Keys that lead to it: `accounts`, 3, `id`. */
  readonly steps: Steps;
  readonly message: string;
  /** A key below `steps` that the message is about: its line is told. */
  readonly key?: string;
}

/** All problems of a file, one a line: `organizations/dev.yaml:12: accounts[3].id: …`. */
export function snapshotError(source: YamlSource, problems: readonly SnapshotProblem[]): Error {
  const lines = problems.map(({ steps, message, key }) => {
    const [first = "file", ...rest] = steps;
    const place = source.placeOf(key === undefined ? steps : [...steps, key]);
    return `${place}: ${pathOf(String(first), ...rest)}: ${message}`;
  });
  return new Error(lines.join("\n"));
}
