import { OWN } from "./company.ts";
import type { Random } from "./random.ts";

const MANAGED = [
  "AdministratorAccess",
  "PowerUserAccess",
  "ReadOnlyAccess",
  "SecurityAudit",
  "IAMFullAccess",
  "AmazonS3FullAccess",
  "AmazonEC2ReadOnlyAccess",
  "job-function/ViewOnlyAccess",
  "AWSSSOMasterAccountAdministrator",
  "AWSDenyAll",
];
const ACTIONS = ["*", "s3:*", "s3:GetObject", "iam:*", "iam:CreateUser", "ec2:*", "sso:*"];

/** What a permission set may hold, in any combination. */
export function policiesOf(random: Random): Record<string, unknown> {
  const managed = random.some(MANAGED, 0, 3);
  const own = random.chance(0.25) ? random.some(OWN, 1, 2) : [];
  const draw = random.next();
  return {
    ...(managed.length > 0 ? { managedPolicies: managed } : {}),
    ...(own.length > 0 ? { customerManagedPolicies: own } : {}),
    ...(random.chance(0.4) ? { inlinePolicy: inlinePolicy(random) } : {}),
    ...(draw < 0.3 ? { permissionsBoundary: { managedPolicy: random.pick(MANAGED) } } : {}),
    ...(draw > 0.88 ? { permissionsBoundary: { customerManagedPolicy: random.pick(OWN) } } : {}),
  };
}

/** The same for administrators, who can repair access with it. */
export function repairingPolicies(random: Random): Record<string, unknown> {
  const { managedPolicies, inlinePolicy: _, permissionsBoundary: __, ...rest } = policiesOf(random);
  const others = ((managedPolicies ?? []) as string[]).filter((name) => name !== "AWSDenyAll");
  return {
    ...rest,
    managedPolicies: [...new Set(["AWSSSOMasterAccountAdministrator", ...others])],
    ...(random.chance(0.3) ? { inlinePolicy: statements([["Deny", ["s3:*"]]]) } : {}),
    ...(random.chance(0.2)
      ? { permissionsBoundary: { managedPolicy: "AdministratorAccess" } }
      : {}),
  };
}

function inlinePolicy(random: Random): object {
  const about = (effect: string) => [effect, random.some(ACTIONS, 1, 2)] as const;
  const effects = random.pick([["Deny"], ["Allow"], ["Allow", "Deny"], ["Deny", "Deny"]]) ?? [];
  return statements(effects.map(about));
}

function statements(all: readonly (readonly [string, readonly string[]])[]): object {
  return {
    Version: "2012-10-17",
    Statement: all.map(([Effect, Action]) => ({ Effect, Action, Resource: "*" })),
  };
}
