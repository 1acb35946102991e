import type { LiveUser } from "../../live/liveOrganization.ts";
import type { PersonInput } from "../../model/schema/person.ts";
import { given } from "./given.ts";

/** What a stack file says of a person, key aside, and what an update changes of them since the program writes it otherwise. */
export interface WrittenPerson {
  readonly entry: PersonInput;
  readonly changes: readonly string[];
  /** What AWS knows of the person and the program doesn't: it stays. */
  readonly unsaid: readonly string[];
}

const UNSAID = ["Photos", "Website", "Birthdate", "Roles", "Extensions"] as const;

/** A person that the program manages, as AWS has them. */
export function writtenPerson(key: string, { userName, attributes }: LiveUser): WrittenPerson {
  const { Name: name = {} } = attributes;
  const [email] = attributes.Emails ?? [];
  const [phone] = attributes.PhoneNumbers ?? [];
  const [address] = attributes.Addresses ?? [];
  const { GivenName: givenName = "", FamilyName: familyName = "" } = name;
  const { DisplayName: displayName } = attributes;
  const entry = {
    ...given({ userName: userName === key ? undefined : userName }),
    ...{ givenName, familyName },
    ...given({
      displayName: displayName === `${givenName} ${familyName}` ? undefined : displayName,
      middleName: name.MiddleName,
      formattedName: name.Formatted,
      honorificPrefix: name.HonorificPrefix,
      honorificSuffix: name.HonorificSuffix,
      nickname: attributes.NickName,
      title: attributes.Title,
      userType: attributes.UserType,
      email: email?.Value,
      emailType: email?.Value && email.Type !== "work" ? email.Type : undefined,
    }),
    ...(phone?.Value ? { phone: phoneEntry(phone.Value, phone.Type) } : {}),
    ...(address
      ? {
          address: given({
            streetAddress: address.StreetAddress,
            locality: address.Locality,
            region: address.Region,
            postalCode: address.PostalCode,
            country: address.Country,
            formatted: address.Formatted,
            type: address.Type,
          }),
        }
      : {}),
    ...given({
      locale: attributes.Locale,
      preferredLanguage: attributes.PreferredLanguage,
      timezone: attributes.Timezone,
      profileUrl: attributes.ProfileUrl,
    }),
  };
  return {
    entry,
    changes: [
      ...(email?.Value && !email.Type ? ["the e-mail address becomes that of work"] : []),
      ...(email?.Value && !email.Primary ? ["the e-mail address becomes the primary one"] : []),
      ...(email && !email.Value ? ["an e-mail address without a value goes"] : []),
      ...(phone?.Value && !phone.Primary ? ["the telephone number becomes the primary one"] : []),
      ...(phone && !phone.Value ? ["a telephone number without a value goes"] : []),
      ...(address && !address.Primary ? ["the postal address becomes the primary one"] : []),
      ...(displayName ? [] : [`the display name becomes "${givenName} ${familyName}"`]),
    ],
    unsaid: UNSAID.filter((attribute) => hasContent(attributes[attribute])),
  };
}

function phoneEntry(value: string, type: string | undefined) {
  return type ? { value, type } : value;
}

function hasContent(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}
