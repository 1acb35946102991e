import type { Policy, Use } from "../iam/policy/statement.ts";
import type { Properties, Unknown, Value } from "../value.ts";
import type { Resource } from "./resource.ts";

export type PrincipalKind = "user" | "role" | "group" | "permission-set";

/** Other resources that an input names: resources of the stack, or something elsewhere. */
export interface References {
  readonly target: PrincipalKind | "policy";
  /** Names of principals (ARNs of permission sets), ARNs of policies; `UNKNOWN` ones, and placeholders of a template. */
  readonly values: readonly Value[] | Unknown;
  /** Input that they stand in: Pulumi records which resources its value came from. */
  readonly input: string;
}

/** A user, role, group or permission set. */
export interface PrincipalFact {
  readonly kind: "principal";
  readonly resource: Resource;
  readonly principal: PrincipalKind;
  /** Absent when AWS or the provider chooses one. */
  readonly name: Value | undefined;
  /** @default "/" */
  readonly path: Value;
  readonly tags: Properties | Unknown;
  /** ARN of its permissions boundary. A permission set's is a fact of its own (`boundary`). */
  readonly boundary: Value | undefined;
  /** Roles: seconds. Permission sets: ISO 8601. */
  readonly session: Value | undefined;
}

/** A policy document, wherever it stands. */
export interface PolicyFact {
  readonly kind: "policy";
  readonly resource: Resource;
  readonly use: Use;
  /** How it is kept: its size limit depends on it. */
  readonly form: "managed" | "inline" | "trust" | "organization" | "resource";
  /** Input that holds it, such as `inlinePolicies[0].policy`. */
  readonly property: string;
  readonly source: Value | undefined;
  /** What it says; read when first asked for. */
  readonly policy: Policy;
  /** Its name, where it has one. */
  readonly name: Value | undefined;
  /** Inline and trust policies: whose it is. A managed policy's holders come by `attachment` facts. */
  readonly holders: readonly References[];
  /** Resource policies: the service, such as `s3`. */
  readonly service?: string;
  /** The principal of the same declaration, where it declares one: no reference is needed then. */
  readonly owner?: PrincipalFact;
}

/** Managed policies attached to principals. */
export interface AttachmentFact {
  readonly kind: "attachment";
  readonly resource: Resource;
  /** Input that holds the policies. */
  readonly property: string;
  /** Absent when the declaration is of the policy itself. */
  readonly policies?: References;
  /** The policy of the same declaration. */
  readonly policy?: PolicyFact;
  readonly holders: readonly References[];
  readonly owner?: PrincipalFact;
  /** Customer managed policies of a permission set: names in each account, with path. */
  readonly customer?: readonly { readonly name: Value; readonly path: Value }[] | Unknown;
  /** Takes away what others attach. */
  readonly exclusive: boolean;
}

/** The boundary of a permission set. */
export interface BoundaryFact {
  readonly kind: "boundary";
  readonly resource: Resource;
  readonly holders: readonly References[];
  readonly owner?: PrincipalFact;
  /** ARN of an AWS managed policy, or name of a customer managed one. */
  readonly policy: Value | undefined;
}

/** Users in groups. */
export interface MembershipFact {
  readonly kind: "membership";
  readonly resource: Resource;
  readonly users: References;
  readonly groups: References;
  readonly owner?: PrincipalFact;
}

export type CredentialKind =
  | "login-profile"
  | "access-key"
  | "ssh-key"
  | "service-specific-credential"
  | "signing-certificate";

/** Something that a user signs in with. */
export interface CredentialFact {
  readonly kind: "credential";
  readonly resource: Resource;
  readonly credential: CredentialKind;
  readonly user: References;
  readonly owner?: PrincipalFact;
  /** PGP key that the secret is encrypted with; only in @pulumi/aws. */
  readonly pgpKey: Value | undefined;
}

/** A CloudFormation template that can't be read, or not all of it. */
export interface TemplateFact {
  readonly kind: "template";
  readonly resource: Resource;
  readonly problems: readonly {
    readonly id: string;
    readonly seen: string;
    readonly wanted: string;
  }[];
  /** What can't be read of its text, such as `BAD_INDENT in line 7`. */
  readonly doubts: readonly string[];
  /** Whether it may declare more than could be seen. */
  readonly isIncomplete: boolean;
}

export type Fact =
  | PrincipalFact
  | PolicyFact
  | AttachmentFact
  | BoundaryFact
  | MembershipFact
  | CredentialFact
  | TemplateFact;
export type FactKind = Fact["kind"];
export type FactOf<K extends FactKind> = Extract<Fact, { kind: K }>;

/** Turns a declared resource into what it says about IAM. */
export type Reader = (resource: Resource) => readonly Fact[];
export type Readers = Readonly<Record<string, Reader>>;
