import assert from "node:assert/strict";
import type { AccessAfterCall, Grant } from "../../sandbox/world/history.ts";
import type { Run } from "./deployment.ts";

/** Access that is effective when a run ends. */
export function finalGrants(run: Run): readonly Grant[] {
  return run.history.at(-1)?.grants ?? [];
}

/**
 * At no instant did anybody hold more than before or more than afterwards: each role is, as a whole, at
 * most what the same person had with the same set in the same account on one of the two sides.
 */
export function assertNeverMore(
  before: readonly Grant[],
  run: Run,
  after: readonly Grant[] = finalGrants(run),
): void {
  for (const moment of run.history) {
    for (const grant of moment.grants) {
      const allowed = [...before, ...after].some((other) => isWithin(grant, other));
      assert.ok(allowed, `${at(moment)}, more than before or after: ${JSON.stringify(grant)}`);
    }
  }
}

/** From the moment there was one, there was always a person who administers Identity Center. */
export function assertAlwaysAdministered(run: Run, from: "start" | "firstAdministrator"): void {
  let seen = from === "start";
  for (const moment of run.history) {
    const administered = moment.grants.some(isAdministration);
    assert.ok(administered || !seen, `${at(moment)}: nobody administers Identity Center`);
    seen ||= administered;
  }
  assert.ok(seen, "nobody ever administered Identity Center");
}

/** The person reached the account at every instant, with one or another of these sets. */
export function assertAlwaysReached(
  run: Run,
  userName: string,
  account: string,
  ...permissionSets: string[]
): void {
  for (const moment of run.history) {
    const reached = moment.grants.some(
      (grant) =>
        grant.userName === userName &&
        grant.account === account &&
        permissionSets.includes(grant.permissionSet),
    );
    assert.ok(reached, `${at(moment)}: ${userName} doesn't reach ${account}`);
  }
}

/** How often an operation was called. */
export function calls(run: Run, operation: string): number {
  return run.history.filter((moment) => moment.operation === operation).length;
}

/** Access in short, such as `grace reader 333333333333`. */
export function inShort(grants: readonly Grant[]): string[] {
  return grants.map((grant) => `${grant.userName} ${grant.permissionSet} ${grant.account}`).sort();
}

function isAdministration({ account, role }: Grant): boolean {
  const isManagement = account === "000000000001";
  return (
    isManagement &&
    role.managedPolicies.some((arn) => arn.endsWith("AWSSSOMasterAccountAdministrator"))
  );
}

function isWithin(grant: Grant, other: Grant): boolean {
  const subset = (some: readonly string[], all: readonly string[]) =>
    some.every((item) => all.includes(item));
  return (
    grant.userName === other.userName &&
    grant.account === other.account &&
    grant.permissionSet === other.permissionSet &&
    subset(grant.role.managedPolicies, other.role.managedPolicies) &&
    subset(grant.role.customerManagedPolicies, other.role.customerManagedPolicies) &&
    // The inline policies here only deny: a role without the other's is more, one with its own is less.
    limitedAs(grant.role.inlinePolicy, other.role.inlinePolicy) &&
    limitedAs(grant.role.permissionsBoundary, other.role.permissionsBoundary)
  );
}

/** Limited by the same, or by something where the other isn't limited at all. */
function limitedAs(limit: string | null, other: string | null): boolean {
  return other === null || limit === other;
}

function at(moment: AccessAfterCall): string {
  return `after call ${moment.sequence}, ${moment.operation}`;
}

/** Whether a call changes something. */
export function isWrite({ operation }: AccessAfterCall): boolean {
  return /^(Add|Remove|Create|Update|Delete|Put|Attach|Detach|Provision|Tag|Untag)/.test(operation);
}
