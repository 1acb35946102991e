/**
 * The path of an organizational unit from the root, which tells it apart from every other: names are unique below one
 * parent, and a slash or backslash in a name is written `\/` or `\\`.
 */
export function unitPath(names: readonly string[]): string {
  return names.map((name) => name.replace(/[\\/]/g, "\\$&")).join("/");
}

/** The names that a path is made of; none for the root. */
export function unitNames(path: string): string[] {
  const trimmed = path.replace(/^\/+/, "").replace(/(?<!\\)\/+$/, "");
  if (trimmed === "") return [];
  return [...`${trimmed}/`.matchAll(/((?:[^\\/]|\\.|\\$)*)\//gsu)].map(([, name = ""]) =>
    name.replace(/\\([\\/])/g, "$1"),
  );
}

/** A unit as a selector writes it: by its path, or by the list of its names where one of them holds a slash. */
export function writtenUnit(path: string): string {
  const names = unitNames(path);
  if (!names.some((name) => /[\\/]/.test(name))) return names.join("/") || "/";
  return `[${names.map((name) => JSON.stringify(name)).join(", ")}]`;
}
