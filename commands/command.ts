import { type ParseArgsConfig, parseArgs } from "node:util";
import { suggestion } from "../policies/suggestion.ts";
import { shownLines } from "./report/shownLines.ts";
import { isUnknownOption, UsageError } from "./usageError.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O; allowPositionals: true; strict: true }>
>;

/** A command that `npm run` starts: its options, and what it does with them. */
export interface Command<O extends Options> {
  /** As it stands in front of errors, such as `snapshot`. */
  readonly name: string;
  /** What `--help` prints, and what follows a call that isn't understood. */
  readonly usage: string;
  readonly options: O;
  /** How many arguments without a name it takes. Default: 0. */
  readonly arguments?: number;
  /** Exit code when it can't do its work. Default: 1. */
  readonly failed?: number;
  /** @returns the exit code; default 0 */
  // biome-ignore lint/suspicious/noConfusingVoidType: a command may say nothing about its exit code
  readonly run: (values: Parsed<O>["values"], args: readonly string[]) => Promise<number | void>;
}

/**
 * Runs a command on the arguments of this process, and sets its exit code: 0 for `--help`, 2 with the usage for a
 * call that isn't understood, the command's own otherwise.
 */
export async function runCommand<O extends Options>(command: Command<O>): Promise<void> {
  const { name, usage, failed = 1 } = command;
  try {
    process.exitCode = await understood(command, process.argv.slice(2));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const isUsage = error instanceof UsageError;
    console.error(`${name}: ${shownLines(message).join("\n")}${isUsage ? `\n\n${usage}` : ""}`);
    process.exitCode = isUsage ? 2 : failed;
  }
}

async function understood<O extends Options>(command: Command<O>, argv: string[]): Promise<number> {
  const options: Options = { ...command.options, help: { type: "boolean", short: "h" } };
  const { values, positionals, tokens } = parse(argv, options);
  if (values.help) {
    console.log(command.usage);
    return 0;
  }
  refuseSwallowed(Object.keys(command.options));
  const [unexpected] = positionals.slice(command.arguments ?? 0);
  if (unexpected !== undefined) throw new UsageError(`Unexpected argument '${unexpected}'`);
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
  return (await command.run(values as Parsed<O>["values"], positionals)) ?? 0;
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

/** npm's own settings that users have in files of theirs. */
const OF_NPM = ["access"];

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
