import type { Approval, Approvals } from "../../model/schema/approvals.ts";
import { Access } from "./access.ts";
import { Administration } from "./administration.ts";
import { Approver, type JudgedFinding } from "./approve.ts";
import { departures } from "./departures.ts";
import type { Digest } from "./digest.ts";
import { type Finding, type FindingKind, findingKinds } from "./finding.ts";
import { Identities } from "./identities.ts";
import { madeInBetween } from "./inBetween.ts";
import { type Losses, lostAccess } from "./lostAccess.ts";
import { delegatesIn, managementAccountIn } from "./managementAccount.ts";
import { newAdministrators } from "./newAdministrators.ts";
import { newDelegates } from "./newDelegates.ts";
import { newMembers } from "./newMembers.ts";
import { changedAdministration } from "./ownAccess.ts";
import { newPrivileges } from "./privileges.ts";
import { protectedResources } from "./protectedResources.ts";
import { remadeAlone } from "./remadeAlone.ts";
import { saidFindings } from "./saidFindings.ts";
import { type Sides, sidesOf } from "./side.ts";
import { unjudged, unknownOperations } from "./unjudged.ts";

export interface GuardSettings {
  /** `YYYY-MM-DD`, on which approvals are judged. */
  readonly today: string;
  /** Triples of person, permission set and account that the update may take away. Default: what the approvals say, or {@link allowedLoss}. */
  readonly lostAccess?: number;
  /** 12 digits, for a preview that doesn't tell. Where nobody knows, it may be any account. */
  readonly managementAccount?: string;
  /** Accounts, 12 digits each, that administer Identity Center for the management account. */
  readonly delegatedAdministrators?: readonly string[];
}

/** What of an update somebody should look at twice. */
export interface UpdateVerdict {
  readonly stack: string;
  /** Refused ones first. */
  readonly findings: readonly JudgedFinding[];
  /** Approvals whose last day is over. */
  readonly ended: readonly Approval[];
  /** Approvals that approved nothing. */
  readonly unused: readonly Approval[];
  /** Triples of person, permission set and account. */
  readonly access: { readonly lost: number; readonly allowed: number; readonly existing: number };
  /** Whether nothing is refused. */
  readonly passed: boolean;
}

/** Judges an update by its preview. Pure: `npm run up` asks it, too. */
export function guard(
  preview: Digest,
  approvals: Approvals,
  settings: GuardSettings,
): UpdateVerdict {
  const sides = sidesOf(preview);
  const identities = new Identities(sides);
  const { delegatedAdministrators: known = [] } = settings;
  const management = managementAccountIn(sides) ?? settings.managementAccount;
  const accounts = (side: Sides["before"]) => ({
    management,
    delegated: [...known, ...delegatesIn(side)],
  });
  const before = new Access(sides.before, identities);
  const after = new Access(sides.after, identities);
  const administrationBefore = new Administration(
    sides.before,
    before,
    identities,
    accounts(sides.before),
  );
  const administrationAfter = new Administration(
    sides.after,
    after,
    identities,
    accounts(sides.after),
  );

  const changed = changedSets(preview, sides, identities);
  const inBetween = madeInBetween(sides, { before, after });
  const findings: Finding[] = [
    ...unjudged(preview, after, identities),
    ...unknownOperations(preview, identities),
    ...newAdministrators(administrationBefore, administrationAfter, after.people, identities),
    ...newDelegates(preview, sides),
    ...changedAdministration(preview, sides, { before, after }, administrationBefore, identities),
    ...newPrivileges(administrationBefore, administrationAfter, changed, identities),
    ...departures(preview, identities),
    ...saidFindings(preview),
    ...newMembers(preview),
    ...remadeAlone(preview, identities),
    ...protectedResources(preview, identities),
  ].filter(({ kind, urn = "" }) => !isAboutRemoval(kind) || !inBetween.has(urn));
  const approver = new Approver(approvals, settings.today);
  const losses = lostAccess(before, after, identities);
  const allowed = settings.lostAccess ?? approvals.lostAccess ?? allowedLoss(losses.existing);
  const judged = [
    ...findings.map((finding) => approver.judge(finding)),
    ...overBudget(losses, allowed, approver),
  ];
  const { total: lost, existing } = losses;
  return {
    stack: preview.stack,
    findings: judged.sort(inOrder),
    ended: approver.ended,
    unused: approver.unused,
    access: { lost, allowed, existing },
    passed: judged.every(({ approval }) => approval !== undefined),
  };
}

/**
 * What an update may take away where nobody says: as much as goes with a person or a line, five or a tenth of all, and
 * never more than somebody could look through. A list that was cut short takes away more.
 */
export function allowedLoss(existing: number): number {
  return Math.min(1000, Math.max(5, Math.floor(existing / 10)));
}

/** Whether a finding is about a group as such, which is told apart from what people lose with it. */
function isAboutRemoval(kind: FindingKind): boolean {
  return kind === "group" || kind === "administrators-access";
}

/** Permission sets that are new, or of which a part is touched. */
function changedSets(
  { steps }: Digest,
  { before, after }: Sides,
  identities: Identities,
): ReadonlySet<string> {
  return new Set(
    steps.flatMap((step) => {
      const { urn, op } = step;
      const resource = after.get(urn) ?? before.get(urn);
      if (!resource || op === "same" || op === "refresh" || op === "read") return [];
      if (resource.kind === "permission-set") return [urn];
      return resource.kind === "part"
        ? identities.named("permission-set", "PermissionSetArn", resource)
        : [];
    }),
  );
}

/** What is lost beyond what is allowed and approved; nobody allowed what can't be counted. */
function overBudget(
  { losses, total }: Losses,
  allowed: number,
  approver: Approver,
): JudgedFinding[] {
  const isOver = total > allowed;
  const asked = losses.filter(({ lost }) => isOver || lost === undefined);
  const judged = asked.map(({ lost, ...finding }) => {
    const sum = `: ${lost} of ${total} that this update takes away, and ${allowed} are allowed`;
    const seen = lost === undefined ? finding.seen : `${finding.seen}${sum}`;
    return { lost, ...approver.judge({ ...finding, seen }) };
  });
  const left = judged.reduce((sum, { approval, lost = 0 }) => sum + (approval ? 0 : lost), 0);
  return judged.flatMap(({ lost, ...judgement }) => {
    const isAllowed = !judgement.approval && lost !== undefined && left <= allowed;
    return isAllowed ? [] : [judgement];
  });
}

function inOrder(one: JudgedFinding, other: JudgedFinding): number {
  return (
    Number(one.approval !== undefined) - Number(other.approval !== undefined) ||
    findingKinds.indexOf(one.kind) - findingKinds.indexOf(other.kind) ||
    one.name.localeCompare(other.name)
  );
}
