import * as iam from "@pulumi/aws/iam/index.js";
import * as pulumi from "@pulumi/pulumi";
import { secretTagOptions } from "../tags.ts";
import type { EmergencyAccessArgs } from "./emergencyAccessArgs.ts";
import { entryPolicy, userPolicy } from "./entryPolicies.ts";
import { EMERGENCY, ENTRY_ROLE, PATH, SESSION_SECONDS } from "./names.ts";
import { entryTrustPolicy, signInAddresses } from "./trustPolicy.ts";

/** The account where people come in. */
export interface EntranceAccount {
  readonly partition: pulumi.Output<string>;
  readonly accountId: pulumi.Output<string>;
  /** Parent, and the provider of that account. */
  readonly options: pulumi.CustomResourceOptions;
}

/** What somebody enters into the identity provider: its role and provider, as SAML's attribute Role wants them. */
export function createSamlEntrance(
  name: string,
  { saml, region, roles, tags }: EmergencyAccessArgs,
  { partition, options }: EntranceAccount,
): pulumi.Output<string> {
  if (!saml) return pulumi.output("");
  const tagged = { ...options, ...secretTagOptions(tags) };
  const provider = new iam.SamlProvider(
    name,
    { name: EMERGENCY, samlMetadataDocument: saml.metadata, tags },
    tagged,
  );
  const role = new iam.Role(
    `${name}-${ENTRY_ROLE}`,
    {
      name: ENTRY_ROLE,
      path: PATH,
      description: "Where people of the identity provider come in, in an emergency",
      maxSessionDuration: SESSION_SECONDS,
      assumeRolePolicy: pulumi
        .all([partition, provider.arn])
        .apply(([known, arn]) =>
          JSON.stringify(entryTrustPolicy(arn, signInAddresses(known, region, saml.regions ?? []))),
        ),
      tags,
    },
    tagged,
  );
  new iam.RolePolicy(
    `${name}-${ENTRY_ROLE}`,
    {
      name: "go-on",
      role: role.name,
      policy: partition.apply((known) => JSON.stringify(entryPolicy(known, Object.keys(roles)))),
    },
    options,
  );
  return pulumi.interpolate`${role.arn},${provider.arn}`;
}

/**
 * The users and their group. Neither a password nor a key is made: people get the first by hand, and nobody the second.
 * Who is taken out of the list loses password and hardware key with the user.
 */
export function createUsers(
  name: string,
  { users = [], roles, tags }: EmergencyAccessArgs,
  { partition, accountId, options }: EntranceAccount,
): void {
  if (users.length === 0) return;
  const group = new iam.Group(`${name}-users`, { name: EMERGENCY, path: PATH }, options);
  const policy = new iam.GroupPolicy(
    `${name}-users`,
    {
      name: "go-on",
      group: group.name,
      policy: pulumi
        .all([partition, accountId])
        .apply(([known, account]) =>
          JSON.stringify(userPolicy(known, account, Object.keys(roles))),
        ),
    },
    options,
  );
  for (const user of users) {
    const made = new iam.User(
      `${name}/${user}`,
      { name: user, path: PATH, forceDestroy: true, tags },
      { ...options, ...secretTagOptions(tags) },
    );
    new iam.UserGroupMembership(
      `${name}/${user}`,
      { user: made.name, groups: [group.name] },
      { ...options, dependsOn: [policy] },
    );
  }
}
