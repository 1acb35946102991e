import { shown } from "../../model/problems/shown.ts";
import { type Exported, exportedResources, replacedIn } from "./replaced.ts";

/** What taking into the state needs of `pulumi`. */
export interface Taking {
  /** Runs it. @returns its exit code */
  run(args: readonly string[]): Promise<number>;
  /** What `pulumi stack export` prints. */
  exported(): Promise<string>;
}

const PROVIDER_LEFT =
  "nothing is taken into the state: an update left a provider there to be deleted, and after an import no command could read the state (docs/failures.md#what-aws-has-already)";

/**
 * Runs `pulumi import`. It writes what an update left to be deleted, since another replaced it, after all else, and then
 * refuses the state where something that is still there depends on that (registerExistingResources in
 * pkg/resource/deploy/import.go), as an assignment does of a permission set whose key and name changed: `pulumi state
 * repair` puts such a state in order, and does nothing with others.
 *
 * What the state has already it never takes in: the next update would delete it in AWS, under the name that isn't wanted.
 *
 * @param args `import`, type, name and id, and flags
 * @returns the exit code
 */
export async function takeIn({ run, exported }: Taking, args: readonly string[]): Promise<number> {
  const all = [...args, "--yes"];
  const state = await exported();
  const [, type = "", , id = ""] = args;
  const holder = exportedResources(state).find((one) => isHolder(one, type, id));
  if (holder) {
    console.error(
      shown(`${id} isn't taken into the state a second time, which has it as ${holder.urn}`),
    );
    return 1;
  }
  const left = replacedIn(state);
  if (left.length === 0) return await run(all);
  if (left.some(({ type }) => type.startsWith("pulumi:providers:"))) {
    console.error(PROVIDER_LEFT);
    return 1;
  }
  const code = await run([...all, "--disable-integrity-checking"]);
  return (await run(["state", "repair", "--yes"])) || code;
}

/** What has its name in a Region is imported as `name@region`. */
function isHolder(one: Exported, type: string, id: string): boolean {
  if (one.type !== type || one.id === undefined) return false;
  const [, name, region] = /^(.*)@([a-z]{2}(?:-[a-z]+)+-\d)$/.exec(id) ?? [];
  return one.id === id || (name !== undefined && one.id === name && one.outputs?.region === region);
}
