import { didYouMean } from "../../model/problems/didYouMean.ts";
import { UsageError } from "../cli/usageError.ts";
import { git } from "./git.ts";

/** A commit that this clone has. */
export interface Revision {
  /** As it was named, such as `origin/main`. */
  readonly name: string;
  /** 40 or 64 hexadecimal digits. */
  readonly commit: string;
  /** Day (UTC) of the commit, YYYY-MM-DD. */
  readonly day: string;
  /** Path of the project's folder in the repository, with a slash behind it; empty for the repository's root. */
  readonly prefix: string;
}

/**
 * The commit that a revision names: a branch, a tag, a commit, `HEAD~1`.
 *
 * @throws where this clone has none such; says how to get it
 */
export function findRevision(name: string): Revision {
  if (name.startsWith("-") || /[\s:]/.test(name)) {
    throw new UsageError(
      `--against is ${JSON.stringify(name)}; a branch, tag or commit is wanted, such as origin/main`,
    );
  }
  const folder = git(["rev-parse", "--show-prefix"]);
  if (folder.code !== 0) {
    throw new Error(`--against needs the project in a Git repository: ${folder.complaint}`);
  }
  const { code, output } = git(["rev-parse", "--verify", "--quiet", `${name}^{commit}`]);
  const commit = text(output);
  if (code !== 0 || !/^[0-9a-f]{40,64}$/.test(commit)) throw new Error(unknown(name));
  const { output: object } = git(["cat-file", "commit", commit]);
  const [, seconds = "0"] = /^committer .* (\d+) [-+]\d{4}$/m.exec(String(object)) ?? [];
  const day = new Date(Number(seconds) * 1000).toISOString().slice(0, 10);
  return { name, commit, day, prefix: text(folder.output) };
}

function unknown(name: string): string {
  const isShallow = text(git(["rev-parse", "--is-shallow-repository"]).output) === "true";
  if (isShallow) {
    return `this clone is shallow and doesn't have "${name}": fetch more of the history (git fetch --unshallow; in GitHub Actions, fetch-depth of actions/checkout: 2 for HEAD^1, 0 for all)`;
  }
  const { output } = git([
    "for-each-ref",
    "--format=%(refname:short)",
    "refs/heads",
    "refs/tags",
    "refs/remotes",
  ]);
  const names = text(output).split("\n");
  const advice =
    "a branch, tag or commit of this clone is wanted; git fetch brings those of others";
  const remote = names.find((one) => one.endsWith(`/${name}`));
  const meant =
    remote === undefined ? didYouMean(name, names, advice) : `; did you mean "${remote}"?`;
  return `there is no revision "${name}" here${meant}`;
}

function text(output: Buffer): string {
  return String(output).trim();
}
