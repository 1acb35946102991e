import type { LiveOrganization } from "../../live/liveOrganization.ts";
import { allNotRead, type NotRead } from "../../live/notRead.ts";
import { organizationNeeds } from "../../model/access/needs.ts";
import type { Account } from "../../model/access/organization.ts";
import type { Problem } from "../../model/problems/problem.ts";
import { type EndingLine, linesEnding } from "../../model/transition/difference/lastDays.ts";
import { type AccessDrift, accessDrift } from "./access/accessDrift.ts";
import { type Behind, behindOf } from "./behind.ts";
import { withoutNamesOf, withoutSetsOf } from "./besideOther.ts";
import type { Code } from "./code.ts";
import { type Difference, differencesOf } from "./differences.ts";
import { otherSections } from "./otherSections.ts";
import type { StateFacts } from "./state/stateFacts.ts";
import { assignmentThings } from "./things/assignments.ts";
import { attributesThing } from "./things/attributes.ts";
import { groupThings } from "./things/groups.ts";
import { Pairs } from "./things/pairs.ts";
import { peopleThings } from "./things/people.ts";
import { permissionSetThings } from "./things/permissionSets.ts";
import { type Unmanaged, unnamedOf } from "./unmanaged.ts";

/** Where code and AWS differ. */
export interface Drift {
  /** Where the configuration doesn't fit the organization. */
  readonly problems: readonly Problem[];
  readonly access: AccessDrift;
  readonly differences: readonly Difference[];
  readonly unmanaged: Unmanaged;
  readonly behind: readonly Behind[];
  /** No drift, but soon. */
  readonly ending: readonly EndingLine[];
  /** What wasn't compared for want of a permission. */
  readonly notRead: readonly NotRead[];
  /** Paths of the stack file that weren't compared, since they are encrypted. */
  readonly notCompared: readonly string[];
  /** Whether a state was read: without one, nothing is said of what heals by itself. */
  readonly hasState: boolean;
  readonly accounts: ReadonlyMap<string, Account>;
  /** What the code has on beside access, which isn't compared here, by keys of the stack file. */
  readonly otherSections: readonly string[];
  /** Name of the other stack of delegated administration, whose part wasn't compared; absent where none is named. */
  readonly otherStack?: string;
}

/** Days, which YYYY-MM-DD are: lines that end on one of them end soon. */
interface Days {
  readonly from: string;
  readonly to: string;
}

/** Compares what the code wants with what AWS has. Things that weren't read aren't compared, and that is said. */
export function driftOf(
  code: Code,
  whole: LiveOrganization,
  state: StateFacts | undefined,
  days: Days,
): Drift {
  const { other } = code;
  const live = other ? withoutSetsOf(other, whole, state) : whole;
  const pairs = new Pairs(code.configuration, live, state);
  const sides = { code, live, state, pairs };
  const unnamed = unnamedOf(sides);
  const things = [
    ...peopleThings(sides),
    ...groupThings(sides),
    ...permissionSetThings(sides),
    ...attributesThing(sides),
    ...assignmentThings(sides),
    ...unnamed.things,
  ];
  const differences = differencesOf(things, state !== undefined);
  return {
    problems: code.problems,
    access: accessDrift(sides),
    differences,
    unmanaged: other ? withoutNamesOf(other, unnamed.unmanaged) : unnamed.unmanaged,
    behind: behindOf(sides, differences),
    ending: linesEnding(code.configuration, days),
    notRead: missingFor(code, live, pairs),
    notCompared: code.secrets.met,
    hasState: state !== undefined,
    accounts: code.access.accounts,
    otherSections: otherSections(code.configuration),
    ...(other && { otherStack: other.name }),
  };
}

/** Whether code and AWS differ in anything. */
export function isDrift(drift: Drift): boolean {
  const { problems, access, differences, unmanaged, behind } = drift;
  const lists = [problems, access.more, access.less, differences, behind];
  return [...lists, ...Object.values(unmanaged)].some((list) => list.length > 0);
}

/** Whether everything was compared. */
export function isComplete({ notRead, notCompared }: Drift): boolean {
  return notRead.length === 0 && notCompared.length === 0;
}

/** What wasn't read of all that this needs. Who is in a group that is made elsewhere isn't needed. */
function missingFor({ configuration }: Code, live: LiveOrganization, { groups }: Pairs): NotRead[] {
  const { tree, tags } = organizationNeeds(configuration);
  const { accounts, units, organization, attributes } = live;
  const isElsewhere = (id: string) =>
    configuration.groups[groups.keys.get(id) ?? ""]?.existing === true;
  return allNotRead([
    organization,
    ...(accounts.isRead && !tags ? [] : [accounts]),
    ...(tree ? [units] : []),
    ...(Object.keys(configuration.identityCenter.attributes).length > 0 ? [attributes] : []),
    ...[live.permissionSets, live.users, live.assignments],
    ...(live.groups.isRead
      ? live.groups.value.filter(({ id }) => !isElsewhere(id))
      : [live.groups]),
  ]);
}
