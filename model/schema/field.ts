import { z } from "zod";
import { type AwsText, awsPattern } from "./awsTexts.ts";
import { isCalendarDay } from "./calendar.ts";

/** Text of 1 to `max` characters. */
export function text(max: number) {
  return z.string().min(1).max(max);
}

/**
 * Text of 1 to `max` characters that matches a pattern; `allowed` says the pattern in words, to editors and in
 * docs/configuration.md, too (`patternErrorMessage` of JSON Schemas for editors).
 */
export function patterned(max: number, pattern: RegExp, allowed: string) {
  return text(max).regex(pattern, { error: allowed }).meta({ patternErrorMessage: allowed });
}

/**
 * Text by the length and pattern of a shape of AWS's service models; `allowed` says the pattern in words. The provider
 * counts bytes of UTF-8 where AWS counts characters (StringLenBetween of terraform-plugin-sdk), so both must fit.
 */
export function awsText(shape: AwsText, allowed: string) {
  return inBytes(shape.max, patterned(shape.max, awsPattern(shape), allowed));
}

/** Text of 1 to `max` characters that the provider counts as bytes. */
export function shortText(max: number) {
  return inBytes(max, text(max));
}

function inBytes(max: number, schema: z.ZodString) {
  return schema.refine((value) => [...value].length > max || Buffer.byteLength(value) <= max, {
    error: `the AWS provider takes at most ${max} bytes of UTF-8, in which letters of other alphabets count twice or more; shorten it`,
  });
}

/**
 * Whether something is on. It is asked for wherever the thing is written about: with a default, a section whose line
 * `enabled: true` went missing would be switched off, and what it made deleted.
 */
export function switchOf(description: string) {
  return z
    .boolean({
      error: ({ input }) =>
        input === undefined
          ? "write enabled: true, or enabled: false to keep the settings beside it for later"
          : undefined,
    })
    .describe(description);
}

/** A list that may be left out, or left empty as YAML does when all its lines are comments. */
export function list<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .nullable()
    .default([])
    .transform((items) => items ?? []);
}

/** A {@link list} of texts that says nothing twice: each becomes a resource of its own. */
export function distinct(item: z.ZodType<string>) {
  return list(item).superRefine((items, context) => {
    items.forEach((one, index) => {
      if (items.indexOf(one) === index) return;
      context.addIssue({
        code: "custom",
        path: [index],
        message: "it is there already; remove it",
      });
    });
  });
}

/** A map that may be left out, or left empty as YAML does when all its lines are comments. */
export function map<Key extends z.ZodType<string, string>, Value extends z.ZodType>(
  key: Key,
  value: Value,
) {
  return z
    .record(key, value)
    .nullable()
    .default({} as never)
    .transform((entries) => entries ?? ({} as z.output<z.ZodRecord<Key, Value>>));
}

/** For an entry that this program makes; `existing: true` has a shape of its own. */
export const madeHere = z
  .literal(false)
  .default(false)
  .describe(
    "true: made elsewhere (identity provider, console, Control Tower), only looked up here.",
  );

/** For an entry that is made elsewhere: looked up by its name, never created, changed or deleted. */
export const madeElsewhere = z
  .literal(true)
  .describe(
    "Made elsewhere (identity provider, console, Control Tower): looked up, never created.",
  );

/** Earlier keys of an entry, so that a new key is a rename of the same resource and not a new one. */
export const aliases = list(text(128)).describe(
  "Earlier keys of this entry: keeps the same person, permission set or group when its key changes.",
);

const dayForm = "a day in the form YYYY-MM-DD is wanted, such as 2027-03-31";

/** A day, YYYY-MM-DD. YAML readers that turn a day without quotes into a time are understood. */
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T00:00:00(\.0+)?Z)?$/, { error: dayForm })
  .meta({ patternErrorMessage: dayForm })
  .refine((value) => isCalendarDay(value.slice(0, 10)), {
    error: "this day doesn't exist in the calendar; correct it",
  })
  .transform((value) => value.slice(0, 10));

const tagCharacters = "letters, digits, spaces and _ . : / = + - @ are allowed";
const tagPattern = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** The key of a resource's tag (AWS General Reference, "Tag naming limits and requirements"). */
export const tagKey = text(128)
  .regex(tagPattern, { error: tagCharacters })
  .refine((key) => !/^aws:/i.test(key), {
    error: "keys that begin with aws: are AWS's own; choose another",
  });

/** The value of a resource's tag; it may be empty. */
export const tagValue = z.string().max(256).regex(tagPattern, { error: tagCharacters });

/** Tags that a resource can hold (AWS General Reference, "Tag naming limits and requirements"). */
export const maximumTags = 50;

/** Tags of a resource. */
export const tags = map(tagKey, tagValue).refine(
  (entries) => Object.keys(entries).length <= maximumTags,
  { error: `a resource takes at most ${maximumTags} tags; remove some` },
);
