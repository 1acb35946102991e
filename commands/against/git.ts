import { spawnSync } from "node:child_process";
import { PROJECT_ROOT } from "../../program/projectFiles.ts";

/** What Git answered. */
export interface GitAnswer {
  readonly code: number;
  readonly output: Buffer;
  /** What it said is wrong, on one line. */
  readonly complaint: string;
  /** There was more output than was allowed. */
  readonly isTooLarge: boolean;
}

/** Git only reads what this clone has: nothing is fetched, asked for or written. */
const READ_ONLY = {
  GIT_NO_LAZY_FETCH: "1",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_TERMINAL_PROMPT: "0",
  LC_ALL: "C",
};

/**
 * Runs git in the project's folder.
 *
 * @throws where there is no Git
 */
export function git(
  args: readonly string[],
  { input = "", limit = 16 * 1024 * 1024 }: { input?: string; limit?: number } = {},
): GitAnswer {
  // Versions before 2.45 don't know GIT_NO_LAZY_FETCH.
  const { status, stdout, stderr, error } = spawnSync(
    "git",
    ["-c", "protocol.allow=never", ...args],
    {
      cwd: PROJECT_ROOT,
      env: { ...process.env, ...READ_ONLY },
      input,
      maxBuffer: limit,
    },
  );
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === "ENOENT") {
    throw new Error("there is no git on PATH, which --against reads the other revision with");
  }
  if (error && code !== "ENOBUFS") throw error;
  const complaint = String(stderr).trim().split("\n")[0] ?? "";
  return { code: status ?? 1, output: stdout, complaint, isTooLarge: code === "ENOBUFS" };
}
