import type { Access } from "../../model/access/access.ts";
import type { Problem } from "../../model/problems/problem.ts";
import type { Configuration } from "../../model/schema/configuration.ts";
import type { PolicyFinding } from "../deploy/policyFinding.ts";
import type { StackFile } from "../stack/stackFile.ts";
import { findingJson } from "./findingJson.ts";
import { membersOf } from "./holders.ts";
import { locate } from "./locate.ts";

/** Problems of a configuration for machines. */
export function problemsJson(file: StackFile, problems: readonly Problem[]): object[] {
  return problems.map(({ severity, place, path, message, steps }) => ({
    severity,
    place: place ?? locate(file, path),
    path,
    message,
    ...(steps && { steps }),
  }));
}

/** Everybody's access for machines. */
export function accessJson(configuration: Configuration, access: Access): object[] {
  return access.entries.map((entry) => ({
    ...entry,
    accountName: access.accounts.get(entry.account)?.name ?? null,
    people: membersOf(configuration, entry.group),
  }));
}

/** A policy pack's verdict for machines. @param rules how many were asked */
export function policiesJson(rules: number, findings: readonly PolicyFinding[]): object {
  return { rules, findings: findings.map(findingJson) };
}
