import path from "node:path/posix";

/**
 * A page of the documentation as it stands in the package of the policy pack: there, the pages of `docs/policies`
 * are in `docs` and rules are JavaScript. Links to what the package doesn't hold become plain text.
 *
 * @param page path in this repository
 * @returns path in the package, and the page
 */
export function packagedMarkdown(page: string, text: string): { file: string; text: string } {
  const file = packaged(page) ?? path.basename(page);
  const link = /\[((?:[^[\]]|\[[^[\]]*\])*)\]\((?![a-z]+:|#)([^)#\s]*)(#[^)\s]*)?\)/g;
  const changed = text.replaceAll(link, (_, label: string, target: string, anchor = "") => {
    const there = packaged(path.join(path.dirname(page), target));
    if (there === undefined) return label;
    return `[${label}](${path.relative(path.dirname(file), there) || there}${anchor})`;
  });
  return { file, text: changed };
}

/** Where a file of the repository is in the package. */
function packaged(file: string): string | undefined {
  if (file === "LICENSE") return file;
  const page = /^docs\/policies\/(.*)$/.exec(file)?.[1];
  if (page !== undefined) return path.join("docs", page);
  return /^policies\/(.+)$/.exec(file)?.[1]?.replace(/\.ts$/, ".js");
}
