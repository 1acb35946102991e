import { suggestion } from "../../policies/suggestion.ts";
import { ownPack } from "../analyzer/packFolder.ts";
import { forgottenDashes } from "../cli/forgottenDashes.ts";
import { UsageError } from "../cli/usageError.ts";
import { absolute, takesPath } from "../deploy/pathArguments.ts";

/** What `npm run up` was asked for. */
export interface UpCall {
  readonly stack: string;
  readonly sandbox: boolean;
  readonly yes: boolean;
  readonly planOnly: boolean;
  /** Flags for each `pulumi up`, and as far as it knows them for `pulumi preview`. */
  readonly flags: readonly string[];
}

/** Flags that a plan can't be walked with, and why. */
const REFUSED: Readonly<Record<string, string>> = {
  "--target":
    "a plan is about all of a stack: with a part of it, what was judged isn't what would be there",
  "--target-dependents": "a plan is about all of a stack",
  "--exclude":
    "a plan is about all of a stack: with a part of it, what was judged isn't what would be there",
  "--exclude-dependents": "a plan is about all of a stack",
  "--replace": "what is replaced is deleted at the end, which no plan has judged",
  "--target-replace": "what is replaced is deleted at the end, which no plan has judged",
  "--skip-preview": "the preview is where the plan is made",
  "--preview-only": "use --plan-only",
  "--plan": "each update is planned anew, from what is there by then",
  "--continue-on-error":
    "what follows something that failed was judged as if it hadn't: repair it and run this again",
  "--json": "the output is for people; CI reads that of pulumi preview",
  "--config-file": "the plan is made for the stack file",
};

/** Flags of `pulumi up` that take a value in the next argument. */
const WITH_VALUE =
  /^(--parallel|-p|--policy-pack|--policy-pack-config|--message|-m|--color|--refresh)$/;

const OPTIONS = ["stack", "sandbox", "plan-only"];

/**
 * Reads `[--stack NAME] [--sandbox] [--yes] [--plan-only] [flags of pulumi up]`.
 *
 * @param folder that relative paths start from
 * @throws UsageError for flags with which the plan wouldn't be what is done
 */
export function readUpCall(all: readonly string[], folder: string): UpCall {
  let stack = "dev";
  let sandbox = false;
  let yes = false;
  let planOnly = false;
  const flags: string[] = [];
  for (let index = 0; index < all.length; index += 1) {
    const argument = all[index] as string;
    const [name = "", ...rest] = argument.split("=");
    const inline = rest.length > 0 ? rest.join("=") : undefined;
    if (!argument.startsWith("-")) {
      const hint = forgottenDashes(OPTIONS) || advice(all[index - 1]);
      throw new UsageError(`Unexpected argument '${argument}'${hint}`);
    }
    const why = REFUSED[name];
    if (why !== undefined) throw new UsageError(`${name} isn't for npm run up: ${why}`);
    if (name === "-t") throw new UsageError(`-t isn't for npm run up: ${REFUSED["--target"]}`);
    if (name === "--stack" || name === "-s") {
      const value = inline ?? all[++index];
      if (!value) throw new UsageError(`${name} needs the name of a stack`);
      stack = value;
    } else if (argument === "--sandbox") sandbox = true;
    else if (argument === "--yes" || argument === "-y") yes = true;
    else if (argument === "--plan-only") planOnly = true;
    else if (takesPath(name) && inline !== undefined) flags.push(name, absolute(inline, folder));
    else if (WITH_VALUE.test(name) && inline === undefined) {
      const value = all[index + 1];
      const takes = value !== undefined && !value.startsWith("-") && name !== "--refresh";
      const given = takes && takesPath(name) ? absolute(value, folder) : value;
      flags.push(argument, ...(takes && given !== undefined ? [given] : []));
      if (takes) index += 1;
    } else flags.push(argument);
  }
  return { stack, sandbox, yes, planOnly, flags: withPack(flags) };
}

/** Pulumi takes settings with their pack alone: it is this project's unless another is named. */
function withPack(flags: readonly string[]): readonly string[] {
  const has = (name: string) => flags.some((flag) => flag === name || flag.startsWith(`${name}=`));
  if (!has("--policy-pack-config") || has("--policy-pack")) return flags;
  return ["--policy-pack", ownPack(), ...flags];
}

/** What was meant by a flag before something that isn't its value. */
function advice(flag: string | undefined): string {
  if (!flag?.startsWith("--") || TAKING_VALUES.includes(flag)) return "";
  const meant = suggestion(flag, TAKING_VALUES);
  return meant === undefined ? ` after ${flag}` : ` after ${flag}; did you mean ${meant}?`;
}

/** Flags that are given with a value. */
const TAKING_VALUES = [
  ...["--stack", "--parallel", "--policy-pack", "--policy-pack-config", "--message", "--color"],
];

/** Flags of `pulumi preview` about how it is shown. */
const DISPLAY =
  /^(--diff|--show-(config|replacement-steps|sames|reads)|--suppress-(outputs|progress)|--debug|-d|--color)(=|$)/;

/** Those of some flags that say how something is shown. */
export function displayFlags(flags: readonly string[]): string[] {
  return flags.filter((flag, index) => DISPLAY.test(flag) || flags[index - 1] === "--color");
}
