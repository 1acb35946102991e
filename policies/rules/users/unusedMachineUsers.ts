import type { Finding } from "../../rule.ts";
import type { Stack } from "../../stack/stack.ts";
import { fitsUser, labelOf, type MachineUser } from "./machineUser.ts";
import { knownUser, undeclaredUsers } from "./userFacts.ts";

/**
 * Entries of the configuration that speak of no user that a stack declares or names.
 *
 * @param today `YYYY-MM-DD`
 */
export function* unusedMachineUsers(
  stack: Stack,
  machines: readonly MachineUser[],
  today: string,
): Iterable<Finding> {
  if (machines.length === 0) return;
  const principals = stack.facts("principal").filter(({ principal }) => principal === "user");
  const users = [
    ...principals.map(knownUser),
    ...stack.facts("credential").flatMap(({ user }) => undeclaredUsers(user.values)),
    ...stack.facts("membership").flatMap((membership) => undeclaredUsers(membership.users.values)),
  ];
  for (const entry of machines) {
    if (users.some((user) => fitsUser(entry, user) !== "no")) continue;
    const until = entry.expires < today ? ` and ended on ${entry.expires}` : "";
    yield {
      id: `unused-machine-user:${labelOf(entry)}`,
      seen: `the entry of machineUsers for ${labelOf(entry)} ("${entry.reason}") fits no user of this stack${until}`,
      wanted: "entries that are needed",
      fix: "remove the entry unless another stack needs it",
      level: "advisory",
    };
  }
}
