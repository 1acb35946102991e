import { gunzipSync } from "node:zlib";
import * as z from "zod";
import { isObject } from "../../policies/isObject.ts";
import type { AnalyzedResource } from "../analyzer/request.ts";
import { StateValues } from "./stateValue.ts";

/** What Pulumi remembers of a stack, as a policy pack is asked about it. */
export interface State {
  readonly project: string;
  readonly stack: string;
  /** In the order of the state, without those that wait for deletion: as `pulumi policy analyze` asks. */
  readonly resources: readonly AnalyzedResource[];
  /** Secrets that nobody can read without the stack's key. They count as unknown. */
  readonly encrypted: number;
  /** URNs of resources of which something is nested so deep that policies aren't shown it. It counts as unknown. */
  readonly deep: readonly string[];
  /** Resources that are damaged: policies can't be asked about them. */
  readonly unreadable: readonly Unreadable[];
}

/** A resource that is none. */
export interface Unreadable {
  /** If it has one. */
  readonly urn?: string;
  /** What is wrong where, such as `resources.2.type: Invalid input: expected string, received undefined`. */
  readonly problem: string;
}

const EXPORT = "write one with: pulumi stack export --file state.json";

/**
 * Reads what `pulumi stack export` writes, or a checkpoint file of a self-managed backend, gzipped or not
 * (apitype.UntypedDeployment and apitype.VersionedCheckpoint in pulumi sdk/go/common/apitype).
 *
 * @param source its name in errors
 * @throws when it is no state, with what to do
 */
export function parseState(content: Uint8Array, source: string): State {
  const deployment = deploymentOf(parseJson(content, source), source);
  const { resources: found } = deployment;
  if (found !== undefined && found !== null && !Array.isArray(found)) {
    throw new Error(`${source}: resources is no list; ${EXPORT}`);
  }
  const unreadable: Unreadable[] = [];
  const kept = ((found ?? []) as readonly unknown[]).flatMap((one, index) => {
    const parsed = resourceSchema.safeParse(one);
    if (!parsed.success) unreadable.push(toUnreadable(one, index, parsed.error));
    return parsed.success && parsed.data.delete !== true ? [parsed.data] : [];
  });
  const values = new StateValues();
  const deep: string[] = [];
  const resources = kept.map((resource) => {
    const before = values.deep;
    const analyzed = toAnalyzedResource(resource, values);
    if (values.deep > before) deep.push(analyzed.urn);
    return analyzed;
  });
  const [, stack = "", project = ""] = URN.exec(kept[0]?.urn ?? "") ?? [];
  return { project, stack, resources, encrypted: values.encrypted, deep, unreadable };
}

/** Stack, project, type with those of its parents, name. Only the name may hold the separator. */
const URN = /^urn:pulumi:(.*?)::(.*?)::(.*?)::(.+)$/s;

const urnSchema = z.string().regex(URN, "no URN, such as urn:pulumi:stack::project::type::name");
const properties = z.record(z.string(), z.unknown()).nullish();
const urns = z.array(z.string()).nullish();
const resourceSchema = z.object({
  urn: urnSchema,
  type: z.string(),
  custom: z.boolean().optional(),
  delete: z.boolean().optional(),
  id: z.string().optional(),
  inputs: properties,
  outputs: properties,
  parent: z.string().optional(),
  provider: z.string().optional(),
  dependencies: urns,
  propertyDependencies: z.record(z.string(), urns).nullish(),
  protect: z.boolean().optional(),
  ignoreChanges: urns,
  aliases: urns,
  additionalSecretOutputs: urns,
});

function toUnreadable(one: unknown, index: number, { issues }: z.ZodError): Unreadable {
  const [issue] = issues;
  const place = ["resources", index, ...(issue?.path ?? [])].join(".");
  const urn = object(one)?.urn;
  return {
    ...(typeof urn === "string" && { urn }),
    problem: `${place}: ${issue?.message}`,
  };
}

function toAnalyzedResource(
  one: z.output<typeof resourceSchema>,
  values: StateValues,
): AnalyzedResource {
  const origins = Object.entries(one.propertyDependencies ?? {});
  return {
    urn: one.urn,
    type: one.type,
    name: URN.exec(one.urn)?.[4] ?? "",
    inputs: values.properties(one.inputs ?? {}),
    outputs: values.properties(one.outputs ?? {}),
    custom: one.custom ?? false,
    ...(one.id !== undefined && { id: one.id }),
    ...(one.parent !== undefined && { parent: one.parent }),
    ...(one.provider !== undefined && { provider: one.provider }),
    dependencies: one.dependencies ?? [],
    propertyDependencies: Object.fromEntries(origins.map(([key, all]) => [key, all ?? []])),
    options: {
      protect: one.protect ?? false,
      ignoreChanges: one.ignoreChanges ?? [],
      aliases: one.aliases ?? [],
      additionalSecretOutputs: one.additionalSecretOutputs ?? [],
    },
  };
}

function parseJson(content: Uint8Array, source: string): unknown {
  // How gzip begins (RFC 1952, 2.3.1); PULUMI_SELF_MANAGED_STATE_GZIP writes such files.
  const gzipped = content[0] === 0x1f && content[1] === 0x8b;
  const text = new TextDecoder().decode(gzipped ? gunzipSync(content) : content);
  if (text.trim() === "") throw new Error(`${source} is empty; ${EXPORT}`);
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words quote the file, and states hold secrets.
    throw new Error(`${source} is not JSON; ${EXPORT}`);
  }
}

interface Deployment {
  readonly resources?: unknown;
}

function deploymentOf(json: unknown, source: string): Deployment {
  const file = object(json);
  const deployment = object(file?.deployment) ?? object(object(file?.checkpoint)?.latest);
  // A checkpoint of a stack that was never updated.
  const isNew = object(file?.checkpoint) !== undefined && !deployment;
  if (!file || (!deployment && !isNew)) {
    const keys = file ? Object.keys(file).slice(0, 5).join(", ") : "";
    const has = keys ? `it has ${keys} where a state has deployment or checkpoint` : "";
    const preview =
      file && "steps" in file ? "this looks like pulumi preview --json, which leaves out most" : "";
    throw new Error(
      [`${source} is no Pulumi state`, has, preview, EXPORT].filter(Boolean).join("; "),
    );
  }
  const { version } = file;
  if (version !== undefined && version !== 3 && version !== 4) {
    throw new Error(
      `${source} is a state of version ${JSON.stringify(version)}, but only 3 and 4 can be read; ${EXPORT}`,
    );
  }
  return deployment ?? {};
}

function object(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return isObject(value) ? value : undefined;
}
