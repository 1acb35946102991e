import { existsSync } from "node:fs";
import { join } from "node:path";
import { readMessage } from "../../policies/engine/messageText.ts";
import { PROJECT_ROOT } from "../../program/projectFiles.ts";
import type { PolicyFinding } from "../deploy/policyFinding.ts";
import { toResource } from "../deploy/resource.ts";

/** A finding for machines: field by field, or as its message where that is of another form, such as another pack's. */
export function findingJson(finding: PolicyFinding): object {
  const { policy: rule, enforcementLevel: level, severity, message, urn } = finding;
  const fields = readMessage(message);
  const page = fields && pageOf(rule);
  return {
    rule,
    level,
    ...(severity && { severity }),
    ...(urn !== undefined && { urn, resource: toResource(urn).name || urn }),
    ...(fields ?? { message }),
    ...(page && { page }),
  };
}

/** The page of a rule of this project's pack. */
function pageOf(rule: string): string | undefined {
  if (!/^[\w-]+$/.test(rule)) return undefined;
  const page = `docs/policies/${rule}.md`;
  return existsSync(join(PROJECT_ROOT, page)) ? page : undefined;
}
