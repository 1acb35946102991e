import type { Properties, Property } from "./resource.ts";

const short: Property = { length: [1, 1024] };
const primary: Property = { kind: "boolean", default: false };

/** Inputs of aws:identitystore/user:User, apart from the store and the user name. */
export const userInputs: Readonly<Record<string, Property>> = {
  displayName: { ...short, required: true },
  name: {
    required: true,
    kind: "object",
    properties: {
      familyName: { ...short, required: true },
      givenName: { ...short, required: true },
      formatted: short,
      honorificPrefix: short,
      honorificSuffix: short,
      middleName: short,
    },
  },
  // One object each, although the API takes lists.
  emails: { kind: "object", properties: { primary, type: short, value: short } },
  phoneNumbers: { kind: "object", properties: { primary, type: short, value: short } },
  addresses: {
    kind: "object",
    properties: {
      primary,
      ...Object.fromEntries(
        ["country", "formatted", "locality", "postalCode", "region", "streetAddress", "type"].map(
          (key) => [key, short],
        ),
      ),
    },
  },
  locale: short,
  nickname: short,
  preferredLanguage: short,
  profileUrl: short,
  timezone: short,
  title: short,
  userType: short,
};

/** Names that differ between the provider and the API. */
const apiNames: Readonly<Record<string, string>> = { nickname: "NickName" };
const inputNames: Readonly<Record<string, string>> = { NickName: "nickname" };
const lists = ["emails", "phoneNumbers", "addresses"];

/** One attribute as the API takes it. */
export function toApi(key: string, value: unknown): [name: string, value: unknown] {
  const name = apiNames[key] ?? capitalised(key);
  if (typeof value !== "object" || value === null) return [name, value];
  const object = Object.fromEntries(
    Object.entries(value)
      .filter(([inner]) => inner !== "__defaults")
      .map(([inner, one]) => [capitalised(inner), one]),
  );
  return [name, lists.includes(key) ? [object] : object];
}

/** The attributes of an API answer as the provider keeps them. */
export function fromApi(attributes: Properties): Properties {
  const found: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(attributes)) {
    const key = inputNames[name] ?? lowered(name);
    if (!(key in userInputs)) continue;
    const object = Array.isArray(value) ? value[0] : value;
    found[key] =
      typeof object === "object" && object !== null
        ? Object.fromEntries(Object.entries(object).map(([inner, one]) => [lowered(inner), one]))
        : object;
  }
  return found;
}

function capitalised(key: string): string {
  return `${key.charAt(0).toUpperCase()}${key.slice(1)}`;
}

function lowered(key: string): string {
  return `${key.charAt(0).toLowerCase()}${key.slice(1)}`;
}
