import { type ParseArgsConfig, parseArgs } from "node:util";
import { suggestion } from "../../policies/suggestion.ts";
import { forgottenDashes } from "./forgottenDashes.ts";
import { shownLines } from "./shownLines.ts";
import { isUnknownOption, UsageError } from "./usageError.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O; allowPositionals: true; strict: true }>
>;

/** A command that `npm run` starts: its options, and what it does with them. */
export interface Command<O extends Options> {
  /** As it stands in front of errors, such as `snapshot`. */
  readonly name: string;
  /** What `--help` prints. Its first paragraph follows a call that isn't understood. */
  readonly usage: string;
  readonly options: O;
  /** Options that it can't do without, with what the usage calls their values. */
  readonly required?: { readonly [Name in keyof O]?: string };
  /** Arguments without a name, as they stand in the usage: `ID`, or `[FOLDER]` where it may be left out. Default: none. */
  readonly arguments?: readonly string[];
  /** Exit code when it can't do its work. Default: 1. */
  readonly failed?: number;
  /** @returns the exit code; default 0 */
  // biome-ignore lint/suspicious/noConfusingVoidType: a command may say nothing about its exit code
  readonly run: (values: Parsed<O>["values"], args: readonly string[]) => Promise<number | void>;
}

/**
 * Runs a command on the arguments of this process, and sets its exit code: 0 for `--help`, 2 with the usage in short for a
 * call that isn't understood, the command's own otherwise.
 */
export async function runCommand<O extends Options>(command: Command<O>): Promise<void> {
  await runCall(command, (argv) => understood(command, argv));
}

/** What stands around a call, whether the command reads its arguments itself or not. */
export type Call = Pick<Command<Options>, "name" | "usage" | "failed">;

/** As {@link runCommand}, for a command that hands its arguments on: after `--help`, it alone knows them. */
export async function runCall(
  { name, usage, failed = 1 }: Call,
  run: (argv: string[]) => Promise<number>,
): Promise<void> {
  const argv = process.argv.slice(2);
  if (/^(--help|-h)$/.test(argv[0] ?? "")) {
    console.log(usage);
    return;
  }
  try {
    process.exitCode = await run(argv);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const isUsage = error instanceof UsageError;
    console.error(
      `${name}: ${shownLines(message).join("\n")}${isUsage ? `\n${shortly(usage)}` : ""}`,
    );
    process.exitCode = isUsage ? 2 : failed;
  }
}

/** How a command is called, without what its options do. */
function shortly(usage: string): string {
  const [calls = ""] = usage.split("\n\n");
  const [, npm] = /^usage: (npm start|npm run \S+)/.exec(calls) ?? [];
  return `${calls}\n${npm} -- --help shows all`;
}

async function understood<O extends Options>(command: Command<O>, argv: string[]): Promise<number> {
  const options: Options = { ...command.options, help: { type: "boolean", short: "h" } };
  const { values, positionals, tokens } = parse(argv, options);
  if (values.help) {
    console.log(command.usage);
    return 0;
  }
  refuseSwallowed(Object.keys(command.options));
  const given = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const { name, value } = token;
    if (given.has(name) && !options[name]?.multiple) {
      throw new UsageError(`Option '--${name}' is given twice`);
    }
    if (value?.trim() === "") throw new UsageError(`Option '--${name}' is empty`);
    given.add(name);
  }
  refuseMissing(command, positionals, given);
  return (await command.run(values as Parsed<O>["values"], positionals)) ?? 0;
}

function refuseMissing<O extends Options>(
  command: Command<O>,
  positionals: readonly string[],
  given: ReadonlySet<string>,
): void {
  const names = command.arguments ?? [];
  const [unexpected] = positionals.slice(names.length);
  if (unexpected !== undefined) {
    const forgotten = forgottenDashes(Object.keys(command.options));
    throw new UsageError(`Unexpected argument '${unexpected}'${forgotten}`);
  }
  const missing = names.find((name, index) => {
    return !name.startsWith("[") && (positionals[index] ?? "").trim() === "";
  });
  if (missing !== undefined) throw new UsageError(`${missing} is missing`);
  for (const [name, value] of Object.entries(command.required ?? {})) {
    if (!given.has(name)) throw new UsageError(`--${name} ${value} is missing`);
  }
}

function parse(args: string[], options: Options) {
  try {
    return parseArgs({ args, options, allowPositionals: true, tokens: true });
  } catch (error) {
    if (!isUnknownOption(error)) throw error;
    throw new UsageError(unknownOption(args, options) ?? (error as Error).message);
  }
}

/** Node.js would advise to write an unknown option as an argument, which no command takes. */
function unknownOption(args: readonly string[], options: Options): string | undefined {
  for (const argument of args) {
    const name = /^--([^=]+)/.exec(argument)?.[1];
    if (name === undefined || Object.hasOwn(options, name)) continue;
    const meant = suggestion(name, Object.keys(options));
    return `Unknown option '--${name}'${meant === undefined ? "" : `; did you mean --${meant}?`}`;
  }
  return undefined;
}

/** npm's own settings that users have in files of theirs. Who loses `--yes` by it is asked. */
const OF_NPM = ["access", "yes"];

/** `npm start --stack prod`: without `--` before them, npm takes options for settings of its own and drops them. */
function refuseSwallowed(names: readonly string[]): void {
  for (const name of names) {
    const environment = `npm_config_${name.replaceAll("-", "_")}`;
    if (OF_NPM.includes(name) || process.env[environment] === undefined) continue;
    throw new UsageError(
      `npm took --${name} for itself: write -- before the command's own options`,
    );
  }
}
