import { error, type Problem } from "../problems/problem.ts";
import { firstFew } from "../problems/seen.ts";
import type { Configuration } from "../schema/configuration.ts";
import { contactKinds } from "../schema/detection.ts";
import { lostStrictness } from "./lostStrictness.ts";
import { MANAGEMENT, type Protection, type requirements, type Setting } from "./protection.ts";
import { takesAway } from "./takesAway.ts";

/** Names of the parts of a setting that go. */
export type Lost = (setting: Setting) => readonly string[];

interface Change {
  readonly before: Protection;
  readonly after: Protection;
  readonly configuration: Configuration;
  /** Names by id of the accounts that are active. */
  readonly accounts: ReadonlyMap<string, string>;
}

/** What goes with the whole section. */
export function detectionGone(of: Lost): string {
  const analyzers = [...analyzersGone(of).values()];
  const gone = [...analyzers, rulesGone(of), recorderGone(of), passwordsGone(of), contactsGone(of)];
  return together(...gone) ?? "nothing is looked for any longer";
}

/** What of detection goes, where the section stays on. */
export function lostDetection(of: Lost, change: Change): Problem[] {
  const { before, after, accounts } = change;
  const { config, contacts, passwordPolicy } = change.configuration.detection;
  const found: Problem[] = [];
  const tell = (path: string, what: string | undefined) => {
    if (what !== undefined) found.push(takesAway(`detection.${path}`, what));
  };
  for (const [kind, what] of analyzersGone(of)) tell(`accessAnalyzer.${kind}`, what);
  if (config.enabled) {
    tell("config.without", rulesGone(of));
    if (of("detection.config.recorder").length > 0) {
      found.push(error("access:detection.config.recorder", OWN_RECORDER));
    }
    if (of("detection.config.organization").length > 0) {
      tell("config.organization", "the rules judge the management account alone any longer");
    } else if (before.parts.get("detection.config.organization")?.size) {
      const more = [...after.unjudged].filter((id) => !before.unjudged.has(id));
      const names = more.map((id) => accounts.get(id) ?? id).sort();
      if (more.length > 0) {
        tell("config.except", `the rules don't judge ${firstFew(names, 20)} any longer`);
      }
    }
    if (of("detection.config.hardwareMfa").length > 0 && !of("detection.config").includes(ROOT)) {
      tell("config.hardwareMfa", "the root user's MFA device need not be of hardware any longer");
    }
  } else tell("config.enabled", together(rulesGone(of), recorderGone(of)));
  tell("passwordPolicy.enabled", passwordsGone(of));
  if (passwordPolicy.enabled) {
    for (const [one, character] of Object.entries(CHARACTERS)) {
      if (!of("detection.passwordPolicy.requires").includes(one)) continue;
      tell(`passwordPolicy.${one}`, `passwords need no ${character} any longer`);
    }
  }
  found.push(...lostStrictness(before.limits, after.limits));
  tell("contacts", contactsGone(of));
  if (contactKinds.some((kind) => contacts[kind] !== undefined)) {
    tell("contacts.accounts", contactAccountsGone(of, accounts));
  }
  return found;
}

/** What a password policy may ask for. */
const CHARACTERS: Readonly<Record<(typeof requirements)[number], string>> = {
  symbols: "symbol",
  numbers: "digit",
  upperCase: "upper-case letter",
  lowerCase: "lower-case letter",
};

/** The rule on the root user's MFA. */
const ROOT = "root-mfa";

/** An account has one recorder in a Region (AWS Config Developer Guide, "Working with the Configuration Recorder"). */
const OWN_RECORDER =
  "is existing, and the recorder that is there is this stack's own, which would be deleted: nothing would be recorded, and the rules would judge nothing; write create to keep it, or, where another is to record, set config.enabled to false, run pulumi up, have the other made, and then write existing";

function together(...gone: readonly (string | undefined)[]): string | undefined {
  const said = gone.filter((one) => one !== undefined);
  return said.length > 0 ? said.join(", and ") : undefined;
}

/** By kind of analyzer. */
function analyzersGone(of: Lost): ReadonlyMap<"external" | "unused", string> {
  const external = of("detection.accessAnalyzer.external");
  const gone = new Map<"external" | "unused", string>();
  const say = (what: string) =>
    `nobody looks for ${what} any longer, and what was found is deleted`;
  if (external.length > 0) gone.set("external", say(`external access in ${external.join(", ")}`));
  if (of("detection.accessAnalyzer.unused").length > 0) gone.set("unused", say("unused access"));
  return gone;
}

function rulesGone(of: Lost): string | undefined {
  const rules = of("detection.config");
  return rules.length > 0 ? `AWS Config doesn't judge ${rules.join(", ")} any longer` : undefined;
}

function recorderGone(of: Lost): string | undefined {
  if (of("detection.config.recorder").length === 0) return undefined;
  return "this stack's recorder is deleted, so that nothing records users and roles of IAM (the bucket with their history stays)";
}

function passwordsGone(of: Lost): string | undefined {
  if (of("detection.passwordPolicy").length === 0) return undefined;
  return "the account's password policy is deleted, and AWS's own holds";
}

function contactsGone(of: Lost): string | undefined {
  const kinds = of("detection.contacts");
  return kinds.length > 0 ? `AWS writes to no contact for ${kinds.join(", ")}` : undefined;
}

/** What is no active account any more is left out: nobody writes there. */
function contactAccountsGone(of: Lost, accounts: ReadonlyMap<string, string>): string | undefined {
  const gone = of("detection.contacts.accounts").flatMap((id) =>
    id === MANAGEMENT ? "the management account" : (accounts.get(id) ?? []),
  );
  if (gone.length === 0) return undefined;
  return `AWS writes to no contact of ${firstFew(gone.sort(), 20)} any longer`;
}
