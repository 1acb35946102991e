import { list, object, UNKNOWN, type Unknown, type Value } from "../value.ts";
import type { Fact, PolicyFact, Readers, References } from "./fact.ts";
import { ownAttachment, policyFact, principalFact, references } from "./factBuilders.ts";
import { property, type Resource, tagsOf } from "./resource.ts";

/** Permission sets and what they hold, in @pulumi/aws, aws-native and CloudFormation. */
export const identityCenterReaders: Readers = {
  "aws:ssoadmin/permissionSet:PermissionSet": (resource) => {
    const { name, tags, sessionDuration } = resource.inputs;
    return [
      principalFact(resource, "permission-set", {
        name,
        tags: tagsOf(tags),
        session: sessionDuration,
      }),
    ];
  },
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": (resource) => [
    inline(resource, "inlinePolicy", resource.inputs.inlinePolicy, [setOf(resource)]),
  ],
  "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": (resource) => [
    attachment(resource, "managedPolicyArn", false),
  ],
  "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive": (
    resource,
  ) => [attachment(resource, "managedPolicyArns", true)],
  "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment": (resource) => [
    customer(
      resource,
      "customerManagedPolicyReference",
      [resource.inputs.customerManagedPolicyReference ?? UNKNOWN],
      false,
    ),
  ],
  "aws:ssoadmin/customerManagedPolicyAttachmentsExclusive:CustomerManagedPolicyAttachmentsExclusive":
    (resource) => {
      const input = "customerManagedPolicyReferences";
      return [customer(resource, input, list(resource.inputs[input]), true)];
    },
  "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment": (resource) => [
    {
      kind: "boundary",
      resource,
      holders: [setOf(resource)],
      policy: boundaryPolicy(resource.inputs.permissionsBoundary),
    },
  ],
  "AWS::SSO::PermissionSet": (resource) => {
    const { inputs } = resource;
    const set = principalFact(resource, "permission-set", {
      name: property(inputs, "Name"),
      tags: tagsOf(property(inputs, "Tags")),
      session: property(inputs, "SessionDuration"),
    });
    const facts: Fact[] = [
      set,
      ...ownAttachment(set, "ManagedPolicies", property(inputs, "ManagedPolicies")),
    ];
    const source = property(inputs, "InlinePolicy");
    if (source !== undefined)
      facts.push({ ...inline(resource, "InlinePolicy", source, []), owner: set });
    const references_ = property(inputs, "CustomerManagedPolicyReferences");
    if (references_ !== undefined) {
      facts.push({
        ...customer(resource, "CustomerManagedPolicyReferences", list(references_), false),
        holders: [],
        owner: set,
      });
    }
    const boundary = property(inputs, "PermissionsBoundary");
    if (boundary !== undefined) {
      facts.push({
        kind: "boundary",
        resource,
        holders: [],
        owner: set,
        policy: boundaryPolicy(boundary),
      });
    }
    return facts;
  },
};

function setOf({ inputs }: Resource): References {
  return references("permission-set", "permissionSetArn", inputs.permissionSetArn);
}

function inline(
  resource: Resource,
  name: string,
  source: Value | undefined,
  holders: readonly References[],
): PolicyFact {
  return policyFact({
    resource,
    use: "identity",
    form: "inline",
    property: name,
    source,
    name: undefined,
    holders,
  });
}

function attachment(resource: Resource, input: string, exclusive: boolean): Fact {
  const policies = references("policy", input, resource.inputs[input]);
  return {
    kind: "attachment",
    resource,
    property: input,
    policies,
    holders: [setOf(resource)],
    exclusive,
  };
}

function customer(
  resource: Resource,
  input: string,
  values: readonly Value[] | Unknown,
  exclusive: boolean,
): Extract<Fact, { kind: "attachment" }> {
  const customer = values === UNKNOWN ? UNKNOWN : values.map(policyReference);
  return {
    kind: "attachment",
    resource,
    property: input,
    holders: [setOf(resource)],
    customer,
    exclusive,
  };
}

/** A customer managed policy is referred to by name and path: each account has its own. */
function policyReference(value: Value): { name: Value; path: Value } {
  const reference = object(value);
  if (reference === UNKNOWN || reference === undefined) return { name: UNKNOWN, path: UNKNOWN };
  return { name: property(reference, "Name") ?? UNKNOWN, path: property(reference, "Path") ?? "/" };
}

function boundaryPolicy(value: Value | undefined): Value | undefined {
  const boundary = object(value);
  if (boundary === UNKNOWN || boundary === undefined) return boundary;
  const managed = property(boundary, "ManagedPolicyArn");
  if (managed !== undefined) return managed;
  const reference = object(property(boundary, "CustomerManagedPolicyReference"));
  return reference === UNKNOWN ? UNKNOWN : reference && property(reference, "Name");
}
