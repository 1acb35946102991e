import { z } from "zod";
import type { Checked } from "../problems/checked.ts";
import { read } from "../problems/issues.ts";
import { encryptionSchema } from "./encryption.ts";
import { day, distinct, map, maximumTags, patterned, tags, text } from "./field.ts";
import { usableKeys } from "./usable.ts";

/** How Identity Center asks for a second factor: its console has this setting, no API has it. */
export const mfaSchema = z
  .strictObject({
    mode: z
      .enum(["every-sign-in", "context-aware", "identity-provider", "disabled"])
      .describe("When people are asked for a second factor (console: Settings > Authentication)."),
    attestedOn: day.describe(
      "Day on which somebody looked at the setting, YYYY-MM-DD, not in the future. The policy pack asks for a newer one after 180 days.",
    ),
    attestedBy: text(128).describe("Who looked at it."),
  })
  .describe(
    "What is set in the console about MFA: AWS gives no API for it, so it is attested here.",
  );

const attributeCharacters = "letters, digits, spaces and _ . : / = + - @ are allowed";

/** A source such as `${path:enterprise.department}` (IAM Identity Center API, AccessControlAttributeValue). */
const source = patterned(
  256,
  /^\$\{[A-Za-z]+:[\p{L}\p{Z}\p{N}_.:/=+\-@[\]\\"]+\}$/u,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the form that AWS wants
  "a source has the form ${path:…}, such as ${path:enterprise.department}",
);

/** Attributes for access control that an instance takes (IAM Identity Center API, InstanceAccessControlAttributeConfiguration). */
const maximumAttributes = 50;

const attributes = map(
  patterned(128, /^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u, attributeCharacters),
  z.union([source.transform((value) => [value]), z.array(source).min(1).max(1)]),
).refine((entries) => Object.keys(entries).length <= maximumAttributes, {
  error: `at most ${maximumAttributes} attributes for access control are allowed; remove some`,
});

/** How Regions are called. */
export const regionForm = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/;

/** Where Identity Center has its people from: its console has this setting, no API has it. */
export const identitySources = [
  "identity-provider",
  "identity-center-directory",
  "active-directory",
] as const;

export const identityCenterSchema = z.strictObject({
  region: patterned(32, regionForm, "a Region such as eu-west-1 is wanted")
    .describe("Home Region of Identity Center, pinned on every resource. Default: the provider's.")
    .exactOptional(),
  instanceArn: patterned(
    1224,
    /^arn:aws[a-z-]*:sso:::instance\/(sso)?ins-[a-zA-Z0-9-.]{16}$/,
    "an instance's ARN such as arn:aws:sso:::instance/ssoins-0123456789abcdef is wanted",
  )
    .describe("ARN of the instance. Default: the one that the Region has.")
    .exactOptional(),
  portalUrl: patterned(
    1024,
    /^https:\/\/[^\s/]+(\/\S*)?$/,
    "an address that begins with https:// is wanted",
  )
    .describe("Address of the access portal. Default: derived from the identity store.")
    .exactOptional(),
  mfa: mfaSchema.exactOptional(),
  identitySource: z
    .enum(identitySources)
    .describe(
      "Where people come from, as the console shows it (Settings > Identity source): AWS gives no API for it. Needed for regions only.",
    )
    .exactOptional(),
  encryption: encryptionSchema.exactOptional(),
  regions: distinct(patterned(32, regionForm, "a Region such as eu-west-1 is wanted")).describe(
    "Further Regions that Identity Center is replicated to: people sign in there when the home Region can't be reached. They need a multi-Region key (encryption.keyArn) with a replica in each, and identitySource. Default: none.",
  ),
  attributes: attributes.describe(
    `Attributes for access control (ABAC) that every session carries as tags: each has one source. At most ${maximumAttributes}. Left out: they stay as they are.`,
  ),
  tags: tags.describe(
    `Tags of every resource of this program that takes tags. At most ${maximumTags}.`,
  ),
  administratorsElsewhere: text(1024)
    .describe(
      "Who administers Identity Center, where no group of this stack does. Not beside a group with administrators: true.",
    )
    .exactOptional(),
});

/** Settings of the instance as the stack file gives them. */
export type IdentityCenterInput = z.input<typeof identityCenterSchema>;

/** Settings of the instance, defaults applied. */
export type IdentityCenter = z.output<typeof identityCenterSchema>;

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
  return { attributes: {}, regions: [], tags: {}, ...usable, ...mfa };
}

/** Of a broken attestation at least the day can be judged. */
function remains(mfa: unknown): Pick<IdentityCenter, "mfa"> {
  const { attestedOn } = usableKeys(mfaSchema.shape, mfa);
  return attestedOn === undefined ? {} : { mfa: { mode: "disabled", attestedBy: "", attestedOn } };
}
