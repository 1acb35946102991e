import type { Checked } from "../problems/checked.ts";
import { read } from "../problems/issues.ts";
import { type IdentityCenter, identityCenterSchema, mfaSchema } from "./identityCenter.ts";
import { usableKeys } from "./usable.ts";

/** The instance's settings; of broken ones those that are usable. */
export function parseIdentityCenter(
  section: Readonly<Record<string, unknown>>,
): Checked<IdentityCenter> {
  const { value, problems } = read(identityCenterSchema, section, "access:identityCenter");
  return { value: value ?? usableSettings(section), problems };
}

function usableSettings(section: Readonly<Record<string, unknown>>): IdentityCenter {
  const usable = usableKeys(identityCenterSchema.shape, section);
  const mfa = Object.hasOwn(section, "mfa") ? remains(section.mfa) : {};
  return { attributes: {}, tags: {}, ...usable, ...mfa };
}

/** Of a broken attestation at least the day can be judged. */
function remains(mfa: unknown): Pick<IdentityCenter, "mfa"> {
  const { attestedOn } = usableKeys(mfaSchema.shape, mfa);
  return attestedOn === undefined ? {} : { mfa: { mode: "disabled", attestedBy: "", attestedOn } };
}
