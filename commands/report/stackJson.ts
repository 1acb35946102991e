import type { Access } from "../../model/access/access.ts";
import type { Problem } from "../../model/problems/problem.ts";
import type { PolicyFinding } from "../deploy/policyFinding.ts";
import type { StackFile } from "../stack/stackFile.ts";
import { findingJson } from "./findingJson.ts";
import { locate } from "./locate.ts";
import type { Members } from "./members.ts";

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
export function accessJson(members: Members, access: Access): object[] {
  return access.entries.map((entry) => ({
    ...entry,
    accountName: access.accounts.get(entry.account)?.name ?? null,
    people: members.of(entry.group),
  }));
}

/** A policy pack's verdict for machines. @param rules how many were asked */
export function policiesJson(rules: number, findings: readonly PolicyFinding[]): object {
  return { rules, findings: findings.map(findingJson) };
}
