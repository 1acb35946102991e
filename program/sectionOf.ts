import { type NotedSection, notedSections } from "../model/transition/sectionNotes.ts";

const COMPONENTS: Readonly<Record<NotedSection, string>> = {
  auditTrail: "AuditTrail",
  alarms: "Alarms",
  detection: "Detection",
  rootGuardrails: "RootGuardrails",
  identityCenter: "IdentityCenter",
};

const SECTIONS = new Map(notedSections.map((section) => [COMPONENTS[section], section]));

/**
 * The section that a resource belongs to. Of what a component of another package makes the SDK doesn't tell this program,
 * so that none of it counts.
 *
 * @param types its own, after those of the components that it is in, as URNs have them
 */
export function sectionOf(types: string): NotedSection | undefined {
  const [, owner = ""] = /(?:^|\$)identity-center:index:(\w+)\$aws:[^$]+$/.exec(types) ?? [];
  return SECTIONS.get(owner);
}

/** The section that a resource is in, however far below its component: what another package's component makes, too. */
export function sectionAbove(types: string): NotedSection | undefined {
  return types
    .split("$")
    .slice(0, -1)
    .flatMap((type) => SECTIONS.get(type.replace(/^identity-center:index:/, "")) ?? [])[0];
}

/** Those of these URNs that are below the section's component, however far. */
export function belowSection(section: NotedSection, urns: Iterable<string>): string[] {
  const owner = `identity-center:index:${COMPONENTS[section]}$`;
  return [...urns].filter((urn) => {
    const [, , types = ""] = urn.split("::");
    return types.startsWith(owner) || types.includes(`$${owner}`);
  });
}
