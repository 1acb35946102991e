import { isObject } from "../../policies/isObject.ts";
import { pathOf } from "../problems/path.ts";

/** The configuration of another stack as far as it can be read, and paths of what would have to be compared and can't. */
interface Readable {
  readonly raw: Readonly<Record<string, unknown>>;
  readonly hidden: readonly string[];
  /** Paths of all that is encrypted. */
  readonly encrypted: readonly string[];
}

/** Sections whose entries are compared, and what decides which thing of AWS an entry is. */
const IDENTITY: Readonly<Record<string, readonly string[]>> = {
  people: ["userName", "existing"],
  groups: ["displayName", "existing"],
  permissionSets: ["name", "existing"],
};

/** Settings that are compared. */
const SETTINGS: readonly string[] = ["delegatedAdministration", "identityCenter.attributes"];

/** Fits wherever text is wanted that isn't compared. */
const STAND_IN = "encrypted@encrypted.invalid";

/**
 * Only Pulumi can decrypt another stack's values: those that are encrypted get a stand-in, and are left out where they
 * would be compared.
 *
 * @param raw sections by their names after `access:`
 */
export function readable(raw: Readonly<Record<string, unknown>>): Readable {
  const hidden: string[] = [];
  const encrypted: string[] = [];
  const fill = (value: unknown, steps: readonly string[]): unknown => {
    if (isEncrypted(value)) {
      const [section = "", ...keys] = steps;
      const path = pathOf(`access:${section}`, ...keys);
      encrypted.push(path);
      if (!isCompared(steps)) return STAND_IN;
      hidden.push(path);
      return undefined;
    }
    if (Array.isArray(value)) return value.map((one, index) => fill(one, [...steps, `${index}`]));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, inner]) => {
        const filled = fill(inner, [...steps, key]);
        return filled === undefined ? [] : [[key, filled]];
      }),
    );
  };
  const filled = fill(raw, []) as Record<string, unknown>;
  return { raw: filled, hidden, encrypted };
}

/** As `pulumi config set --secret` writes it. */
function isEncrypted(value: unknown): boolean {
  if (!isObject(value) || Object.keys(value).length !== 1) return false;
  return typeof value.secure === "string";
}

function isCompared(steps: readonly string[]): boolean {
  const [section = "", , part] = steps;
  const identity = IDENTITY[section];
  if (identity !== undefined) {
    return steps.length <= 2 || (steps.length === 3 && identity.includes(part ?? ""));
  }
  const path = steps.join(".");
  return SETTINGS.some(
    (setting) => `${path}.`.startsWith(`${setting}.`) || setting.startsWith(`${path}.`),
  );
}
