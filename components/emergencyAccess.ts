import { getPartitionOutput } from "@pulumi/aws/getPartition.js";
import { Provider } from "@pulumi/aws/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { Alarms } from "./alarms.ts";
import type { EmergencyAccessArgs } from "./emergency/emergencyAccessArgs.ts";
import { createSamlEntrance, createUsers } from "./emergency/entrance.ts";
import { ENTRY_ROLE, PATH, roleArn } from "./emergency/names.ts";
import { createManagementRole, createMemberRoles } from "./emergency/roles.ts";
import { inManagementAccount } from "./managementAccount.ts";
import { plainError } from "./plainError.ts";
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
    const entrances = pulumi.all([partition, account]).apply(([known, id]) => ({
      ...{ partition: known, accountId: id },
      ...{ saml: saml !== undefined, users },
    }));
    const options = { parent: this, ...this.#providerOf(name, args, partition) };
    const entrance = { partition, accountId: account, options };
    this.samlRole = createSamlEntrance(name, args, entrance);
    createUsers(name, args, entrance);
    for (const [called, role] of Object.entries(roles)) {
      const context = { name, entrances, region: args.region, tags: args.tags, parent: this };
      if (role.inManagementAccount) createManagementRole(called, role, context);
      createMemberRoles(called, role, context);
    }
    this.#alarm(name, args, account, options);
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

  #check(name: string, { saml, users = [], roles }: EmergencyAccessArgs): void {
    if (!saml && users.length === 0) {
      throw this.#failure(name, "nobody could come in: give saml, users, or both");
    }
    for (const [called, { inManagementAccount: here, units = {} }] of Object.entries(roles)) {
      if (called === ENTRY_ROLE) {
        const message = "this is the name of the role where people come in; choose another";
        throw this.#failure(name, message, ["roles", called]);
      }
      if (!here && Object.keys(units).length === 0) {
        const message = "it is in no account: give units, inManagementAccount, or both";
        throw this.#failure(name, message, ["roles", called]);
      }
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
