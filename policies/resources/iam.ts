import { list, object, UNKNOWN, type Value } from "../value.ts";
import type {
  CredentialKind,
  Fact,
  PrincipalFact,
  PrincipalKind,
  Reader,
  Readers,
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
import { tagsOf } from "./resource.ts";

/** IAM as @pulumi/aws declares it. */
export const iamReaders: Readers = {
  "aws:iam/role:Role": (resource) => {
    const { inputs } = resource;
    const role = principal(resource, "role");
    const trust = trustPolicy(role, "assumeRolePolicy", inputs.assumeRolePolicy);
    const inline = inlinePolicies(role, "inlinePolicies", entries(inputs.inlinePolicies));
    return [
      role,
      trust,
      ...inline,
      ...ownAttachment(role, "managedPolicyArns", inputs.managedPolicyArns),
    ];
  },
  "aws:iam/user:User": (resource) => [principal(resource, "user")],
  "aws:iam/group:Group": (resource) => [principal(resource, "group")],
  "aws:iam/policy:Policy": (resource) => [
    policyFact({
      resource,
      use: "identity",
      form: "managed",
      property: "policy",
      source: resource.inputs.policy,
      name: resource.inputs.name,
      holders: [],
    }),
  ],
  "aws:iam/rolePolicy:RolePolicy": inlineOf("role"),
  "aws:iam/userPolicy:UserPolicy": inlineOf("user"),
  "aws:iam/groupPolicy:GroupPolicy": inlineOf("group"),
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": attaches("role", "role", "policyArn"),
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": attaches("user", "user", "policyArn"),
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": attaches("group", "group", "policyArn"),
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": attaches(
    "role",
    "roleName",
    "policyArns",
  ),
  "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": attaches(
    "user",
    "userName",
    "policyArns",
  ),
  "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": attaches(
    "group",
    "groupName",
    "policyArns",
  ),
  "aws:iam/policyAttachment:PolicyAttachment": (resource) => {
    const { inputs } = resource;
    const holders = [
      references("role", "roles", inputs.roles),
      references("user", "users", inputs.users),
      references("group", "groups", inputs.groups),
    ];
    const policies = references("policy", "policyArn", inputs.policyArn);
    return [
      { kind: "attachment", resource, property: "policyArn", policies, holders, exclusive: true },
    ];
  },
  "aws:iam/userGroupMembership:UserGroupMembership": (resource) => {
    const users = references("user", "user", resource.inputs.user);
    return [
      {
        kind: "membership",
        resource,
        users,
        groups: references("group", "groups", resource.inputs.groups),
      },
    ];
  },
  "aws:iam/groupMembership:GroupMembership": (resource) => {
    const users = references("user", "users", resource.inputs.users);
    return [
      {
        kind: "membership",
        resource,
        users,
        groups: references("group", "group", resource.inputs.group),
      },
    ];
  },
  "aws:iam/userLoginProfile:UserLoginProfile": credential("login-profile", "user"),
  "aws:iam/accessKey:AccessKey": credential("access-key", "user"),
  "aws:iam/sshKey:SshKey": credential("ssh-key", "username"),
  "aws:iam/serviceSpecificCredential:ServiceSpecificCredential": credential(
    "service-specific-credential",
    "userName",
  ),
  "aws:iam/signingCertificate:SigningCertificate": credential("signing-certificate", "userName"),
};

function principal(resource: Parameters<Reader>[0], kind: PrincipalKind): PrincipalFact {
  const { name, path, permissionsBoundary, maxSessionDuration, tags } = resource.inputs;
  return principalFact(resource, kind, {
    name,
    path: path ?? "/",
    tags: tagsOf(tags),
    boundary: permissionsBoundary,
    session: maxSessionDuration,
  });
}

/** An empty entry is how the provider removes all inline policies. */
function entries(value: Value | undefined): InlineEntry[] {
  const all = list(value);
  if (all === UNKNOWN) return [{ path: "", name: undefined, source: UNKNOWN }];
  return all.flatMap((one, index) => {
    const entry = object(one);
    const path = `[${index}].policy`;
    if (entry === UNKNOWN) return [{ path, name: undefined, source: UNKNOWN }];
    return entry?.policy === undefined ? [] : [{ path, name: entry.name, source: entry.policy }];
  });
}

function inlineOf(kind: "role" | "user" | "group"): Reader {
  return (resource) => [
    policyFact({
      resource,
      use: "identity",
      form: "inline",
      property: "policy",
      source: resource.inputs.policy,
      name: resource.inputs.name,
      holders: [references(kind, kind, resource.inputs[kind])],
    }),
  ];
}

function attaches(kind: "role" | "user" | "group", holder: string, property: string): Reader {
  return (resource): Fact[] => [
    {
      kind: "attachment",
      resource,
      property,
      policies: references("policy", property, resource.inputs[property]),
      holders: [references(kind, holder, resource.inputs[holder])],
      exclusive: property === "policyArns",
    },
  ];
}

function credential(kind: CredentialKind, user: string): Reader {
  return (resource) => [
    {
      kind: "credential",
      resource,
      credential: kind,
      user: references("user", user, resource.inputs[user]),
      pgpKey: resource.inputs.pgpKey,
    },
  ];
}
