import type { CredentialFact, MembershipFact, PrincipalFact } from "../../resources/fact.ts";
import { UNKNOWN, type Unknown, type Value } from "../../value.ts";
import { type KnownUser, kindOfUser, type MachineUser, type UserKind } from "./machineUser.ts";

const NOTHING_KNOWN: KnownUser = { name: UNKNOWN, path: UNKNOWN, tags: UNKNOWN };

/** A user as its declaration has it. One that AWS names goes by its name in the program or template. */
export function knownUser({ resource, name, path, tags }: PrincipalFact): KnownUser {
  return { name: name ?? resource.logicalId ?? resource.name, path, tags };
}

/** A user that isn't declared in the stack: only its name may say that it is a machine's. */
export function undeclaredUser(name: string): KnownUser {
  return { name, path: undefined, tags: {} };
}

/** The users that an input names, as if the stack declared none of them. */
export function undeclaredUsers(values: readonly Value[] | Unknown): KnownUser[] {
  const names = values === UNKNOWN ? [] : values.filter((name) => typeof name === "string");
  return names.map(undeclaredUser);
}

export function isPerson({ is }: UserKind): boolean {
  return is === "person" || is === "expired";
}

/** Whose a credential is, if its own inputs tell. */
export function ownerKind(
  { owner, user }: CredentialFact,
  machines: readonly MachineUser[],
  today: string,
): UserKind {
  if (owner) return kindOfUser(knownUser(owner), machines, today);
  const [first] = named(user.values);
  return kindOfUser(first ?? NOTHING_KNOWN, machines, today);
}

/** The people of a membership, if its own inputs tell. One that a user's own declaration is part of names none. */
export function peopleAmong(
  { users }: MembershipFact,
  machines: readonly MachineUser[],
  today: string,
): readonly string[] | Unknown {
  const kinds = named(users.values).map((user) => ({
    ...kindOfUser(user, machines, today),
    name: typeof user.name === "string" ? user.name : "(not known yet)",
  }));
  if (kinds.some(({ is }) => is === "unknown")) return UNKNOWN;
  return kinds.filter(isPerson).map(({ name }) => name);
}

/** Users as inputs name them: their paths and tags stand elsewhere. */
function named(values: readonly Value[] | Unknown): KnownUser[] {
  const all: readonly Value[] = values === UNKNOWN ? [UNKNOWN] : values;
  return all.map((name) => ({ ...NOTHING_KNOWN, name }));
}
