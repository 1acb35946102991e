import { type Problem, problemLine, problemText } from "../../model/problems/problem.ts";
import { shown } from "../../model/problems/shown.ts";

/** What the engine, the program or a provider said during a deployment. */
export interface Message {
  readonly severity: "error" | "warning";
  readonly text: string;
  /** Of the resource that it is about. */
  readonly urn?: string;
}

/** Pulumi's signs for colours. */
const COLOURS = /<\{%[^%]*%\}>/g;
const COUNT = /^\d+ (error|warning)s?(, \d+ (error|warning)s?)?$/;

/**
 * A diagnostic as it is told: once, without the severity that its text may begin with, and without what is said of
 * the configuration elsewhere, with its place. Nothing may be left.
 *
 * @param problems that are told elsewhere
 */
export function toMessages(
  severity: Message["severity"],
  text: string,
  urn: string | undefined,
  problems: readonly Problem[],
): Message[] {
  const told = new Set(problems.flatMap(linesOf));
  const lines = withoutColours(text)
    .trim()
    .split(/\r?\n/)
    .map((line) => line.replace(/^(error|warning): /, ""));
  const left = lines.filter((line) => !told.has(line));
  // A count of problems says nothing beside those that stand elsewhere.
  const rest = left.length < lines.length ? left.filter((line) => !COUNT.test(line)) : left;
  if (rest.every((line) => line.trim() === "")) return [];
  return [{ severity, text: rest.join("\n"), ...(urn ? { urn } : {}) }];
}

/** A problem as the program may tell it: with its place or without, and with its severity where several stand in one text. */
function linesOf(problem: Problem): string[] {
  const { path, message, steps = [] } = problem;
  const severities = ["error", "warning"] as const;
  return [
    problemText({ path, message }),
    problemText(problem),
    // What a command takes for an error may be a warning to the program.
    ...severities.map((severity) => problemLine({ ...problem, severity })),
    ...steps.map((step) => `  ${shown(step)}`),
  ];
}

/** A text of the engine without its colours. */
export function withoutColours(text: string): string {
  return text.replaceAll(COLOURS, "");
}

/** What is said of work that was broken off because something else failed. */
const ECHO = /(context canceled|grpc: the client connection is closing)$|^(update|preview) failed$/;

/** Each message once; not those that only say that something else failed. */
export function withoutEchoes(messages: readonly Message[]): Message[] {
  const errors = messages.filter(({ severity }) => severity === "error");
  const isEcho = ({ text }: Message) => ECHO.test(text);
  const drop = errors.some((one) => !isEcho(one)) ? isEcho : () => false;
  const distinct = new Map(messages.map((one) => [JSON.stringify(one), one]));
  return [...distinct.values()].filter((one) => !drop(one));
}
