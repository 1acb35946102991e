import * as iam from "@pulumi/aws/iam/index.js";
import * as organizations from "@pulumi/aws/organizations/index.js";
import * as pulumi from "@pulumi/pulumi";
import { EVERY_SET, takesInEverySet } from "../model/checks/wideRoles.ts";
import { guardrails } from "../model/schema/rootGuardrails.ts";
import { fail } from "./fail.ts";
import { guardrailPolicy, MAX_CHARACTERS } from "./guardrails/guardrailPolicy.ts";
import { inManagementAccount } from "./managementAccount.ts";
import { plainError } from "./plainError.ts";
import { retryTransientErrors } from "./retry.ts";
import { secretTagOptions, type Tags } from "./tags.ts";
import { wording } from "./wording.ts";

export interface RootGuardrailsArgs {
  /** 12-digit id of the management account, whose credentials this needs. */
  readonly managementAccountId: pulumi.Input<string>;
  /** Ids of the root, organizational units and accounts where the service control policy is attached, by names of their own: an id that a preview knows is the name. */
  readonly targets: Readonly<Record<string, pulumi.Input<string>>>;
  /** Whether IAM manages root credentials and root sessions of member accounts from the management account. @default true */
  readonly centralRootAccess?: boolean;
  /**
   * Whether somebody else turned on trusted access for `iam.amazonaws.com`: it stays on when this goes, and so does
   * central root access, since nothing tells who turned that on. @default false
   */
  readonly trustedElsewhere?: boolean;
  /**
   * Guardrails that are left out, of `root-user`, `long-term-credentials`, `leaving-organization`, `trail-changes`,
   * `identity-center-roles` and `identity-source`. @default none
   */
  readonly without?: string[];
  /** Roles of member accounts that may make long-term credentials, by name with path, `*` for any text. @default none */
  readonly credentialRoles?: pulumi.Input<string>[];
  /** Roles of member accounts that may change trails and the identity source, likewise. @default none */
  readonly administratorRoles?: pulumi.Input<string>[];
  /** Tags of the service control policy. @default none */
  readonly tags?: Tags;
}

/**
 * Seals the root users of member accounts: root access is managed centrally, and one service control policy denies
 * root users everything, people long-term credentials, and everybody what would undo this or Identity Center. It
 * limits member accounts only: no service control policy limits the management account.
 */
export class RootGuardrails extends pulumi.ComponentResource {
  /** Id of the service control policy. */
  public readonly policyId: pulumi.Output<string>;

  constructor(name: string, args: RootGuardrailsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("identity-center:index:RootGuardrails", name, {}, opts);
    const unknown = args.without?.find((one) => !guardrails.some((known) => known === one));
    if (unknown !== undefined) {
      throw this.#failure(
        name,
        `there is no guardrail "${unknown}"; write ${guardrails.join(", ")}`,
        ["without"],
      );
    }
    const owner = this.#owner(name, args);
    const sealed =
      args.centralRootAccess === false ? [] : [this.#centralRootAccess(name, args, owner)];
    const policy = new organizations.Policy(
      name,
      {
        // Of a name of its own: where an answer is lost, the next update finds it, and makes no second one.
        name,
        content: this.#content(name, args, owner),
        description: "Seals root users, and keeps sign-in by Identity Center and its record",
        type: "SERVICE_CONTROL_POLICY",
        tags: args.tags,
      },
      { ...this.#child(), ...secretTagOptions(args.tags) },
    );
    this.policyId = policy.id;
    for (const [target, targetId] of Object.entries(args.targets)) {
      const called = `${name}/${target}`;
      // By the id, since units are renamed and moved: the same attachment under another name would be attached twice.
      const byId = typeof targetId === "string" ? `${name}/${targetId}` : called;
      new organizations.PolicyAttachment(
        byId,
        { policyId: policy.id, targetId },
        // Root users are denied once there is another way to do what needs one.
        { ...this.#child(), dependsOn: sealed, aliases: called === byId ? [] : [{ name: called }] },
      );
    }
    this.registerOutputs({ policyId: this.policyId });
  }

  #child(): pulumi.CustomResourceOptions {
    return { parent: this, hooks: { onError: [retryTransientErrors()] } };
  }

  #owner(name: string, args: RootGuardrailsArgs): pulumi.Output<string> {
    return inManagementAccount(args.managementAccountId, this, (owner, account) => {
      const message = `root access and service control policies belong to the management account (${owner}), and these credentials are of account ${account}; deploy them with those of the management account, or ${wording().noRootGuardrails}`;
      return this.#failure(name, message);
    });
  }

  #centralRootAccess(
    name: string,
    { trustedElsewhere = false }: RootGuardrailsArgs,
    owner: pulumi.Output<string>,
  ): iam.OrganizationsFeatures {
    const trusted = trustedElsewhere
      ? []
      : [
          new organizations.AwsServiceAccess(
            `${name}-iam`,
            { servicePrincipal: owner.apply(() => "iam.amazonaws.com") },
            this.#child(),
          ),
        ];
    return new iam.OrganizationsFeatures(
      name,
      { enabledFeatures: owner.apply(() => ["RootCredentialsManagement", "RootSessions"]) },
      {
        ...this.#child(),
        // IAM refuses the features of an organization that doesn't trust it.
        dependsOn: trusted,
        // Deleting them turns off what is on by then, whoever turned it on.
        retainOnDelete: trustedElsewhere,
      },
    );
  }

  #content(
    name: string,
    args: RootGuardrailsArgs,
    owner: pulumi.Output<string>,
  ): pulumi.Output<string> {
    const roles = {
      credentials: args.credentialRoles ?? [],
      administrators: args.administratorRoles ?? [],
    };
    return pulumi.all([roles, owner]).apply(async ([known]) => {
      for (const [kind, names] of Object.entries(known)) {
        const wide = names.find(takesInEverySet);
        if (wide === undefined) continue;
        const path = kind === "credentials" ? "credentialRoles" : "administratorRoles";
        return await fail(this.#failure(name, `"${wide}": ${EVERY_SET}`, [path]));
      }
      const content = guardrailPolicy(known, args.without);
      if (content.length <= MAX_CHARACTERS) return content;
      const message = `the service control policy would have ${content.length} characters, and Organizations takes ${MAX_CHARACTERS}; name fewer roles, or several by one name with *`;
      return await fail(this.#failure(name, message));
    });
  }

  #failure(name: string, message: string, path: string[] = []): pulumi.ResourceError {
    const argument = { component: "RootGuardrails", name, path };
    return plainError(wording().told({ argument, message }), this);
  }
}
