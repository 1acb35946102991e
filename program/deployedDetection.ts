import { HARDWARE_MFA, KEY_AGE } from "../components/detection/configRules.ts";
import { NEVER, requirements } from "../model/transition/protection.ts";
import type { ProtectionNotes } from "./protectionNotes.ts";
import { list, record, text } from "./stateValues.ts";

type Outputs = Readonly<Record<string, unknown>>;

/**
 * Notes a resource of component Detection.
 *
 * @param type without its package: `cfg/rule:Rule`
 * @param name of the resource in Pulumi's state
 */
export function noteDetection(
  notes: ProtectionNotes,
  { type, name, outputs }: { type: string; name: string; outputs: Outputs },
): void {
  const [last = "", account = ""] = name.split("/").reverse();
  switch (type) {
    case "accessanalyzer/analyzer:Analyzer":
      if (outputs.type === "ORGANIZATION") notes.note("detection.accessAnalyzer.external", last);
      else noteUnusedAccess(notes, outputs);
      break;
    case "cfg/organizationManagedRule:OrganizationManagedRule":
      notes.note("detection.config.organization", "");
      for (const one of list(outputs.excludedAccounts)) notes.unjudged.add(text(one));
      noteRule(notes, last, text(outputs.ruleIdentifier), outputs);
      break;
    case "cfg/rule:Rule":
      noteRule(notes, last, text(record(outputs.source).sourceIdentifier), outputs);
      break;
    case "cfg/recorder:Recorder":
      notes.note("detection.config.recorder", "");
      break;
    case "iam/accountPasswordPolicy:AccountPasswordPolicy":
      notePasswords(notes, outputs);
      break;
    case "account/alternativeContact:AlternativeContact":
      notes.note("detection.contacts", last);
      notes.note("detection.contacts.accounts", account);
      break;
  }
}

function noteUnusedAccess(notes: ProtectionNotes, { configuration }: Outputs): void {
  notes.note("detection.accessAnalyzer.unused", "");
  const { unusedAccessAge } = record(record(configuration).unusedAccess);
  notes.limit("detection.accessAnalyzer.unused.days", unusedAccessAge);
}

function noteRule(notes: ProtectionNotes, rule: string, identifier: string, outputs: Outputs) {
  notes.note("detection.config", rule);
  if (identifier === HARDWARE_MFA) notes.note("detection.config.hardwareMfa", "");
  const parameters = text(outputs.inputParameters);
  const [, days] = new RegExp(`"${KEY_AGE}":\\s*"(\\d+)"`).exec(parameters) ?? [];
  if (days !== undefined) notes.limit("detection.config.maximumKeyAge", Number(days));
}

function notePasswords(notes: ProtectionNotes, outputs: Outputs): void {
  notes.note("detection.passwordPolicy", "");
  for (const one of requirements) {
    if (outputs[REQUIRED[one]] === true) notes.note("detection.passwordPolicy.requires", one);
  }
  // AWS says 0 where passwords never end.
  notes.limit("detection.passwordPolicy.maximumAge", outputs.maxPasswordAge || NEVER);
  notes.limit("detection.passwordPolicy.minimumLength", outputs.minimumPasswordLength);
  notes.limit("detection.passwordPolicy.reusePrevention", outputs.passwordReusePrevention);
}

/** As the resource calls them. */
const REQUIRED: Readonly<Record<(typeof requirements)[number], string>> = {
  symbols: "requireSymbols",
  numbers: "requireNumbers",
  upperCase: "requireUppercaseCharacters",
  lowerCase: "requireLowercaseCharacters",
};
