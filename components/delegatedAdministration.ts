import * as organizations from "@pulumi/aws/organizations/index.js";
import * as pulumi from "@pulumi/pulumi";
import { inManagementAccount } from "./managementAccount.ts";
import { plainError } from "./plainError.ts";
import { retryTransientErrors } from "./retry.ts";
import { wording } from "./wording.ts";

/** Identity Center's service principal. */
const SERVICE = "sso.amazonaws.com";

export interface DelegatedAdministrationArgs {
  /** 12-digit id of the management account, whose credentials this needs. */
  readonly managementAccountId: pulumi.Input<string>;
  /** 12-digit id of the member account that administers Identity Center. */
  readonly accountId: pulumi.Input<string>;
}

/**
 * Has a member account administer Identity Center, all but the management account's access. AWS takes one such account,
 * so that another one follows when the former is deregistered; until then the management account administers alone.
 * Whatever the delegated administrator made stays when it is deregistered (IAM Identity Center User Guide, "Delegated
 * administration").
 */
export class DelegatedAdministration extends pulumi.ComponentResource {
  /** 12-digit id of the delegated administrator's account, once it is registered. */
  public readonly accountId: pulumi.Output<string>;

  constructor(
    name: string,
    args: DelegatedAdministrationArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("identity-center:index:DelegatedAdministration", name, {}, opts);
    const owner = inManagementAccount(args.managementAccountId, this, (management, account) => {
      const message = `delegated administrators are registered by the management account (${management}), and these credentials are of account ${account}; deploy it with those of the management account`;
      return this.#failure(name, message);
    });
    const accountId = pulumi.all([args.accountId, owner]).apply(([account, management]) => {
      if (account !== management) return account;
      throw this.#failure(
        name,
        `${account} is the management account, which administers Identity Center as it is; name a member account`,
      );
    });
    const hooks = { onError: [retryTransientErrors()] };
    const trusted = new organizations.AwsServiceAccess(
      `${name}-sso`,
      { servicePrincipal: owner.apply(() => SERVICE) },
      // Identity Center itself rests on it, whoever administers it.
      { parent: this, retainOnDelete: true, hooks },
    );
    const administrator = new organizations.DelegatedAdministrator(
      name,
      { accountId, servicePrincipal: SERVICE },
      // AWS refuses a second one.
      { parent: this, dependsOn: [trusted], deleteBeforeReplace: true, hooks },
    );
    this.accountId = administrator.accountId;
    this.registerOutputs({ accountId: this.accountId });
  }

  #failure(name: string, message: string): pulumi.ResourceError {
    const argument = { component: "DelegatedAdministration", name, path: ["accountId"] };
    return plainError(wording().told({ argument, message }), this);
  }
}
