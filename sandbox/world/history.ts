import { type JournalEntry, readJournal } from "./journal.ts";
import { type PolicyReference, type RoleContent, State, type TableName } from "./tables.ts";

/** That a person reaches an account, and with what rights. */
export interface Grant {
  readonly userId: string;
  readonly userName: string;
  /** Account id. */
  readonly account: string;
  /** Name of the permission set. */
  readonly permissionSet: string;
  /** What the account's role holds now, whatever the permission set wants by now. */
  readonly role: {
    /** ARNs, sorted. */
    readonly managedPolicies: readonly string[];
    /** Path and name, such as `/boundaries/workload`, sorted. */
    readonly customerManagedPolicies: readonly string[];
    /** JSON text. */
    readonly inlinePolicy: string | null;
    /** An ARN, or path and name. */
    readonly permissionsBoundary: string | null;
  };
}

/** What was true right after a call. */
export interface AccessAfterCall {
  readonly sequence: number;
  readonly operation: string;
  readonly request: unknown;
  readonly error?: { readonly code: string; readonly message: string };
  /** Sorted by user name, account and permission set. */
  readonly grants: readonly Grant[];
}

/** Effective access after each call that a journal file tells of. */
export function effectiveAccessHistory(journalPath: string): AccessAfterCall[] {
  return grantsAfterEachCall(readJournal(journalPath));
}

/** As {@link effectiveAccessHistory}, from the entries of a journal. */
export function grantsAfterEachCall(entries: Iterable<JournalEntry>): AccessAfterCall[] {
  const state = new State();
  const history: AccessAfterCall[] = [];
  let grants: readonly Grant[] = [];
  for (const { sequence, operation, request, error, changes } of entries) {
    for (const change of changes) state.apply(change);
    if (changes.some(([table]) => decisive.has(table))) grants = effectiveAccess(state);
    history.push({ sequence, operation, request, ...(error ? { error } : {}), grants });
  }
  return history;
}

/** Effective access after all of these entries. */
export function grantsAfter(entries: Iterable<JournalEntry>): readonly Grant[] {
  const state = new State();
  for (const { changes } of entries) for (const change of changes) state.apply(change);
  return effectiveAccess(state);
}

/** What the second has that the first has not, and the other way round. A role with other policies counts as both. */
export function diff(
  before: readonly Grant[],
  after: readonly Grant[],
): { gained: Grant[]; lost: Grant[] } {
  const old = new Set(before.map(fingerprint));
  const now = new Set(after.map(fingerprint));
  return {
    gained: after.filter((grant) => !old.has(fingerprint(grant))),
    lost: before.filter((grant) => !now.has(fingerprint(grant))),
  };
}

/** Tables that decide who has access; others can change without changing it. */
const decisive: ReadonlySet<TableName> = new Set<TableName>([
  "assignments",
  "groups",
  "memberships",
  "provisioned",
  "users",
]);

function effectiveAccess(state: State): Grant[] {
  const members = membersByGroup(state);
  const grants = new Map<string, Grant>();
  for (const assignment of state.rows("assignments")) {
    const { account, permissionSetArn, principalId, principalType } = assignment;
    const role = state.get("provisioned", `${permissionSetArn}|${account}`);
    const permissionSet = state.get("permissionSets", permissionSetArn)?.name ?? permissionSetArn;
    const isGroup = principalType === "GROUP";
    const exists = isGroup && state.get("groups", principalId) !== undefined;
    const people = isGroup ? (exists ? (members.get(principalId) ?? []) : []) : [principalId];
    for (const userId of people) {
      const userName = state.get("users", userId)?.userName;
      if (userName === undefined || !role) continue;
      const grant = { userId, userName, account, permissionSet, role: roleView(role.content) };
      grants.set(sortKey(grant), grant);
    }
  }
  return [...grants].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, grant]) => grant);
}

function membersByGroup(state: State): Map<string, string[]> {
  const members = new Map<string, string[]>();
  for (const { groupId, userId } of state.rows("memberships")) {
    members.set(groupId, [...(members.get(groupId) ?? []), userId]);
  }
  return members;
}

function roleView(content: RoleContent): Grant["role"] {
  const boundary = content.permissionsBoundary;
  return {
    managedPolicies: [...content.managedPolicies].sort(),
    customerManagedPolicies: content.customerManagedPolicies.map(referenceText).sort(),
    inlinePolicy: content.inlinePolicy,
    permissionsBoundary: boundary
      ? (boundary.ManagedPolicyArn ?? referenceText(boundary.CustomerManagedPolicyReference))
      : null,
  };
}

function referenceText(reference: PolicyReference | undefined): string {
  return reference ? `${reference.Path}${reference.Name}` : "";
}

function sortKey({ userName, userId, account, permissionSet }: Grant): string {
  return [userName, account, permissionSet, userId].join("\n");
}

function fingerprint(grant: Grant): string {
  return `${sortKey(grant)}\n${JSON.stringify(grant.role)}`;
}
