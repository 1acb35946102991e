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

function isPlain(key: string): boolean {
  return key !== "" && !/[.[\]"\s]/.test(key);
}
