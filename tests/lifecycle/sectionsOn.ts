import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { alarmNames } from "../../model/schema/alarms.ts";
import { acme, type StackConfig } from "./acme.ts";

/** Alarms that are made as those that are left; stack dev has them all. */
export const ALIKE = alarmNames.filter((name) => !/^(administrators|emergency-access)$/.test(name));

const file = new URL("../../Pulumi.dev.yaml", import.meta.url);
const { config: dev } = parse(readFileSync(file, "utf8")) as {
  config: Readonly<Record<string, Record<string, unknown>>>;
};

/** Each section of stack dev that guards the organization, or watches over it, as it switches it on. */
const switches = {
  alarms: section("access:alarms"),
  auditTrail: section("access:auditTrail"),
  delegatedAdministration: section("access:delegatedAdministration"),
  detection: section("access:detection"),
  regions: (config: StackConfig) => {
    const { identitySource, encryption, regions } = dev["access:identityCenter"] ?? {};
    Object.assign(config["access:identityCenter"], { identitySource, encryption, regions });
  },
  rootGuardrails: section("access:rootGuardrails"),
} as const;

export type Section = keyof typeof switches;
export const SECTIONS = Object.keys(switches) as readonly Section[];

function section(key: `access:${string}`) {
  return (config: StackConfig) => {
    Object.assign(config, { [key]: structuredClone(dev[key]) });
  };
}

/** A small company with these sections switched on. */
export function acmeWith(
  sections: readonly Section[],
  edit: (config: StackConfig) => void = () => {},
): StackConfig {
  return acme((config) => {
    for (const one of sections) switches[one](config);
    edit(config);
  });
}
