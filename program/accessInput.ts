import * as pulumi from "@pulumi/pulumi";
import { parseStack } from "../model/parseStack.ts";
import { seen } from "../model/problems/seen.ts";
import { isObject } from "../policies/isObject.ts";
import type { ConfigurationSource } from "./configurationSource.ts";
import { createHomeProvider, HOME } from "./homeProvider.ts";
import { AWS } from "./movedRegion.ts";
import { reportProblems } from "./problems.ts";

/** What a component was given as its configuration, with the component above everything that is made of it. */
export async function inputSource(
  configuration: unknown,
  parent: pulumi.ComponentResource,
): Promise<ConfigurationSource> {
  const { sections, secrets } = await sectionsIn(configuration);
  const config = Object.entries(sections).map(([key, value]) => [`access:${key}`, value]);
  const awsRegion = new pulumi.Config("aws").get("region");
  const stack = parseStack(Object.fromEntries(config), {
    readFile,
    region: awsRegion,
    project: pulumi.getProject(),
  });
  const region = stack.configuration.identityCenter.region ?? awsRegion;
  if (region === undefined) {
    reportProblems(stack.problems.map((problem) => ({ ...problem, path: worded(problem.path) })));
    throw new pulumi.RunError("configuration.identityCenter.region can't be read");
  }
  const urn = await new Promise<string>((resolve) => parent.urn.apply(resolve));
  const parentType = urn.split("::")[2] ?? "";
  // That of the component, where it has one.
  const own = parent.getProvider("aws:index:Component");
  return {
    ...{ stack, sections, region, parentType, worded },
    isSecret: (section) => secrets.has(section),
    driftCommand: undefined,
    planCommands: [
      "IDENTITY_CENTER_PLAN=plan.json pulumi up",
      "the same again, until pulumi preview shows nothing",
    ],
    place: { provider: own ?? createHomeProvider(region, { parent }), parent },
    providerUrn: own ? undefined : { name: HOME, types: `${parentType}$${AWS}` },
  };
}

/** Messages name keys of stack files; here they are keys of the input. */
function worded(message: string): string {
  return message
    .replace(
      /^pulumi config set(?: --path)? '?access:([\w.]+?)(?:\[\d+\])?'? (.+)$/,
      "set configuration.$1 to $2",
    )
    .replace(/^pulumi config rm(?: --path)? '?access:([\w.]+)'?$/, "remove configuration.$1")
    .replaceAll(/\baccess:(?=\w)/g, "configuration.");
}

/** A component of a package doesn't know where the program lies that uses it. */
function readFile(): never {
  throw new Error(
    "files are read by the program, not by the component: hand over what it holds (YAML: fn::readFile)",
  );
}

interface Given {
  readonly sections: Readonly<Record<string, unknown>>;
  /** Names of sections that hold a secret. */
  readonly secrets: ReadonlySet<string>;
}

async function sectionsIn(configuration: unknown): Promise<Given> {
  // Sections of an output are known by what is in it, and secrets all together.
  const whole = pulumi.Output.isInstance(configuration)
    ? await resolved("configuration", configuration)
    : undefined;
  const all: unknown = whole === undefined ? configuration : whole.value;
  if (!isObject(all)) {
    throw new Error(
      `configuration is ${seen(all)}; an object is wanted, with sections such as people and groups`,
    );
  }
  const sections: Record<string, unknown> = {};
  const secrets = new Set<string>();
  for (const [name, input] of Object.entries(all)) {
    const { value, isSecret } = await resolved(`configuration.${name}`, input);
    sections[name] = value;
    if (isSecret || whole?.isSecret) secrets.add(name);
  }
  return { sections, secrets };
}

async function resolved(
  path: string,
  input: unknown,
): Promise<{ value: unknown; isSecret: boolean }> {
  const output: pulumi.Output<unknown> = pulumi.output(input);
  const { isKnown } = output as typeof output & { readonly isKnown: Promise<boolean> };
  if (!(await isKnown)) {
    throw new Error(
      `${path} holds a value that isn't known before the update, and keys and accounts decide which resources exist; write it as it is, or use AccessGroup, whose values may be outputs`,
    );
  }
  const value = await new Promise<unknown>((resolve) => output.apply(resolve));
  return { value, isSecret: await pulumi.isSecret(output) };
}
