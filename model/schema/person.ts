import { z } from "zod";
import { isObject } from "../../policies/isObject.ts";
import type { Checked } from "../problems/checked.ts";
import { read } from "../problems/issues.ts";
import { awsPattern, awsTexts } from "./awsTexts.ts";
import { aliases, awsText, madeElsewhere, madeHere, patterned } from "./field.ts";
import { keyAsNameProblems } from "./keyAsName.ts";

/** Names that the identity store keeps for itself (Identity Store API, CreateUser and CreateGroup). */
export const reservedNames: readonly string[] = ["administrator", "awsadministrators"];

const userName = awsText(
  awsTexts.identitystore.UserName,
  "letters, digits, symbols and punctuation are allowed in a user name, spaces are not",
)
  .refine((name) => !reservedNames.includes(name.toLowerCase()), {
    error: "AWS keeps this name for itself; choose another",
  })
  .describe(
    "What the person signs in with, 1 to 128 characters. Default: the key. AWS can't rename a person: a change is refused.",
  );

/** Form of nearly every attribute of a person or a group (Identity Store API, CreateUser and CreateGroup). */
export const attributeText = awsText(
  awsTexts.identitystore.SensitiveStringType,
  "letters, digits, symbols, punctuation and spaces are allowed; invisible characters are not",
);

const attribute = (description: string) => attributeText.describe(description).exactOptional();

const phone = z
  .union([
    attributeText.transform((value) => ({ value })),
    z.strictObject({
      value: attributeText.describe("The number, such as +44 20 7946 0000."),
      type: attribute("Kind of number, such as work or mobile."),
    }),
  ])
  .describe("Telephone number: text, or { value, type }.");

const address = z
  .strictObject({
    streetAddress: attribute("Street and number."),
    locality: attribute("City."),
    region: attribute("Region or state."),
    postalCode: attribute("Postal code."),
    country: attribute("Country."),
    formatted: attribute("The whole address as it is written on a letter."),
    type: attribute("Kind of address, such as work."),
  })
  .describe("Postal address.");

/** A person that this program makes. */
export const personSchema = z.strictObject({
  existing: madeHere,
  userName: userName.exactOptional(),
  aliases,
  givenName: attributeText.describe("Given name."),
  familyName: attributeText.describe("Family name."),
  displayName: attribute('Name that is shown. Default: "given family".'),
  middleName: attribute("Middle name."),
  formattedName: attribute("The whole name with titles, as it is written on a letter."),
  honorificPrefix: attribute("What stands before the name, such as Dr."),
  honorificSuffix: attribute("What stands after the name, such as PhD."),
  nickname: attribute("Nickname."),
  title: attribute("Job title."),
  userType: attribute("Kind of person, such as employee or contractor."),
  email: patterned(
    1024,
    /^[^\s@"<>,;]+@[^\s@"<>,;.]+(\.[^\s@"<>,;.]+)+$/,
    "an e-mail address such as ada@example.com is wanted",
  )
    .refine((value) => awsPattern(awsTexts.identitystore.SensitiveStringType).test(value), {
      error: "holds invisible characters, which AWS refuses; write it anew",
    })
    .describe("E-mail address. Identity Center writes to it; two people can't share one.")
    .exactOptional(),
  emailType: attribute("Kind of e-mail address. Default: work."),
  phone: phone.exactOptional(),
  address: address.exactOptional(),
  locale: attribute("Locale, such as en-GB."),
  preferredLanguage: attribute("Preferred language, such as en."),
  timezone: attribute("Time zone, such as Europe/London."),
  profileUrl: attribute("Address of a page about the person."),
});

/** A person who is made elsewhere: only how to find them. */
export const existingPersonSchema = z.strictObject({
  existing: madeElsewhere,
  userName: userName.exactOptional(),
});

/** A person as the stack file gives them. */
export type PersonInput = z.input<typeof personSchema> | z.input<typeof existingPersonSchema>;

/**
 * A person, defaults applied. Of an `existing` one only `userName` says something: the names are then
 * the user name (`displayName`) and empty (`givenName`, `familyName`).
 */
export interface Person
  extends Omit<z.output<typeof personSchema>, "existing" | "userName" | "displayName"> {
  existing: boolean;
  userName: string;
  displayName: string;
}

/** A person; undefined where the entry is broken. */
export function parsePerson(
  key: string,
  value: unknown,
  path: string,
): Checked<Person | undefined> {
  const isExisting = isObject(value) && value.existing === true;
  const { value: person, problems } = read(
    isExisting ? existingPersonSchema : personSchema,
    value,
    path,
  );
  return {
    value: person && normalisePerson(key, person),
    problems: [
      ...problems,
      ...keyAsNameProblems(key, value, "userName", personSchema.shape.userName, path),
    ],
  };
}

function normalisePerson(
  key: string,
  input: z.output<typeof personSchema> | z.output<typeof existingPersonSchema>,
): Person {
  const name = input.userName ?? key;
  if (input.existing) {
    return {
      existing: true,
      userName: name,
      aliases: [],
      displayName: name,
      givenName: "",
      familyName: "",
    };
  }
  const displayName = input.displayName ?? `${input.givenName} ${input.familyName}`;
  return { ...input, userName: name, displayName };
}
