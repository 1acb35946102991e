import { getPartitionOutput } from "@pulumi/aws/getPartition.js";
import { Provider } from "@pulumi/aws/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { Alarms } from "./alarms.ts";
import type { EmergencyAccessArgs, EmergencyRoleArgs } from "./emergency/emergencyAccessArgs.ts";
import { createSamlEntrance, createUsers } from "./emergency/entrance.ts";
import { createMemberRoles } from "./emergency/memberRoles.ts";
import { ENTRY_ROLE, PATH, roleArn, stackSetName } from "./emergency/names.ts";
import { createManagementRole } from "./emergency/roles.ts";
import { MAX_TRUST_POLICY, trustPolicy } from "./emergency/trustPolicy.ts";
import { inManagementAccount } from "./managementAccount.ts";
import { plainError } from "./plainError.ts";
import { retriedBelow } from "./retry.ts";
import { wording } from "./wording.ts";

/**
 * Access for when Identity Center or the identity provider doesn't work: people come in to one account, by SAML straight
 * from the identity provider or as IAM users with MFA, and go on to roles in the others (IAM Identity Center User Guide,
 * "Set up emergency access to the AWS Management Console"; whitepaper "Organizing Your AWS Environment", "Break glass
 * access"). Nothing of it refers to Identity Center. It belongs into a stack of its own.
 */
export class EmergencyAccess extends pulumi.ComponentResource {
  /** What the identity provider sends as SAML's attribute Role; empty without federation. */
  public readonly samlRole: pulumi.Output<string>;
  /** ARNs of the roles, by name, `*` for the account. */
  public readonly roleArns: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: EmergencyAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    const { accountId, saml, users = [], roles, drilledOn, drilledBy } = args;
    super(
      "identity-center:index:EmergencyAccess",
      name,
      { drilledOn, drilledBy, users, saml: saml !== undefined },
      opts,
    );
    this.#check(name, args);
    const owner = this.#owner(name, args);
    const partition = getPartitionOutput({}, { parent: this }).partition;
    const account = accountId === undefined ? owner : owner.apply(() => accountId);
    const entrances = pulumi.all([partition, account]).apply(([known, id]) => {
      const made = { partition: known, accountId: id, saml: saml !== undefined, users };
      const { length } = JSON.stringify(trustPolicy(made));
      if (length <= MAX_TRUST_POLICY) return made;
      const message = `with ${users.length} users the trust policy of the roles has ${length} characters, and IAM takes ${MAX_TRUST_POLICY}; name fewer users: who is renamed loses password and hardware key`;
      throw this.#failure(name, message, ["users"]);
    });
    const inEntrance = this.#providerOf(name, args, partition);
    const options = { ...retriedBelow(this), ...inEntrance };
    const entrance = { partition, accountId: account, options };
    this.samlRole = createSamlEntrance(name, args, entrance);
    createUsers(name, args, entrance);
    for (const [called, role] of Object.entries(roles)) {
      const { region, rootId, tags } = args;
      const managementAccountId = owner;
      const context = { name, managementAccountId, entrances, region, rootId, tags, parent: this };
      if (role.inManagementAccount) createManagementRole(called, role, context);
      createMemberRoles(called, role, context);
    }
    this.#alarm(name, args, account, inEntrance);
    this.roleArns = partition.apply((known) =>
      Object.fromEntries(Object.keys(roles).map((role) => [role, roleArn(known, "*", role)])),
    );
    this.registerOutputs({ samlRole: this.samlRole, roleArns: this.roleArns });
  }

  /** Tells of every use, where people come in: their sign-in, and each role that they go on to. */
  #alarm(
    name: string,
    { emails = [], region, roles, tags, users = [] }: EmergencyAccessArgs,
    accountId: pulumi.Output<string>,
    { provider }: { provider?: Provider },
  ): void {
    if (emails.length === 0) return;
    const names = [ENTRY_ROLE, ...Object.keys(roles)];
    new Alarms(
      name,
      {
        ...{ accountId, region, emails },
        alarms: ["emergency-access"],
        emergencyRoles: names.map((role) => `${PATH.slice(1)}${role}`),
        emergencyUsers: users,
        ...(tags === undefined ? {} : { tags }),
      },
      { parent: this, ...(provider && { providers: { aws: provider } }) },
    );
  }

  #check(name: string, { saml, users = [], roles, rootId }: EmergencyAccessArgs): void {
    if (!saml && users.length === 0) {
      throw this.#failure(name, "nobody could come in: give saml, users, or both");
    }
    if (Object.keys(roles).length === 0) {
      throw this.#failure(name, "people would come in and get no further: give a role", ["roles"]);
    }
    for (const [called, role] of Object.entries(roles)) {
      const message = roleProblem(called, role, rootId !== undefined);
      if (message !== undefined) throw this.#failure(name, message, ["roles", called]);
    }
  }

  #owner(name: string, args: EmergencyAccessArgs): pulumi.Output<string> {
    return inManagementAccount(args.managementAccountId, this, (owner, account) => {
      const message = `roles for emergencies are brought to all accounts from the management account (${owner}), and these credentials are of account ${account}; deploy them with those of the management account`;
      return this.#failure(name, message);
    }).apply((owner) => {
      if (owner !== args.accountId) return owner;
      const message =
        "this is the management account, where people come in without it; leave it out";
      throw this.#failure(name, message, ["accountId"]);
    });
  }

  /** A provider for the account where people come in, unless that is the management account. */
  #providerOf(
    name: string,
    {
      accountId,
      deploymentRole = "OrganizationAccountAccessRole",
      profile,
      region,
    }: EmergencyAccessArgs,
    partition: pulumi.Output<string>,
  ): { provider?: Provider } {
    if (accountId === undefined) return {};
    const role = pulumi.interpolate`arn:${partition}:iam::${accountId}:role/${deploymentRole}`;
    const provider = new Provider(
      `${name}-account`,
      {
        region,
        allowedAccountIds: [accountId],
        assumeRoles: [{ roleArn: role }],
        ...(profile === undefined ? {} : { profile }),
      },
      { parent: this },
    );
    return { provider };
  }

  #failure(name: string, message: string, path: string[] = []): pulumi.ResourceError {
    const argument = { component: "EmergencyAccess", name, path };
    return plainError(wording().told({ argument, message }), this);
  }
}

/** What is wrong with a role by itself. */
function roleProblem(
  called: string,
  { inManagementAccount: here = false, units = {}, accounts = [] }: EmergencyRoleArgs,
  hasRoot: boolean,
): string | undefined {
  if (called === ENTRY_ROLE) {
    return "this is the name of the role where people come in; choose another";
  }
  const isInMembers = Object.keys(units).length > 0 || accounts.length > 0;
  if (!here && !isInMembers) {
    return "it is in no account: give units, accounts, inManagementAccount, or any of them together";
  }
  if (isInMembers && !stackSetName.test(`emergency-${called}`)) {
    return "member accounts have it from a StackSet of its name, which takes letters, digits and - only; choose another";
  }
  if (accounts.length > 0 && !hasRoot) {
    return "its single accounts are found below the organization's root: give rootId, too";
  }
  return undefined;
}
