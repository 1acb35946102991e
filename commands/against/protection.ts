import {
  otherAdministrators,
  watchesAdministrators,
} from "../../model/delegation/otherAdministrators.ts";
import type { Places } from "../../model/files/places.ts";
import { pathOf } from "../../model/problems/path.ts";
import type { Problem } from "../../model/problems/problem.ts";
import type { Configuration } from "../../model/schema/configuration.ts";
import { lostProtection } from "../../model/transition/lostProtection.ts";
import { protectedAccounts } from "../../model/transition/protectedAccounts.ts";
import {
  guardingSections,
  type Surroundings,
  wantedProtection,
} from "../../model/transition/protection.ts";
import { unguarded } from "../../model/transition/unguarded.ts";
import { isObject } from "../../policies/isObject.ts";
import type { Finding } from "../guard/finding.ts";
import { saidFinding } from "../guard/saidFindings.ts";
import type { GuardedOrganization } from "../organization/resolvedStack.ts";
import { homeRegion, type StackFile } from "../stack/stackFile.ts";

/** A part of the protection that goes, or a privilege that is got, as `npm run guard` finds it in a preview. */
export interface PlacedFinding extends Finding {
  /** `Pulumi.prod.yaml:92`. */
  readonly place: string;
  /** Whether it is a place in the revision, since the key is gone. */
  readonly isOfRevision: boolean;
}

/** A stack on one side of a comparison. */
interface Side extends GuardedOrganization {
  readonly file: StackFile;
  readonly configuration: Configuration;
  readonly places: Places;
}

/** What of the protection is gone where the one configuration takes the place of the other. @param day YYYY-MM-DD */
export function lostControls(before: Side, after: Side, day: string): PlacedFinding[] {
  const isIn = (section: string) => (path: string) => isBelow(path, `access:${section}`);
  const problems = lostProtection(
    wantedProtection(before.configuration, surroundings(before, day)),
    {
      ...surroundings(after, day),
      ...protectedAccounts(after.detectionAccounts, after.organization),
      configuration: after.configuration,
      unguarded: unguarded(before.guardrailTargets, after.guardrailTargets, after.organization),
      unwatched: unwatched(before, after, day),
      isSecret: (section) => [...before.file.secrets, ...after.file.secrets].some(isIn(section)),
    },
  );
  // A section with a secret for which nothing can stand in is read as if it were off: nobody knows what of it goes.
  const unusable = guardingSections.filter((section) => {
    const written = after.file.config[`access:${section}`];
    return isObject(written) && written.enabled === true && !after.configuration[section].enabled;
  });
  const known = problems.filter(({ path }) => !unusable.some((section) => isIn(section)(path)));
  return [...placed(known, before, after), ...unmarked(before, after)];
}

/** Groups of administrators that stay and are none any longer: nothing tells of their changes from then on. */
function unmarked(before: Side, after: Side): PlacedFinding[] {
  const now = Object.entries(after.configuration.groups);
  return Object.entries(before.configuration.groups).flatMap(([former, { administrators }]) => {
    const [key, group] =
      now.find(([one, of]) => one === former || of.aliases.includes(former)) ?? [];
    if (!administrators || key === undefined || !group || group.administrators) return [];
    const place = after.places.of(pathOf("access:groups", key)) ?? after.file.name;
    const seen =
      "group of administrators is none any longer: alarms don't tell of its changes, and nothing keeps it";
    return [{ kind: "administrators-access", name: key, seen, place, isOfRevision: false }];
  });
}

/** As findings with their places, but for what encrypted values decide alone. */
export function placed(
  problems: readonly Problem[],
  before: Pick<Side, "places">,
  after: Pick<Side, "places" | "file">,
): PlacedFinding[] {
  return problems
    .filter(({ path }) => !after.file.secrets.some((secret) => decides(secret, path)))
    .map((problem) => {
      const { path } = problem;
      const isOfRevision = !after.places.has(path) && before.places.has(path);
      const { places } = isOfRevision ? before : after;
      return { ...saidFinding(problem), place: places.of(path) ?? after.file.name, isOfRevision };
    });
}

/** Whether a value that only Pulumi reads decides alone what is there: then nobody knows whether that goes. */
function decides(secret: string, path: string): boolean {
  return isBelow(path, secret) || (isBelow(secret, path) && secret.endsWith(".enabled"));
}

export function isBelow(path: string, above: string): boolean {
  return path === above || path.startsWith(`${above}.`) || path.startsWith(`${above}[`);
}

function surroundings(side: Side, day: string): Surroundings {
  const accounts = protectedAccounts(side.detectionAccounts, side.organization);
  return {
    home: homeRegion(side.file, side.configuration) ?? "the home Region",
    watchesOthers: watched(side, day).length > 0,
    ...accounts,
  };
}

/** Somebody of whom alarms tell, by the section of the other stack in which they stand. */
interface Watched {
  readonly section: "groups" | "permissionSets";
  readonly name: string;
}

function watched({ configuration, organization, other }: Side, day: string): Watched[] {
  if (!other || !watchesAdministrators(configuration)) return [];
  const { groups, permissionSets } = otherAdministrators(other, organization, day);
  return [
    ...groups.map(({ name }) => ({ section: "groups" as const, name })),
    ...permissionSets.map(({ name }) => ({ section: "permissionSets" as const, name })),
  ];
}

/** Administrators of the other stack whom alarms watched, who stay, and whom they don't watch any longer. */
function unwatched(before: Side, after: Side, day: string): string[] {
  const still = watched(after, day);
  const { configuration, other } = after;
  return watched(before, day)
    .filter((one) => {
      const isSame = ({ section, name }: Watched) =>
        section === one.section && name.toLowerCase() === one.name.toLowerCase();
      if (still.some(isSame) || has(configuration, one)) return false;
      return !other || has(other.configuration, one);
    })
    .map(({ section, name }) => `${section === "groups" ? "group" : "permission set"} ${name}`);
}

function has(configuration: Configuration, { section, name }: Watched): boolean {
  const names =
    section === "groups"
      ? Object.values(configuration.groups).map(({ displayName }) => displayName)
      : Object.values(configuration.permissionSets).map((one) => one.name);
  return names.some((one) => one.toLowerCase() === name.toLowerCase());
}
