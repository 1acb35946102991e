import * as pulumi from "@pulumi/pulumi";
import type { Configuration } from "../model/configuration.ts";
import { parseConfiguration } from "../model/parse.ts";
import type { Problem } from "../model/problem.ts";
import { readProjectFile } from "./projectFiles.ts";

/** Configuration keys under this namespace are ours, whatever the project is called. */
const NAMESPACE = "access:";

/** The stack's `access:` configuration, checked as far as that goes without the organization. */
export function readStackConfiguration(): { configuration: Configuration; problems: Problem[] } {
  const raw: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(pulumi.runtime.allConfig())) {
    if (key.startsWith(NAMESPACE)) raw[key.slice(NAMESPACE.length)] = parseValue(value);
  }
  const region = new pulumi.Config("aws").get("region");
  return parseConfiguration(raw, { readFile: readProjectFile, region });
}

/** The home Region: `access:identityCenter.region`, or the stack's `aws:region`. */
export function homeRegion(configuration: Configuration): string {
  const region = configuration.identityCenter.region ?? new pulumi.Config("aws").get("region");
  if (region !== undefined) return region;
  throw new pulumi.RunError(
    "access:identityCenter.region is missing, and so is aws:region: set it to the home Region of Identity Center (console: IAM Identity Center > Settings), such as eu-west-1",
  );
}

/** Pulumi hands structured values over as JSON text, plain ones as they are, and a key without a value as no text. */
function parseValue(value: string): unknown {
  if (value === "") return null;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
