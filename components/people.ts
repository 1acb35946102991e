import * as pulumi from "@pulumi/pulumi";
import type { GuardedOptions } from "./guardedOptions.ts";
import { deletionHook } from "./hooks.ts";
import { perEngine } from "./perEngine.ts";
import { rememberResources } from "./resourcesOf.ts";
import { createUser, type DirectoryArgs, type UserArgs } from "./user.ts";

export interface PersonArgs extends UserArgs {
  /** Former keys of this person: with them a changed key keeps the person. */
  readonly aliases?: string[];
}

export interface PeopleArgs extends DirectoryArgs {
  /** People by a stable key, which is their identity in code; the sign-in name is data. */
  readonly people: Readonly<Record<string, PersonArgs>>;
}

/**
 * The people that this program makes, each as one plain resource: a component around every person would
 * cost a third more resources.
 */
export class People extends pulumi.ComponentResource {
  /** User id (UUID) by the person's key. */
  public readonly userIds: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: PeopleArgs, opts?: GuardedOptions) {
    super("identity-center:index:People", name, { identityStoreId: args.identityStoreId }, opts);
    const guard = renameGuard();
    guard.watch(name, args.people);
    const users: pulumi.CustomResource[] = [];
    const userIds: Record<string, pulumi.Output<string>> = {};
    for (const [key, person] of Object.entries(args.people)) {
      const user = createUser(
        `${name}/${key}`,
        { ...person, identityStoreId: args.identityStoreId, region: args.region },
        {
          parent: this,
          aliases: (person.aliases ?? []).map((former) => ({ name: `${name}/${former}` })),
          hooks: { beforeDelete: [guard.hook, ...(opts?.deletionHooks ?? [])] },
        },
        { component: "People", name, path: ["people", key] },
      );
      users.push(user);
      userIds[key] = user.userId;
    }
    rememberResources(this, users);
    this.userIds = userIds;
    this.registerOutputs({ userIds: this.userIds });
  }
}

/**
 * Refuses, already in preview, to delete a person whose e-mail another key of the same component now has: that is
 * a changed key, and without an alias the person would lose password, MFA and memberships.
 */
class RenameGuard {
  /** Put it under `hooks.beforeDelete` of each person. */
  readonly hook = this.#hook("keep-renamed-people");
  /** Keys by component and e-mail. */
  readonly #keys = new Map<string, Map<string, string>>();

  /** Remembers the people of a component. */
  watch(component: string, people: Readonly<Record<string, PersonArgs>>): void {
    const keys = new Map<string, string>();
    this.#keys.set(component, keys);
    for (const [key, person] of Object.entries(people)) {
      const remember = (email: string) => keys.set(email.toLowerCase(), key);
      if (typeof person.email === "string") remember(person.email);
      else pulumi.output(person.email).apply((email) => email && remember(email));
    }
    // Version 0.1.0 wrote this name into states.
    this.#hook(`${component}-keep-renamed-people`);
  }

  #hook(name: string): pulumi.ResourceHook {
    return deletionHook(name, (args) => this.#decide(args));
  }

  #decide({ name, oldInputs }: pulumi.ResourceHookArgs): void {
    const slash = name.lastIndexOf("/");
    const formerKey = name.slice(slash + 1);
    const email: unknown = oldInputs?.emails?.value;
    const keys = this.#keys.get(name.slice(0, slash));
    const key = typeof email === "string" ? keys?.get(email.toLowerCase()) : undefined;
    if (key === undefined || key === formerKey) return;
    throw new Error(
      `"${formerKey}" would be deleted while "${key}" has the same e-mail: if this is the same person, add \`aliases: [${formerKey}]\` to "${key}"; if not, remove "${formerKey}" in an update of its own`,
    );
  }
}

/** One for each engine: it is asked about people of components, too, that the program doesn't make any more. */
export const renameGuard = perEngine(() => new RenameGuard());
