import * as pulumi from "@pulumi/pulumi";
import type { GuardedOptions } from "./guardedOptions.ts";
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
    const guard = renameGuard(`${name}-keep-renamed-people`, name, args.people);
    const userIds: Record<string, pulumi.Output<string>> = {};
    for (const [key, person] of Object.entries(args.people)) {
      const user = createUser(
        `${name}/${key}`,
        { ...person, identityStoreId: args.identityStoreId, region: args.region },
        {
          parent: this,
          aliases: (person.aliases ?? []).map((former) => ({ name: `${name}/${former}` })),
          hooks: { beforeDelete: [guard, ...(opts?.deletionHooks ?? [])] },
        },
        { component: "People", name, path: ["people", key] },
      );
      userIds[key] = user.userId;
    }
    this.userIds = userIds;
    this.registerOutputs({ userIds: this.userIds });
  }
}

/**
 * Refuses, already in preview, to delete a person whose e-mail another key now has: that is a changed
 * key, and without an alias the person would lose password, MFA and memberships.
 */
function renameGuard(
  hookName: string,
  componentName: string,
  people: Readonly<Record<string, PersonArgs>>,
): pulumi.ResourceHook {
  const keyByEmail = new Map<string, string>();
  for (const [key, person] of Object.entries(people)) {
    const remember = (email: string) => keyByEmail.set(email.toLowerCase(), key);
    if (typeof person.email === "string") remember(person.email);
    else pulumi.output(person.email).apply((email) => email && remember(email));
  }
  return new pulumi.ResourceHook(
    hookName,
    (args) => {
      const formerKey = args.name.slice(componentName.length + 1);
      const email: unknown = args.oldInputs?.emails?.value;
      const key = typeof email === "string" ? keyByEmail.get(email.toLowerCase()) : undefined;
      if (key === undefined || key === formerKey) return;
      throw new Error(
        `"${formerKey}" would be deleted while "${key}" has the same e-mail: if this is the same person, add \`aliases: [${formerKey}]\` to "${key}"; if not, remove "${formerKey}" in an update of its own`,
      );
    },
    { onDryRun: true },
  );
}
