import * as iam from "@pulumi/aws/iam/index.js";
import * as pulumi from "@pulumi/pulumi";
import { managedPolicyArn } from "../../model/schema/policyArn.ts";
import { retriedBelow } from "../retry.ts";
import { secretTagOptions, type Tags } from "../tags.ts";
import { boundaryArn } from "./boundaryArn.ts";
import type { EmergencyRoleArgs } from "./emergencyAccessArgs.ts";
import { PATH, SESSION_SECONDS } from "./names.ts";
import { type Entrances, trustPolicy } from "./trustPolicy.ts";

/** What every role of emergency access is made with. */
export interface RoleContext {
  /** Name of the component. */
  readonly name: string;
  /** 12-digit id, once it is sure that it is where this is made. */
  readonly managementAccountId: pulumi.Output<string>;
  readonly entrances: pulumi.Output<Entrances>;
  readonly region: string;
  readonly rootId: pulumi.Input<string> | undefined;
  readonly tags: Tags | undefined;
  readonly parent: pulumi.Resource;
}

/** The role in the management account, where no StackSet reaches. */
export function createManagementRole(
  called: string,
  { managedPolicies = [], inlinePolicy, permissionsBoundary }: EmergencyRoleArgs,
  { name, entrances, managementAccountId, tags, parent }: RoleContext,
): void {
  const options = retriedBelow(parent);
  const role = new iam.Role(
    `${name}/${called}`,
    {
      name: called,
      path: PATH,
      description: `Role for emergencies: ${called}`,
      maxSessionDuration: SESSION_SECONDS,
      assumeRolePolicy: entrances.apply((known) => JSON.stringify(trustPolicy(known))),
      ...(permissionsBoundary && {
        permissionsBoundary: pulumi
          .all([entrances, managementAccountId])
          .apply(([{ partition }, id]) => boundaryArn(permissionsBoundary, partition, id) ?? ""),
      }),
      tags,
    },
    { ...options, ...secretTagOptions(tags) },
  );
  for (const policy of managedPolicies) {
    new iam.RolePolicyAttachment(
      `${name}/${called}/${policy}`,
      {
        role: role.name,
        policyArn: entrances.apply(({ partition }) => managedPolicyArn(policy, partition)),
      },
      options,
    );
  }
  if (inlinePolicy === undefined) return;
  new iam.RolePolicy(
    `${name}/${called}`,
    { name: called, role: role.name, policy: inlinePolicy },
    options,
  );
}
