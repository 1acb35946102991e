import * as z from "zod";
import { firstFew } from "../../model/problems/seen.ts";
import { isObject } from "../../policies/isObject.ts";

const MAKE = "write one with: npx pulumi preview --json --show-sames > preview.json";

/** Stack, project, type with those of its parents, name. Only the name may hold the separator. */
const URN = /^urn:pulumi:(.*?)::(.*?)::(.*?)::(.+)$/s;

const urn = z.string().regex(URN, "no URN, such as urn:pulumi:stack::project::type::name");
const properties = z.record(z.string(), z.unknown()).nullish();

/** A resource as the engine knows it (apitype.ResourceV3). */
const stateSchema = z.object({
  urn,
  type: z.string(),
  id: z.string().optional(),
  delete: z.boolean().optional(),
  inputs: properties,
  outputs: properties,
  parent: z.string().optional(),
  protect: z.boolean().optional(),
  external: z.boolean().optional(),
  retainOnDelete: z.boolean().optional(),
  propertyDependencies: z.record(z.string(), z.array(z.string()).nullish()).nullish(),
});

const stepSchema = z.object({
  op: z.string(),
  urn,
  oldState: stateSchema.optional(),
  newState: stateSchema.optional(),
  replaceReasons: z.array(z.string()).nullish(),
  diffReasons: z.array(z.string()).nullish(),
});

const digestSchema = z.object({
  steps: z.array(stepSchema).nullish(),
  changeSummary: z.record(z.string(), z.int().min(0)).nullish(),
  maybeCorrupt: z.boolean().nullish(),
  diagnostics: z
    .array(z.object({ severity: z.string().optional(), message: z.string().optional() }))
    .nullish(),
});

export type PreviewState = z.output<typeof stateSchema>;
export type PreviewStep = z.output<typeof stepSchema>;

/** What `pulumi preview --json` says of an update, once it is known to be all of it (display.PreviewDigest in pulumi pkg/display/json.go). */
export interface Digest {
  readonly stack: string;
  readonly steps: readonly PreviewStep[];
  /** How many resources don't change and were left out: without `--show-sames` the engine only counts them. */
  readonly hidden: number;
  /** What the program warns of. */
  readonly warnings: readonly string[];
}

/**
 * Reads the text of a preview.
 *
 * @param source its name in errors
 * @throws when it is none, with what to do
 */
export function parseDigest(text: string, source: string): Digest {
  if (text.trim() === "") throw new Error(`${source} is empty; ${MAKE}`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The parser's own words quote the file, which may hold what nobody else should read.
    throw new Error(`${source} is not JSON${likelyCause(text)}; ${MAKE}`);
  }
  return readDigest(json, source);
}

/** @throws when it is no preview, or one that failed or isn't whole: nobody knows what the update would do */
export function readDigest(json: unknown, source: string): Digest {
  const parsed = digestSchema.safeParse(json);
  if (!parsed.success || !isObject(json) || !("steps" in json || "changeSummary" in json)) {
    throw new Error(`${source} is no preview: ${reason(json, parsed.error)}; ${MAKE}`);
  }
  const { steps, changeSummary, diagnostics, maybeCorrupt } = parsed.data;
  const errors = (diagnostics ?? []).filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    const told = errors.map(({ message }) => message?.trimEnd() ?? "").join("\n");
    throw new Error(
      `${source}: the preview failed, so that nobody knows what the update would do; repair it first:\n${told}`,
    );
  }
  if (!steps || steps.length === 0 || !changeSummary || maybeCorrupt) {
    const seen = maybeCorrupt
      ? "the engine says that it may be damaged (maybeCorrupt)"
      : `it has no ${changeSummary ? "steps" : "changeSummary"}`;
    throw new Error(
      `${source}: the preview didn't end: ${seen}; run it again, and see what it says on standard error`,
    );
  }
  const stacks = new Set(steps.map((step) => partsOf(step.urn).stack));
  const [stack = ""] = stacks;
  if (stacks.size > 1) {
    throw new Error(
      `${source} is of several stacks (${firstFew([...stacks])}); judge each preview by itself`,
    );
  }
  // Its approvals stand in a file of this name.
  if (!/^[\w.-]{1,100}$/.test(stack) || /^\.+$/.test(stack)) {
    throw new Error(`${source} is of stack ${JSON.stringify(stack)}, which is no name of a stack`);
  }
  refuseMissing(steps, changeSummary, source);
  const shown = steps.filter(({ op }) => op === "same").length;
  return {
    ...{ stack, steps, hidden: Math.max(0, (changeSummary.same ?? 0) - shown) },
    warnings: (diagnostics ?? []).flatMap(({ severity, message = "" }) =>
      severity === "warning" ? [message.trimEnd()] : [],
    ),
  };
}

/** The engine counts what it does, without the parts of replacements and reads: none of that is left out. */
function refuseMissing(
  steps: readonly PreviewStep[],
  summary: Readonly<Record<string, number>>,
  source: string,
): void {
  const shown = Map.groupBy(steps, ({ op }) => op);
  for (const [op, count] of Object.entries(summary)) {
    const seen = shown.get(op)?.length ?? 0;
    if (op === "same" || seen >= count) continue;
    throw new Error(
      `${source} isn't whole: its changeSummary counts ${count} of "${op}", and ${seen} are among its steps; ${MAKE}`,
    );
  }
}

/** What a URN is made of; the type is the resource's own, without those of its parents. */
export function partsOf(urn: string): { stack: string; type: string; name: string } {
  const [, stack = "", , types = "", name = ""] = URN.exec(urn) ?? [];
  return { stack, type: types.split("$").at(-1) ?? types, name };
}

function reason(json: unknown, error: z.ZodError | undefined): string {
  if (!isObject(json)) return "a JSON object is wanted";
  if ("deployment" in json || "checkpoint" in json) return "it looks like a state";
  if ("sequence" in json) return STREAM;
  const [issue] = error?.issues ?? [];
  if (issue) return `${issue.path.join(".")}: ${issue.message}`;
  return `it has ${firstFew(Object.keys(json)) || "nothing"} where steps and changeSummary are wanted`;
}

const STREAM =
  "it is the stream of the engine's events; unset PULUMI_ENABLE_STREAMING_JSON_PREVIEW";

function likelyCause(text: string): string {
  if (text.trimStart().startsWith('{"sequence":')) return `: ${STREAM}`;
  if (/^\s*> \S/.test(text)) return ": npm's own lines are in it; use npm run --silent";
  return "";
}
