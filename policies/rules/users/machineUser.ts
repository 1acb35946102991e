import { matches } from "../../iam/patterns/wildcard.ts";
import type { SettingSchema } from "../../rule.ts";
import { type Properties, UNKNOWN, type Unknown, type Value } from "../../value.ts";
import { and, or, type Verdict } from "../../verdict.ts";

/** IAM users for a system that can neither assume a role nor federate. All that is given must fit; `*` and `?` are allowed. */
export interface MachineUser {
  /** Name in AWS; of a user that AWS names, its name in the program or template. */
  readonly name?: string;
  /** Such as `/machines/*`. */
  readonly path?: string;
  /** Such as `kind=machine`. Keys are compared with case, values without. */
  readonly tag?: string;
  readonly reason: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly expires: string;
}

export const machineUsersSchema: SettingSchema = {
  type: "array",
  items: {
    type: "object",
    required: ["reason", "expires"],
    additionalProperties: false,
    properties: {
      name: { type: "string" },
      path: { type: "string" },
      tag: { type: "string", pattern: "^[^=]+=" },
      reason: { type: "string" },
      expires: { type: "string", pattern: "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$" },
    },
  },
};

/** What is known of a user. Absent is what the user surely hasn't. */
export interface KnownUser {
  readonly name: Value | undefined;
  readonly path: Value | undefined;
  readonly tags: Properties | Unknown;
}

export type UserKind =
  | { readonly is: "person" | "unknown" }
  | { readonly is: "machine" | "expired"; readonly entry: MachineUser };

/**
 * Whether a user is one of the machine users.
 *
 * @param today `YYYY-MM-DD`
 */
export function kindOfUser(
  user: KnownUser,
  machines: readonly MachineUser[],
  today: string,
): UserKind {
  const fits = machines.map((entry) => ({ entry, verdict: fitsUser(entry, user) }));
  const certain = fits.filter(({ verdict }) => verdict === "yes");
  const valid = certain.find(({ entry }) => entry.expires >= today);
  if (valid) return { is: "machine", entry: valid.entry };
  if (fits.some(({ entry, verdict }) => verdict === "unknown" && entry.expires >= today)) {
    return { is: "unknown" };
  }
  const [expired] = certain;
  return expired ? { is: "expired", entry: expired.entry } : { is: "person" };
}

/** Whether an entry speaks of a user. One that says neither name, path nor tag speaks of nobody. */
export function fitsUser({ name, path, tag }: MachineUser, user: KnownUser): Verdict {
  if (name === undefined && path === undefined && tag === undefined) return "no";
  return and(
    name === undefined ? "yes" : fitsText(name, user.name),
    path === undefined ? "yes" : fitsText(path, user.path),
    tag === undefined ? "yes" : fitsTag(tag, user.tags),
  );
}

function fitsText(pattern: string, value: Value | undefined): Verdict {
  if (value === UNKNOWN) return "unknown";
  if (typeof value !== "string") return "no";
  // A placeholder of a template, such as ${Stage}, may become anything.
  if (value.includes("${")) return or("unknown", matches(pattern, value) ? "yes" : "no");
  return matches(pattern, value) ? "yes" : "no";
}

function fitsTag(tag: string, tags: Properties | Unknown): Verdict {
  if (tags === UNKNOWN) return "unknown";
  const [key = "", ...rest] = tag.split("=");
  return fitsText(rest.join("="), Object.hasOwn(tags, key) ? tags[key] : undefined);
}

/** How an entry is called in messages. */
export function labelOf({ name, path, tag }: MachineUser): string {
  return [name, path, tag].filter((one) => one !== undefined).join(" ") || "nobody";
}
