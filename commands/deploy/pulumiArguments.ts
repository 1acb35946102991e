import { suggestion } from "../../policies/suggestion.ts";
import { UsageError } from "../cli/usageError.ts";
import { absolute, takesPath } from "./pathArguments.ts";

/** What to run on which stack of the sandbox. */
export interface PulumiCall {
  readonly stack: string | undefined;
  /** Whether it is the stack of `emergency/`. */
  readonly isEmergency: boolean;
  /** For `pulumi`, without the stack: it takes that from its environment, in every command. */
  readonly args: readonly string[];
}

/** Commands that would change the sandbox's copy of a stack file, which is written anew each time. */
const CHANGES_CONFIGURATION = /^(set|set-all|rm|rm-all|cp|refresh|env)$/;

/**
 * Reads `[--stack NAME] [--emergency] <pulumi arguments>`.
 *
 * @param folder that relative paths start from
 * @throws UsageError when there is nothing to run, or it would be lost
 */
export function readPulumiCall(all: readonly string[], folder: string): PulumiCall {
  let stack: string | undefined;
  let isEmergency = false;
  const args: string[] = [];
  /** What is neither an option nor a path for one. */
  const words: string[] = [];
  for (let index = 0; index < all.length; index += 1) {
    const argument = all[index] as string;
    // What follows is for the program that pulumi starts.
    if (argument === "--") {
      args.push(...all.slice(index));
      break;
    }
    const [name = "", ...rest] = argument.startsWith("-") ? argument.split("=") : [];
    const inline = rest.length > 0 ? rest.join("=") : undefined;
    if (name === "--stack" || name === "-s") {
      stack = inline ?? all[++index];
      if (!stack) throw new UsageError(`${name} needs the name of a stack`);
    } else if (argument === "--emergency") {
      isEmergency = true;
    } else if (takesPath(name)) {
      const value = inline ?? all[++index];
      args.push(name, ...(value === undefined ? [] : [absolute(value, folder)]));
    } else {
      args.push(argument);
      if (!argument.startsWith("-")) words.push(argument);
    }
  }
  const [command, below] = words;
  if (command === undefined && !args.some((argument) => /^(--version|-v)$/.test(argument))) {
    throw new UsageError(nothingToRun(args[0]));
  }
  if (command === "stack" && below === "init") {
    const name = stack ?? words[2];
    throw new UsageError(
      `a stack of the sandbox is made when it is first used, and needs no init: run what it is for, such as npm run sandbox --${name === undefined ? "" : ` --stack ${name}`} preview`,
    );
  }
  if (command === "config" && CHANGES_CONFIGURATION.test(below ?? "")) {
    throw new UsageError(
      `pulumi config ${below} would change a copy that is written anew each time; edit the stack file itself`,
    );
  }
  return { stack, isEmergency, args };
}

/** @param option without a command that it could be for */
function nothingToRun(option: string | undefined): string {
  const commands = "preview, up, refresh, destroy, import, stack …";
  if (option === undefined || option === "--") return `nothing to run: ${commands} is wanted`;
  const [name = ""] = option.split("=");
  const meant = suggestion(name, ["--stack", "--emergency", "--help", "--version"]);
  const advice =
    meant === undefined
      ? `options of pulumi stand after its command, which is missing: ${commands}`
      : `did you mean ${meant}? Then what pulumi does: ${commands}`;
  return `Unknown option '${name}'; ${advice}`;
}
