import type { Access } from "../access/access.ts";
import { pathOf } from "../problems/path.ts";
import { type Problem, warning } from "../problems/problem.ts";
import { firstFew } from "../problems/seen.ts";
import type { Configuration } from "../schema/configuration.ts";
import { thingNamed, type Unseen } from "./deployed.ts";
import type { NotedSection } from "./sectionNotes.ts";

/** What looks at AWS, for people to run. */
export interface LookCommands {
  /** Refreshes the state: `run …`. */
  readonly refresh: string;
  /** Looks for what the state doesn't have, too, and takes it away: `run …`; undefined where nothing does. */
  readonly walk: string | undefined;
  /** Compares with AWS; undefined where nothing does. */
  readonly drift: string | undefined;
}

const SECTIONS: Readonly<
  Record<string, keyof Configuration & ("people" | "groups" | "permissionSets")>
> = {
  person: "people",
  group: "groups",
  membership: "groups",
  assignment: "groups",
  "permission set": "permissionSets",
};

/** What to know of what updates that ended in between left, once for each entry of the configuration. */
export function unseenProblems(
  unseen: ReadonlyMap<string, Unseen>,
  configuration: Configuration,
  { accounts }: Pick<Access, "accounts">,
  commands: LookCommands,
): Problem[] {
  const found = new Map<string, Map<Unseen, string[]>>();
  const told: Problem[] = [];
  for (const [one, what] of unseen) {
    const { kind, keys } = thingNamed(one);
    const [owner = "", name = "", id = ""] = keys;
    if (kind === "registration") {
      told.push(warning("access:delegatedAdministration", saidOfDelegate(what, owner, commands)));
      continue;
    }
    const section = SECTIONS[kind] ?? "groups";
    const account = accounts.get(id)?.name ?? id;
    const isThere = Object.hasOwn(configuration[section], owner);
    const path = isThere ? pathOf(`access:${section}`, owner) : `access:${section}`;
    const texts: Readonly<Record<string, string>> = {
      membership: `membership of ${name}${isThere ? "" : ` in ${owner}`}`,
      assignment: `assignment of ${name} in ${account}${isThere ? "" : ` to ${owner}`}`,
    };
    const at = found.get(path) ?? new Map<Unseen, string[]>();
    found.set(path, at.set(what, [...(at.get(what) ?? []), texts[kind] ?? `this ${kind}`]));
  }
  return [
    ...[...found].flatMap(([path, at]) =>
      [...at].map(([what, names]) => warning(path, said(what, firstFew(names), commands))),
    ),
    ...told,
  ];
}

function saidOfDelegate(what: Unseen, account: string, commands: LookCommands): string {
  const service = "--service-principal sso.amazonaws.com";
  const one = `the registration of ${account} as delegated administrator`;
  if (what !== "made") return said(what, one, commands);
  const byHand = `aws organizations list-delegated-administrators ${service}, and aws organizations deregister-delegated-administrator --account-id ${account} ${service}`;
  const ways =
    commands.walk === undefined ? "" : `${commands.walk}, which looks, and deregisters it; or `;
  return `an update ended while it made what the configuration doesn't give now: ${one} of Identity Center. AWS may have it, and neither the state nor --refresh tells: ${ways}look in AWS, and deregister it there: ${byHand}; this is said until then, or until IDENTITY_CENTER_REFRESHED=true says that somebody has looked`;
}

/** The same of sections. */
export function unseenSectionProblems(
  sections: readonly NotedSection[],
  { refresh }: Pick<LookCommands, "refresh">,
): Problem[] {
  return sections.map((section) =>
    warning(
      `access:${section}`,
      `an update ended while it changed ${PARTS[section] ?? "this section"}, which the configuration has otherwise now. AWS may have a part of that change, and the state doesn't tell: ${refresh}. Of what was made and the state never had, that doesn't tell: npm run doctor, or a look in AWS`,
    ),
  );
}

const PARTS: Readonly<Partial<Record<NotedSection, string>>> = {
  identityCenter: "attributes or regions of this section",
};

function said(what: Unseen, names: string, { refresh, walk, drift }: LookCommands): string {
  if (what === "removed") {
    return `an update that didn't want it ended while it removed ${names}, or left that to a later one (--target). AWS may not have it any more, and the state doesn't tell: ${refresh}`;
  }
  if (what === "changed") {
    return `an update ended while it changed ${names}, which the configuration has otherwise now. AWS may have a part of that change, and the state doesn't tell: ${refresh}`;
  }
  const see = drift === undefined ? "look in AWS, and remove it there" : `${drift} tells whether`;
  const ways = walk === undefined ? see : `${walk}, which looks, and takes it away; or ${see}`;
  return `an update ended while it made what the configuration doesn't give now: ${names}. AWS may have it, and neither the state nor --refresh tells: ${ways}; this is said until then, or until IDENTITY_CENTER_REFRESHED=true says that somebody has looked`;
}
