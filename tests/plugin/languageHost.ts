import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** Where Pulumi's installer puts what belongs to the CLI. */
export const pulumiHome = join(homedir(), ".pulumi");

/** Folders of PATH. */
export const path = (process.env.PATH ?? "").split(delimiter);

/**
 * Puts the folder of a language host first on PATH, from PATH itself or from where the CLI is installed, and other
 * folders with it. Stops the suite that calls it with one line when the host isn't there.
 *
 * @param hosts executables that the host consists of
 */
export function useLanguageHost(
  suite: Mocha.Context,
  hosts: readonly string[],
  ...others: string[]
): void {
  const folder = [...path, join(pulumiHome, "bin")].find((one) =>
    hosts.every((name) => existsSync(join(one, name))),
  );
  if (folder === undefined) skip(suite, `no ${hosts.join(", ")} on PATH or in ~/.pulumi/bin`);
  process.env.PATH = [...others, folder, ...path].join(delimiter);
}

/** Takes it off PATH again. */
export function leaveLanguageHost(): void {
  process.env.PATH = path.join(delimiter);
}

/** Stops the suite with one line. */
export function skip(suite: Mocha.Context, why: string): never {
  console.log(`      skipped: ${why}`);
  return suite.skip();
}
