import type { Watched } from "./watched.ts";

type Administrators = Pick<Watched, "groupIds" | "permissionSetArns">;

/** Administrators whom an event pattern of the alarm `administrators` tells of; nobody where it is another's. */
export function watchedIn(pattern: string): Administrators {
  const groupIds: string[] = [];
  const permissionSetArns: string[] = [];
  const walk = (value: unknown, key = "") => {
    if (typeof value !== "object" || value === null) return;
    if (!Array.isArray(value) || key === "$or") {
      for (const [name, inner] of Object.entries(value)) walk(inner, name);
      return;
    }
    const texts = value.filter((one) => typeof one === "string");
    if (key === "groupId") groupIds.push(...texts);
    if (key === "permissionSetArn") permissionSetArns.push(...texts);
  };
  walk(parsed(pattern));
  return { groupIds, permissionSetArns };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
