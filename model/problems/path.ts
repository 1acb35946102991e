/**
 * Where something stands in the stack file: `pathOf("access:groups", "engineers", "access", 0)` is
 * `access:groups.engineers.access[0]`. A key that would read as something else is put in brackets: `["a.b"]`.
 */
export function pathOf(start: string, ...keys: readonly PropertyKey[]): string {
  let path = start;
  for (const key of keys) {
    if (typeof key === "number") path += `[${key}]`;
    else if (isPlain(String(key))) path += `.${String(key)}`;
    else path += `[${JSON.stringify(String(key))}]`;
  }
  return path;
}

/** The keys that a path is made of: `access:groups.engineers.access[0]["a.b"]` → `access:groups`, `engineers`, `access`, 0, `a.b`. */
export function stepsOf(path: string): (string | number)[] {
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

function isPlain(key: string): boolean {
  return key !== "" && !/[.[\]"\s]/.test(key);
}
