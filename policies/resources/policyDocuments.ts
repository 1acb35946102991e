import documents from "./policyDocuments.json" with { type: "json" };

/** What a policy document is for, or why nobody judges it. */
export type Meaning =
  /** A resource policy of a service, by the prefix of its actions. */
  | { readonly resource: string; readonly use?: never; readonly unjudged?: never }
  /** A policy that has a reader of its own. `permission`: one statement of a resource policy. */
  | {
      readonly use: "identity" | "trust" | "organization" | "permission";
      readonly resource?: never;
      readonly unjudged?: never;
    }
  /** Not judged, and why. Empty: nobody has looked at it yet. */
  | { readonly unjudged: string; readonly resource?: never; readonly use?: never };

/** By type, and path of the property such as `Replicas[].ResourcePolicy.PolicyDocument`. */
export type PolicyDocuments = Readonly<Record<string, Readonly<Record<string, Meaning>>>>;

/**
 * Where resources of @pulumi/aws and CloudFormation hold policy documents. `npm run update:data` finds those of the
 * installed @pulumi/aws and resource specification; what they mean is written by hand. aws-native has CloudFormation's.
 */
export const POLICY_DOCUMENTS: PolicyDocuments = documents as PolicyDocuments;
