import * as cloudformation from "@pulumi/aws/cloudformation/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { retriedBelow } from "../retry.ts";
import { secretTagOptions } from "../tags.ts";
import type { EmergencyRoleArgs } from "./emergencyAccessArgs.ts";
import type { RoleContext } from "./roles.ts";
import { roleTemplate } from "./roleTemplate.ts";

/**
 * The role in member accounts: a StackSet reaches each without a provider for it. What belongs to a unit is an instance
 * of its own, so that another unit is added or taken away without touching it, and new accounts of the unit have the role
 * by themselves.
 *
 * Single accounts have a StackSet of their own that doesn't deploy by itself: where it does, AWS passes over the list of
 * accounts and brings the role to every new one ("Enable or disable automatic deployments for StackSets in AWS
 * Organizations").
 */
export function createMemberRoles(
  called: string,
  { units = {}, accounts = [], ...role }: EmergencyRoleArgs,
  context: RoleContext,
): void {
  const { name, rootId } = context;
  const unitTargets = Object.entries(units).map(([unit, id]) => ({
    name: `${name}/${called}/${unit}`,
    targets: { organizationalUnitIds: [id] },
  }));
  if (unitTargets.length > 0) createStackSet(called, role, context, unitTargets, "units");
  if (rootId === undefined || accounts.length === 0) return;
  const accountTargets = accounts.map((id) => ({
    name: `${name}/${called}/account/${id}`,
    targets: { organizationalUnitIds: [rootId], accounts: [id], accountFilterType: "INTERSECTION" },
  }));
  createStackSet(called, role, context, accountTargets, "accounts");
}

interface Target {
  /** Name of its resource. */
  readonly name: string;
  readonly targets: {
    readonly organizationalUnitIds: pulumi.Input<string>[];
    readonly accounts?: string[];
    readonly accountFilterType?: string;
  };
}

function createStackSet(
  called: string,
  { managedPolicies = [], inlinePolicy, permissionsBoundary }: EmergencyRoleArgs,
  { name, entrances, region, tags, parent }: RoleContext,
  targets: readonly Target[],
  kind: "units" | "accounts",
): void {
  const options = retriedBelow(parent);
  const forUnits = kind === "units";
  const set = new cloudformation.StackSet(
    forUnits ? `${name}/${called}` : `${name}/${called}/accounts`,
    {
      // No role's name makes the one of the other kind.
      name: forUnits ? `emergency-${called}` : `accounts-emergency-${called}`,
      description: `Role for emergencies: ${called}`,
      permissionModel: "SERVICE_MANAGED",
      autoDeployment: forUnits
        ? { enabled: true, retainStacksOnAccountRemoval: false }
        : { enabled: false },
      // Several at once: AWS queues what would be in the way of something else.
      managedExecution: { active: true },
      capabilities: ["CAPABILITY_NAMED_IAM"],
      templateBody: entrances.apply((known) =>
        JSON.stringify(
          roleTemplate(called, { managedPolicies, inlinePolicy, permissionsBoundary }, known),
        ),
      ),
      region,
      tags,
    },
    { ...options, ...secretTagOptions(tags) },
  );
  for (const target of targets) {
    new cloudformation.StackSetInstance(
      target.name,
      {
        stackSetName: set.name,
        deploymentTargets: target.targets,
        // IAM is everywhere at once: one Region suffices.
        stackSetInstanceRegion: region,
        // An account that fails stops no other one, and is told all the same.
        operationPreferences: {
          concurrencyMode: "SOFT_FAILURE_TOLERANCE",
          failureToleranceCount: 0,
          maxConcurrentPercentage: 100,
        },
      },
      options,
    );
  }
}
