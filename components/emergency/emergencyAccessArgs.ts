import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../tags.ts";

/** A policy of one's own, which must exist in every account where the role is. */
export interface EmergencyBoundaryPolicyArgs {
  readonly name: string;
  /** Begins and ends with a slash. @default "/" */
  readonly path?: string;
}

/** The most that a role can give, whatever its policies say. One of the two. */
export interface EmergencyBoundaryArgs {
  /** AWS managed policy, by name with path or ARN. */
  readonly managedPolicy?: string;
  /** Policy of one's own. */
  readonly customerManagedPolicy?: EmergencyBoundaryPolicyArgs;
}

/** A role for emergencies, the same in each account. */
export interface EmergencyRoleArgs {
  /** AWS managed policies, by name with path or ARN, at most 10 (IAM's quota). @default none */
  readonly managedPolicies?: string[];
  /** Policy document as JSON text, at most 10,240 characters without white space. @default none */
  readonly inlinePolicy?: string;
  /** The most that the role can give. @default no boundary */
  readonly permissionsBoundary?: EmergencyBoundaryArgs;
  /** Whether the management account has it, too. @default false */
  readonly inManagementAccount?: boolean;
  /**
   * Ids of the units whose accounts have it, new ones too, or of the organization's root for all member accounts, by a
   * name that stays the same. @default none
   */
  readonly units?: Readonly<Record<string, pulumi.Input<string>>>;
  /** 12-digit ids of single member accounts that have it, none of them below one of `units`. @default none */
  readonly accounts?: string[];
}

/** Federation past Identity Center, straight from the identity provider. */
export interface EmergencySamlArgs {
  /** The identity provider's metadata document (XML). */
  readonly metadata: pulumi.Input<string>;
  /** Regions whose sign-in is accepted beside the global one. @default none */
  readonly regions?: string[];
}

export interface EmergencyAccessArgs {
  /** 12-digit id of the management account, whose credentials this needs. */
  readonly managementAccountId: pulumi.Input<string>;
  /** Id of the organization's root, such as `r-abcd`: what single accounts are found below. @default none, for units alone */
  readonly rootId?: pulumi.Input<string>;
  /** 12-digit id of the account where people come in. @default the management account */
  readonly accountId?: string;
  /** Role with which that account is worked in, by name with path. @default OrganizationAccountAccessRole */
  readonly deploymentRole?: string;
  /** Profile whose credentials take on that role. @default those of the environment */
  readonly profile?: pulumi.Input<string>;
  /** Region of the StackSets and of the provider for that account. */
  readonly region: string;
  /** Federation from the identity provider. @default none */
  readonly saml?: EmergencySamlArgs;
  /** Names of IAM users: without password and key, which they get by hand. @default none */
  readonly users?: string[];
  /** E-mail addresses that are told of every use. Each is told nothing before somebody follows the link that AWS sends. @default none */
  readonly emails?: pulumi.Input<string>[];
  /** Roles, by name. In member accounts the name has letters, digits and - only, as that of a StackSet. */
  readonly roles: Readonly<Record<string, EmergencyRoleArgs>>;
  /** Day of the last drill, YYYY-MM-DD. The policy pack asks for a newer one after 180 days. @default none */
  readonly drilledOn?: pulumi.Input<string>;
  /** Who did it. @default nobody */
  readonly drilledBy?: pulumi.Input<string>;
  /** Tags of all that takes tags. @default none */
  readonly tags?: Tags;
}
