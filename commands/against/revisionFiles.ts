import { normalize, sep } from "node:path";
import { utf8Text } from "../../model/files/utf8.ts";
import { withPlace } from "../../model/files/yamlSource.ts";
import { LARGEST_FILE, refuseOutside } from "../../program/projectFiles.ts";
import { git } from "./git.ts";
import type { Revision } from "./revision.ts";

/** The project's files as they were in a commit, by the rules for those on disk (program/projectFiles.ts). */
export class RevisionFiles {
  readonly #revision: Revision;
  /** The project's folder; undefined where there was none. */
  readonly #tree: string | undefined;
  /** What was read: a stack file is looked at more than once. */
  readonly #texts = new Map<string, string>();

  constructor(revision: Revision) {
    this.#revision = revision;
    const folder = `${revision.commit}:${revision.prefix}`;
    const { code, output } = git(["rev-parse", "--verify", "--quiet", folder]);
    this.#tree = code === 0 ? String(output).trim() : undefined;
  }

  /** Stacks that had a file, or one in a folder of another project. */
  stackNames(folder = ""): string[] {
    if (this.#tree === undefined) return [];
    const { output } = git(["ls-tree", "--name-only", "-z", `${this.#tree}:${inGit(folder)}`]);
    const names = String(output).split("\0");
    return names.flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? []);
  }

  /**
   * Text of a file that a stack file names: in the project's folder, or a link within it.
   * @throws as `readProjectFile` does
   */
  readonly readFile = (path: string): string => {
    refuseOutside(path);
    if (this.#tree === undefined) throw withCode("ENOENT");
    return this.#read(path, `${this.#tree}:${inGit(path)}`, "the project's folder");
  };

  /**
   * Text of a stack file or organization file, which may be a link within the repository.
   * @returns undefined where there was none
   * @throws when it was no ordinary file in UTF-8
   */
  readOwn(path: string): string | undefined {
    const { commit, prefix } = this.#revision;
    try {
      return withPlace(() =>
        this.#read(path, `${commit}:${inGit(prefix + path)}`, "the repository"),
      );
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === "ENOENT") return undefined;
      throw new Error(message.startsWith(path) ? message : `${path}: ${message}`);
    }
  }

  #read(name: string, object: string, within: string): string {
    const text = this.#texts.get(object) ?? read(name, object, within);
    this.#texts.set(object, text);
    return text;
  }
}

/** A path as Git has it in its trees. */
function inGit(path: string): string {
  return (path === "" ? "" : normalize(path)).split(sep).join("/");
}

/** What Git says instead of a file's type, and what the file system would have said. */
const MISSING: Readonly<Record<string, string>> = {
  missing: "ENOENT",
  dangling: "ENOENT",
  loop: "ELOOP",
  notdir: "ENOTDIR",
};

/** @param within where links may lead, for messages */
function read(name: string, object: string, within: string): string {
  // It would be a second question.
  if (object.includes("\n")) throw withCode("ENOENT");
  const answer = git(["cat-file", "--batch", "--follow-symlinks"], {
    input: `${object}\n`,
    limit: LARGEST_FILE + 1024,
  });
  if (answer.isTooLarge) throw new Error(`it has more than ${LARGEST_FILE} bytes (16 MiB)`);
  if (answer.code !== 0) throw new Error(isInTree(object) ? NOT_HERE : answer.complaint);
  const end = answer.output.indexOf("\n");
  const head = answer.output.subarray(0, end).toString();
  const [, what = "", size = "0"] = /(?:^|\s)(\w+)(?: (\d+))?$/.exec(head) ?? [];
  if (what === "symlink") throw new Error(`it is a link that leads out of ${within}`);
  if (what === "tree") throw new Error("it is a folder, no ordinary file");
  if (what === "missing" && isInTree(object)) throw new Error(NOT_HERE);
  if (what !== "blob") throw withCode(MISSING[what] ?? "ENOENT");
  return utf8Text(name, answer.output.subarray(end + 1, end + 1 + Number(size)));
}

const NOT_HERE = "this clone doesn't have its content, which git fetch --refetch brings";

/** Clones may lack files of commits that they have. */
function isInTree(object: string): boolean {
  return git(["rev-parse", "--verify", "--quiet", object]).code === 0;
}

function withCode(code: string): Error {
  return Object.assign(new Error(code), { code });
}
