import type { Watched } from "./watched.ts";

/** Whom an event pattern of an alarm tells of, of those who are named to alarms; nobody where it is another's. */
export function watchedIn(pattern: string): Watched {
  const groupIds: string[] = [];
  const permissionSetArns: string[] = [];
  const emergencyRoles: string[] = [];
  const emergencyUsers: string[] = [];
  const walk = (value: unknown, key = "") => {
    if (typeof value !== "object" || value === null) return;
    if (!Array.isArray(value) || key === "$or") {
      for (const [name, inner] of Object.entries(value)) walk(inner, name);
      return;
    }
    const texts = value.filter((one) => typeof one === "string");
    if (key === "groupId") groupIds.push(...texts);
    if (key === "permissionSetArn") permissionSetArns.push(...texts);
    if (key === "userName") emergencyUsers.push(...texts);
    if (key === "roleArn") emergencyRoles.push(...value.flatMap(roleName));
  };
  walk(parsed(pattern));
  return { groupIds, permissionSetArns, emergencyRoles, emergencyUsers };
}

const ROLE = ":role/";

function roleName(operator: unknown): string | [] {
  const suffix = Object(operator)?.suffix;
  return typeof suffix === "string" && suffix.startsWith(ROLE) ? suffix.slice(ROLE.length) : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
