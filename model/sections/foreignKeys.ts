import { isObject } from "../../policies/isObject.ts";
import { suggestion } from "../../policies/suggestion.ts";
import type { YamlSource } from "../files/yamlSource.ts";
import { didYouMean } from "../problems/didYouMean.ts";
import { type Problem, warning } from "../problems/problem.ts";
import { sectionNames } from "../schema/configuration.ts";
import { providerKeys } from "./providerKeys.ts";
import { ownKeys } from "./strayKeys.ts";

/** Settings of Pulumi's own (pkg/engine, sdk/go/common/workspace). */
const pulumiKeys = ["autonaming", "disable-default-providers", "tags"];

/** A package with a name that is nearly `aws`. */
const awsx = "awsx";

function sections(names: readonly string[]): string {
  return `the sections are ${names.map((name) => `access:${name}`).join(", ")}`;
}

/**
 * Keys below `config:` that nobody reads, as a slip of the finger makes them: of the AWS provider and of this program.
 * Other namespaces are other programs' and providers'.
 *
 * @param project whose namespace Pulumi gives to a key without one
 * @param inFile the keys as the stack file has them, where it is known
 * @param names of the sections that the program reads. Default: those of the main one.
 */
export function foreignKeyProblems(
  config: Readonly<Record<string, unknown>>,
  project: string,
  inFile: Readonly<Record<string, unknown>>,
  names: readonly string[] = sectionNames,
): Problem[] {
  return Object.keys(config).flatMap((key) => {
    const colon = key.indexOf(":");
    const space = colon < 0 ? project : key.slice(0, colon);
    const name = key.slice(colon + 1);
    const isBare = space === project && !Object.hasOwn(inFile, key);
    const message = messageFor(space, name, project, names);
    return message === undefined ? [] : [warning(isBare ? name : key, message)];
  });
}

function messageFor(
  space: string,
  name: string,
  project: string,
  names: readonly string[],
): string | undefined {
  if (space === "access") return undefined;
  if (space === "aws") return providerKeys.includes(name) ? undefined : unknownToProvider(name);
  if (space === "pulumi") {
    const meant = pulumiKeys.includes(name) ? undefined : suggestion(name, pulumiKeys);
    return (
      meant && `is no setting of Pulumi's, which passes it over; did you mean pulumi:${meant}?`
    );
  }
  if (space === project) {
    return `is in the project's own namespace, where this program reads nothing; remove it: ${sections(names)}`;
  }
  const word = space.trim();
  if (suggestion(word, ["access"]) !== undefined) {
    return `is in no namespace that this program reads; did you mean access:? There ${sections(names)}`;
  }
  const key = suggestion(name, providerKeys);
  if (word !== awsx && key !== undefined && suggestion(word, ["aws"]) !== undefined) {
    return `is in no namespace of a provider here; did you mean aws:${key}?`;
  }
  return undefined;
}

function unknownToProvider(name: string): string {
  const known = providerKeys.map((key) => `aws:${key}`);
  const meant = suggestion(name, providerKeys);
  const advice = `it has ${known.join(", ")}`;
  return `is no setting of the AWS provider, which passes it over; ${meant === undefined ? advice : `did you mean aws:${meant}?`}`;
}

/** Keys at the top of a stack file that Pulumi doesn't know: it passes over them, with all that is below. */
export function foreignTopLevelProblems(file: YamlSource): Problem[] {
  const { value } = file;
  if (!isObject(value)) return [];
  const advice = `it has ${ownKeys.join(", ")}; begin its name with x- where it only holds anchors`;
  return Object.keys(value)
    .filter((key) => !ownKeys.includes(key) && !isHolder(key))
    .map((key) => ({
      ...warning(
        key,
        `is no key of a stack file, and Pulumi passes over it${didYouMean(key, ownKeys, advice)}`,
      ),
      place: file.placeOf([key]),
    }));
}

/** What people write above their configuration to hold anchors. */
function isHolder(key: string): boolean {
  return /^(x-|[._])/.test(key);
}
