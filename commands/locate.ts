import { isNode } from "yaml";
import type { StackFile } from "./stackFile.ts";

/**
 * Where a problem's path stands: `Pulumi.dev.yaml:97`. A path that leads nowhere, such as one to a
 * missing key, gives the place of its nearest parent that exists.
 */
export function locate(file: StackFile, path: string): string {
  const steps: (string | number)[] = ["config", ...splitPath(path)];
  for (let length = steps.length; length > 1; length -= 1) {
    const node = file.document.getIn(steps.slice(0, length), true);
    if (isNode(node) && node.range) return `${file.name}:${file.lines.linePos(node.range[0]).line}`;
  }
  return file.name;
}

/** `access:groups.engineers.access[0]["a.b"]` → `["access:groups", "engineers", "access", 0, "a.b"]`. */
function splitPath(path: string): (string | number)[] {
  const steps: (string | number)[] = [];
  for (const [, word, index, quoted] of path.matchAll(
    /([^.[\]]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g,
  )) {
    if (word !== undefined) steps.push(word);
    else if (index !== undefined) steps.push(Number(index));
    else if (quoted !== undefined) steps.push(JSON.parse(quoted) as string);
  }
  return steps;
}
