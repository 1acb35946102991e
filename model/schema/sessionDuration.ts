import { z } from "zod";
import { seen } from "../problems/seen.ts";

const shortest = 60 * 60;
const longest = 12 * shortest;
const form = /^PT(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/;

/**
 * What is wrong with a permission set's session duration, or undefined. An ISO 8601 duration from one to
 * twelve hours (IAM Identity Center User Guide, "Set session duration for AWS accounts"), in hours,
 * minutes and seconds: `PT8H`, `PT90M`, `PT1H30M`.
 */
export function sessionDurationProblem(text: string): string | undefined {
  const advice = sessionDurationAdvice(text);
  return advice === undefined ? undefined : `is ${seen(text)}; ${advice}`;
}

/** What to write instead of a duration that isn't allowed; undefined for one that is. */
export function sessionDurationAdvice(text: string): string | undefined {
  const seconds = durationSeconds(text);
  if (seconds === undefined)
    return `an ISO 8601 duration from PT1H to PT12H is wanted${hint(text)}`;
  const bounds = "a session lasts from one hour (PT1H) to twelve hours (PT12H)";
  if (seconds < shortest) return `${bounds}: write PT1H or more`;
  if (seconds > longest) return `${bounds}: write PT12H or less`;
  return undefined;
}

/** How long it is; undefined for what isn't a duration. */
export function durationSeconds(text: string): number | undefined {
  const parts = form.exec(text);
  if (!parts) return undefined;
  const [hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
}

/** The same duration, written in another way: `PT60M` for `PT1H`. */
export function otherSpelling(text: string): string {
  const seconds = durationSeconds(text);
  if (seconds === undefined) return text;
  const [hours, minutes, rest] = [seconds / 3600, (seconds % 3600) / 60, seconds % 60];
  const long = `PT${Math.floor(hours)}H${minutes >= 1 ? `${Math.floor(minutes)}M` : ""}${rest > 0 ? `${rest}S` : ""}`;
  const inMinutes = `PT${Math.floor(seconds / 60)}M${rest > 0 ? `${rest}S` : ""}`;
  return text === inMinutes ? long : inMinutes;
}

/** What to say about a duration that is a number: of hours, minutes or seconds, whichever gives a session. */
export function numberForDuration(value: number): string {
  const iso = isoOf(value) ?? "PT8H";
  return `is the number ${value}; a duration is text in the form of ISO 8601, from PT1H to PT12H: write ${iso}`;
}

/** The ISO form of what people write instead: "8 hours", "8h", "90 min", "pt8h", "8", "480". */
function hint(text: string): string {
  const parts = /^\s*(?:pt?)?\s*(\d{1,5})\s*(h|hours?|m|min|minutes?|s|sec|seconds?)?\s*$/i.exec(
    text,
  );
  const [, amount, unit] = parts ?? [];
  const iso =
    unit === undefined
      ? isoOf(Number(amount))
      : `PT${Number(amount)}${unit.charAt(0).toUpperCase()}`;
  const isAllowed = iso !== undefined && sessionDurationAdvice(iso) === undefined;
  return isAllowed ? `; write ${iso}` : ", such as PT8H or PT90M";
}

/** A number without a unit, in hours, minutes or seconds, whichever is allowed first. */
function isoOf(amount: number): string | undefined {
  if (!Number.isInteger(amount)) return undefined;
  const seconds = [3600, 60, 1]
    .map((length) => amount * length)
    .find((length) => length >= shortest && length <= longest);
  if (seconds === undefined) return undefined;
  if (seconds % 3600 === 0) return `PT${seconds / 3600}H`;
  return seconds % 60 === 0 ? `PT${seconds / 60}M` : `PT${seconds}S`;
}

/** A permission set's session duration. */
export const sessionDuration = z
  .string({
    error: ({ input }) => (typeof input === "number" ? numberForDuration(input) : undefined),
  })
  .superRefine((value, context) => {
    const message = sessionDurationAdvice(value);
    if (message) context.addIssue({ code: "custom", message });
  })
  .default("PT1H");
