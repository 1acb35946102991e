import { withPlace, YamlSource } from "../../model/files/yamlSource.ts";
import type { IdentityCenterInput } from "../../model/schema/identityCenter.ts";
import { isObject } from "../../policies/isObject.ts";
import type { OutputFolder } from "./outputFolder.ts";

/** Sections that aren't made of what AWS tells: people write them. */
const OWN_SECTIONS: ReadonlySet<string> = new Set([
  ...["access:auditTrail", "access:alarms", "access:detection", "access:rootGuardrails"],
  ...["access:limits", "access:doctor", "access:delegatedAdministration"],
]);

/** The stack file that is there. */
export interface StackBefore {
  /** Empty where there is none. */
  readonly text: string;
  /** Settings of Identity Center that no API tells. */
  readonly attested: Pick<IdentityCenterInput, "mfa" | "portalUrl">;
}

/** @throws where a file of this name is there and isn't a stack's: it would be lost */
export function stackBefore(folder: OutputFolder, file: string): StackBefore {
  const text = folder.read(file) ?? "";
  const name = folder.nameOf(file);
  const { value = null } = withPlace(() => new YamlSource(name, text));
  const config = isObject(value) ? (value.config ?? {}) : {};
  if ((value !== null && !isObject(value)) || !isObject(config)) {
    throw new Error(
      `${name} is there and is no stack file, which is a map with config: and, below it, keys such as access:people; move it away, or name another folder with --output`,
    );
  }
  const center = config["access:identityCenter"];
  const { mfa, portalUrl } = isObject(center) ? center : {};
  const attested = {
    ...(mfa === undefined ? {} : { mfa }),
    ...(portalUrl === undefined ? {} : { portalUrl }),
  };
  return { text, attested: attested as StackBefore["attested"] };
}

/** Whether an import writes a key of the stack file anew. */
export function isImported(key: string): boolean {
  return key.startsWith("access:") && !OWN_SECTIONS.has(key);
}
