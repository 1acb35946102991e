import { error, type Problem, warning } from "../problems/problem.ts";
import type { Configuration } from "../schema/configuration.ts";
import type { Deployed } from "./deployed.ts";

/**
 * What to say of an existing administrators' group whose members can't be read. Where this stack's own administrators
 * leave in the same update nobody might be left, so that it is refused; otherwise it is a warning.
 *
 * @param path of the group in the configuration
 * @param id of the existing group: one that is handed over is itself
 * @param reason why its members could not be read
 */
export function unseenMembers(
  path: string,
  { name, id }: { readonly name: string; readonly id: string },
  reason: string,
  { groups: deployed }: Pick<Deployed, "groups">,
  { groups }: Pick<Configuration, "groups">,
): Problem {
  const stays = (key: string) => Object.hasOwn(groups, key) && groups[key]?.existing === false;
  const others = Object.values(groups).some((one) => one.administrators && !one.existing);
  const leaving = [...deployed.values()].find(
    (one) => one.administrators && !stays(one.key) && one.id !== id,
  );
  const seen = `whether anybody is in the existing group "${name}", which has administrators: true, could not be read (${reason})`;
  if (!leaving || others) return warning(path, `${seen}; make sure that somebody is`);
  const first = `put the group "${leaving.key}" back without \`administrators: true\`, run pulumi up, make sure that somebody of "${name}" can sign in, then remove it`;
  return error(
    path,
    `${seen}, and the administrators of this stack, "${leaving.key}", go in the same update; let whoever deploys call identitystore:ListGroupMemberships, or do it in two updates: ${first}`,
  );
}
