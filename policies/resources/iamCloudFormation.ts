import { list, object, UNKNOWN, type Value } from "../value.ts";
import type {
  AttachmentFact,
  Fact,
  PolicyFact,
  PrincipalFact,
  Reader,
  Readers,
  References,
} from "./fact.ts";
import {
  type InlineEntry,
  inlinePolicies,
  ownAttachment,
  policyFact,
  principalFact,
  references,
  trustPolicy,
} from "./factBuilders.ts";
import { property, type Resource, tagsOf } from "./resource.ts";

/** IAM as CloudFormation and aws-native declare it. */
export const iamCloudFormationReaders: Readers = {
  "AWS::IAM::Role": (resource) => {
    const { inputs } = resource;
    const role = principal(resource, "role", "RoleName");
    const input = "AssumeRolePolicyDocument";
    return [role, trustPolicy(role, input, property(inputs, input)), ...policiesOf(role)];
  },
  "AWS::IAM::User": (resource) => {
    const { inputs } = resource;
    const user = principal(resource, "user", "UserName");
    const facts: Fact[] = [user, ...policiesOf(user)];
    const users: References = { target: "user", input: "UserName", values: [] };
    if (property(inputs, "LoginProfile") !== undefined) {
      facts.push({
        kind: "credential",
        resource,
        credential: "login-profile",
        user: users,
        owner: user,
        pgpKey: undefined,
      });
    }
    const groups = references("group", "Groups", property(inputs, "Groups"));
    if (groups.values === UNKNOWN || groups.values.length > 0) {
      facts.push({ kind: "membership", resource, users, groups, owner: user });
    }
    return facts;
  },
  "AWS::IAM::Group": (resource) => {
    const group = principal(resource, "group", "GroupName");
    return [group, ...policiesOf(group)];
  },
  "AWS::IAM::ManagedPolicy": (resource) => {
    const { inputs } = resource;
    const policy = document(resource, "managed", property(inputs, "ManagedPolicyName"), []);
    const holders = holdersOf(resource);
    const attachment: AttachmentFact = {
      kind: "attachment",
      resource,
      property: "Roles",
      policy,
      holders,
      exclusive: false,
    };
    return holders.length > 0 ? [policy, attachment] : [policy];
  },
  "AWS::IAM::Policy": (resource) => [
    document(resource, "inline", property(resource.inputs, "PolicyName"), holdersOf(resource)),
  ],
  "AWS::IAM::RolePolicy": inlineOf("role", "RoleName"),
  "AWS::IAM::UserPolicy": inlineOf("user", "UserName"),
  "AWS::IAM::GroupPolicy": inlineOf("group", "GroupName"),
  "AWS::IAM::AccessKey": (resource) => {
    const user = references("user", "UserName", property(resource.inputs, "UserName"));
    return [{ kind: "credential", resource, credential: "access-key", user, pgpKey: undefined }];
  },
  "AWS::IAM::UserToGroupAddition": ({ inputs, ...resource }) => [
    {
      kind: "membership",
      resource: { inputs, ...resource },
      users: references("user", "Users", property(inputs, "Users")),
      groups: references("group", "GroupName", property(inputs, "GroupName")),
    },
  ],
};

function principal(
  resource: Resource,
  kind: "role" | "user" | "group",
  name: string,
): PrincipalFact {
  const { inputs } = resource;
  return principalFact(resource, kind, {
    name: property(inputs, name),
    path: property(inputs, "Path") ?? "/",
    tags: tagsOf(property(inputs, "Tags")),
    boundary: property(inputs, "PermissionsBoundary"),
    session: property(inputs, "MaxSessionDuration"),
  });
}

function policiesOf(owner: PrincipalFact): (PolicyFact | AttachmentFact)[] {
  const { inputs } = owner.resource;
  const all = list(property(inputs, "Policies"));
  const given: readonly Value[] = all === UNKNOWN ? [UNKNOWN] : all;
  const entries = given.map((one, index): InlineEntry => {
    const entry = object(one);
    const path = `[${index}].PolicyDocument`;
    if (entry === UNKNOWN) return { path, name: undefined, source: UNKNOWN };
    return {
      path,
      name: entry && property(entry, "PolicyName"),
      source: entry && property(entry, "PolicyDocument"),
    };
  });
  const managed = ownAttachment(owner, "ManagedPolicyArns", property(inputs, "ManagedPolicyArns"));
  return [...inlinePolicies(owner, "Policies", entries), ...managed];
}

function holdersOf({ inputs }: Resource): References[] {
  const kinds = { Roles: "role", Users: "user", Groups: "group" } as const;
  return Object.entries(kinds)
    .map(([input, kind]) => references(kind, input, property(inputs, input)))
    .filter(({ values }) => values === UNKNOWN || values.length > 0);
}

function document(
  resource: Resource,
  form: "managed" | "inline",
  name: Value | undefined,
  holders: readonly References[],
): PolicyFact {
  const source = property(resource.inputs, "PolicyDocument");
  return policyFact({
    resource,
    use: "identity",
    form,
    property: "PolicyDocument",
    source,
    name,
    holders,
  });
}

function inlineOf(kind: "role" | "user" | "group", holder: string): Reader {
  return (resource) => {
    const { inputs } = resource;
    const holders = [references(kind, holder, property(inputs, holder))];
    return [document(resource, "inline", property(inputs, "PolicyName"), holders)];
  };
}
