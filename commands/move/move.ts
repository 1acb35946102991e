import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Configuration } from "../../model/schema/configuration.ts";
import type { Pulumi } from "../up/pulumi.ts";
import { chosen } from "./chosen.ts";
import { type Moved, moved } from "./moved.ts";
import type { State } from "./state.ts";

type Stack = Pick<Pulumi, "read" | "stack" | "backend">;

/** What would move: all that `configuration`, of stack `to`, makes and stack `from` has. */
export async function planMove(
  from: Stack,
  to: Stack,
  configuration: Configuration,
): Promise<Moved> {
  const [source, target] = [await exported(from), await exported(to)];
  const urns = chosen(source.deployment.resources ?? [], configuration);
  return moved(source, target, urns, { from: from.stack, to: to.stack });
}

/**
 * Writes both states. The one that gets them comes first: stopped in between, both stacks have what moves, and the same
 * command goes on.
 */
export async function writeMove(from: Stack, to: Stack, plan: Moved): Promise<void> {
  await imported(to, plan.to, "nothing has moved");
  await imported(
    from,
    plan.from,
    `stack ${to.stack} has it by now, and so has stack ${from.stack}: update neither, and run the same command again`,
  );
}

/** Values that are secret are read as they are: each stack encrypts them with a key of its own. */
async function exported({ read, stack, backend }: Stack): Promise<State> {
  const { code, stdout } = await read(["stack", "export", "--show-secrets"], {});
  if (code !== 0) {
    const [where, set] =
      backend === undefined ? ["", ""] : [` in ${backend}`, `PULUMI_BACKEND_URL='${backend}' `];
    throw new Error(
      `stack ${stack} can't be read${where}; pulumi says above why. Where there is none: ${set}npx pulumi stack init ${stack}. Both stacks are read with one passphrase, where they have any`,
    );
  }
  return JSON.parse(stdout) as State;
}

async function imported({ read, stack }: Stack, state: State, sofar: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "identity-center-"));
  try {
    const file = join(folder, "state.json");
    writeFileSync(file, JSON.stringify(state), { mode: 0o600 });
    const { code } = await read(["stack", "import", "--file", file], {});
    if (code !== 0) throw new Error(`pulumi stack import failed for stack ${stack}; ${sofar}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
