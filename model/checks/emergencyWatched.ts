import { isObject } from "../../policies/isObject.ts";
import { EMERGENCY_PATH } from "../access/emergencyPath.ts";
import { ProjectConfiguration, type Standing } from "../files/projectConfiguration.ts";
import type { ReadFile } from "../files/readFile.ts";
import { YamlSource } from "../files/yamlSource.ts";
import { orDidYouMean } from "../problems/didYouMean.ts";
import { pathOf } from "../problems/path.ts";
import { type Problem, warning } from "../problems/problem.ts";
import { firstFew } from "../problems/seen.ts";
import type { Configuration } from "../schema/configuration.ts";

const SECTION = "access:emergency";

/** Where it may stand for all stacks of emergency/. */
const PROJECT = "emergency/Pulumi.yaml";

/** Roles and users of the stack of emergency/ that has this stack's name, and where its section stands. */
interface Ways {
  readonly standing: Standing;
  readonly roles: readonly string[];
  readonly users: readonly string[];
}

/**
 * Ways in for emergencies whose use the alarms don't tell in every account, and those that they name and that aren't
 * there. What is made elsewhere may be named, too, with a path of its own.
 *
 * @param file name of the stack file
 */
export function emergencyWatchedProblems(
  { alarms, unread }: Pick<Configuration, "alarms" | "unread">,
  file: string,
  readFile: ReadFile,
): Problem[] {
  if (unread.has("alarms")) return [];
  if (!alarms.enabled || alarms.without.includes("emergency-access")) return [];
  const ways = waysIn(`emergency/${file}`, readFile);
  if (!ways) return [];
  return [
    ...compared("emergencyRoles", alarms.emergencyRoles, ways.roles, ways.standing, (name) => name),
    ...compared("emergencyUsers", alarms.emergencyUsers, ways.users, ways.standing, withoutPath),
  ];
}

function compared(
  key: "emergencyRoles" | "emergencyUsers",
  named: readonly string[],
  there: readonly string[],
  { file, steps }: Standing,
  told: (name: string) => string,
): Problem[] {
  const path = pathOf("access:alarms", key);
  const [noun, section] = key === "emergencyRoles" ? ["role", "roles"] : ["user", "users"];
  const place = file.placeOf([...steps, section]);
  const known = named.map(told);
  const missing = there.filter((name) => !known.includes(told(name)));
  const strange = named.flatMap((name, index) => {
    if (there.some((one) => told(one) === told(name))) return [];
    // The path is part of a role's name in the events, and what else it may be is made elsewhere.
    const isMeant = name.startsWith(EMERGENCY_PATH) || there.includes(EMERGENCY_PATH + name);
    if (!isMeant) return [];
    const why = `is ${JSON.stringify(name)}, and ${place} has no such ${noun}${orDidYouMean(name, there)}; its ${noun}s: ${firstFew(there)}`;
    return [warning(pathOf(path, index), why)];
  });
  if (missing.length === 0) return strange;
  const what =
    noun === "role"
      ? "their use, tried or done, in other accounts than where people come in"
      : "their sign-ins in other Regions than those that the alarms of emergency/ watch";
  const which = missing.length === 1 ? `a ${noun}` : `${noun}s`;
  const why = `doesn't name ${firstFew(missing)}, ${which} of ${place}, so that nobody is told of ${what}; write ${key}: [${there.join(", ")}]`;
  return [...strange, warning(path, why)];
}

/** `undefined` where there is no such file, or none that can be read: it is told where that stack is previewed. */
function waysIn(file: string, readFile: ReadFile): Ways | undefined {
  try {
    const source = new YamlSource(file, readFile(file));
    const own = isObject(source.value) ? source.value.config : undefined;
    const isOwn = isObject(own) && Object.hasOwn(own, SECTION);
    const inProject = isOwn ? undefined : new ProjectConfiguration(PROJECT, readFile(PROJECT));
    const section = isOwn ? own[SECTION] : inProject?.values[SECTION];
    const standing = isOwn
      ? { file: source, steps: ["config", SECTION] }
      : inProject?.standing(SECTION);
    if (!isObject(section) || !standing) return undefined;
    // Encrypted, as pulumi config set --secret writes it: what it names nobody knows here.
    if (Object.keys(section).join() === "secure") return undefined;
    const { roles, users } = section;
    const names = Array.isArray(users) ? users.filter((one) => typeof one === "string") : [];
    return {
      standing,
      roles: (isObject(roles) ? Object.keys(roles) : []).map((role) => EMERGENCY_PATH + role),
      users: names.map((user) => EMERGENCY_PATH + user),
    };
  } catch {
    return undefined;
  }
}

/** A sign-in tells a user's name alone. */
function withoutPath(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}
