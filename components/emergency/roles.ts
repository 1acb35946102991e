import * as cloudformation from "@pulumi/aws/cloudformation/index.js";
import * as iam from "@pulumi/aws/iam/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { managedPolicyArn } from "../../model/schema/policyArn.ts";
import { secretTagOptions, type Tags } from "../tags.ts";
import type { EmergencyRoleArgs } from "./emergencyAccessArgs.ts";
import { PATH, SESSION_SECONDS } from "./names.ts";
import { roleTemplate } from "./roleTemplate.ts";
import { type Entrances, trustPolicy } from "./trustPolicy.ts";

/** What every role of emergency access is made with. */
export interface RoleContext {
  /** Name of the component. */
  readonly name: string;
  readonly entrances: pulumi.Output<Entrances>;
  readonly region: string;
  readonly tags: Tags | undefined;
  readonly parent: pulumi.Resource;
}

/** The role in the management account, where no StackSet reaches. */
export function createManagementRole(
  called: string,
  { managedPolicies = [], inlinePolicy }: EmergencyRoleArgs,
  { name, entrances, tags, parent }: RoleContext,
): void {
  const role = new iam.Role(
    `${name}/${called}`,
    {
      name: called,
      path: PATH,
      description: `Role for emergencies: ${called}`,
      maxSessionDuration: SESSION_SECONDS,
      assumeRolePolicy: entrances.apply((known) => JSON.stringify(trustPolicy(known))),
      tags,
    },
    { parent, ...secretTagOptions(tags) },
  );
  for (const policy of managedPolicies) {
    new iam.RolePolicyAttachment(
      `${name}/${called}/${policy}`,
      {
        role: role.name,
        policyArn: entrances.apply(({ partition }) => managedPolicyArn(policy, partition)),
      },
      { parent },
    );
  }
  if (inlinePolicy === undefined) return;
  new iam.RolePolicy(
    `${name}/${called}`,
    { name: called, role: role.name, policy: inlinePolicy },
    { parent },
  );
}

/**
 * The role in member accounts: a StackSet reaches each without a provider for it, new ones too. What belongs to a unit is
 * an instance of its own, so that another unit is added or taken away without touching it.
 */
export function createMemberRoles(
  called: string,
  { managedPolicies = [], inlinePolicy, units = {} }: EmergencyRoleArgs,
  { name, entrances, region, tags, parent }: RoleContext,
): void {
  if (Object.keys(units).length === 0) return;
  const set = new cloudformation.StackSet(
    `${name}/${called}`,
    {
      name: `emergency-${called}`,
      description: `Role for emergencies: ${called}`,
      permissionModel: "SERVICE_MANAGED",
      autoDeployment: { enabled: true, retainStacksOnAccountRemoval: false },
      // Several units at once: AWS queues what would be in the way of something else.
      managedExecution: { active: true },
      capabilities: ["CAPABILITY_NAMED_IAM"],
      templateBody: entrances.apply((known) =>
        JSON.stringify(roleTemplate(called, { managedPolicies, inlinePolicy }, known)),
      ),
      region,
      tags,
    },
    { parent, ...secretTagOptions(tags) },
  );
  for (const [unit, id] of Object.entries(units)) {
    new cloudformation.StackSetInstance(
      `${name}/${called}/${unit}`,
      {
        stackSetName: set.name,
        deploymentTargets: { organizationalUnitIds: [id] },
        // IAM is everywhere at once: one Region suffices.
        stackSetInstanceRegion: region,
        // An account that fails stops no other one, and is told all the same.
        operationPreferences: {
          concurrencyMode: "SOFT_FAILURE_TOLERANCE",
          failureToleranceCount: 0,
          maxConcurrentPercentage: 100,
        },
      },
      { parent },
    );
  }
}
