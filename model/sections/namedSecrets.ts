import { isObject } from "../../policies/isObject.ts";
import { pathOf } from "../problems/path.ts";
import { error, type Problem, warning } from "../problems/problem.ts";

/**
 * Keys whose values are in names and ids of resources, which Pulumi shows to everybody who sees the stack. Account ids are told elsewhere, as a warning; what groups name are keys.
 */
const NAMING: readonly string[] = [
  ...["region", "regions", "instanceArn"].map((key) => `access:identityCenter.${key}`),
  "access:auditTrail.name",
  "access:delegatedAdministration.account",
  ...["accessAnalyzer.regions", "config.except", "contacts.accounts"].map(
    (key) => `access:detection.${key}`,
  ),
  ...["targets", "stage"].map((key) => `access:rootGuardrails.${key}`),
];

/** What groups name: keys and accounts, which names of their resources are made of. */
const REFERENCES: readonly unknown[] = ["permissionSet", "accounts", "except"];

/**
 * Encrypted values that Pulumi would show nevertheless: as errors, and what groups name as warnings, one for each key.
 *
 * @param inFile what the stack file has under `config:`, by full key
 */
export function namedSecretProblems(inFile: Readonly<Record<string, unknown>>): Problem[] {
  const encrypted = Object.entries(inFile).flatMap(([key, value]) => [
    ...encryptedIn(value, [key]),
  ]);
  const naming = encrypted
    .filter(isNaming)
    .map(([section, ...keys]) =>
      error(
        pathOf(section, ...keys),
        "is encrypted, and can't be kept secret: names and ids of resources are made of it, which Pulumi shows; write it as it is (pulumi config set --path, without --secret)",
      ),
    );
  const references = Map.groupBy(encrypted.filter(isReference), ([section, group, part, , key]) =>
    JSON.stringify([section, group, part, part === "members" ? "" : key]),
  );
  const shown = [...references.values()].map(([first = ["access:groups"]]) => {
    const [section, ...keys] = first;
    return warning(
      pathOf(section, ...keys),
      "is encrypted, and that hides nothing: names of resources are made of what groups name, which Pulumi shows; write it as it is (pulumi config set --path, without --secret)",
    );
  });
  return [...naming, ...shown].map((problem) => ({ ...problem, kind: "naming" as const }));
}

function isReference([section, , part, , key]: readonly Step[]): boolean {
  if (section !== "access:groups") return false;
  if (part === undefined || part === "members") return true;
  return part === "access" && (key === undefined || REFERENCES.includes(key));
}

type Step = string | number;

/** Paths of `secure: …`, as `pulumi config set --secret` writes it. */
function* encryptedIn(
  value: unknown,
  steps: readonly [string, ...Step[]],
): Generator<readonly [string, ...Step[]]> {
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) yield* encryptedIn(one, [...steps, index]);
  } else if (isObject(value)) {
    const isEncrypted = Object.keys(value).length === 1 && typeof value.secure === "string";
    if (isEncrypted) yield steps;
    else for (const [key, one] of Object.entries(value)) yield* encryptedIn(one, [...steps, key]);
  }
}

function isNaming(steps: readonly Step[]): boolean {
  return NAMING.some((naming) => {
    const wanted = naming.split(".");
    return (
      wanted.length <= steps.length && wanted.every((one, index) => one === String(steps[index]))
    );
  });
}
