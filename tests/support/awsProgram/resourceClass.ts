import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** What the classes of @pulumi/aws say about a resource type, as far as a provider needs to know it. */
export interface ResourceClass {
  /** The input that gets a name of the provider's making when the program gives none. */
  readonly autoNamed: string | undefined;
  /** Inputs that the provider turns from an object into JSON text. */
  readonly documents: readonly string[];
  /** TypeScript types of the properties that only AWS decides, by name. */
  readonly outputs: Readonly<Record<string, string>>;
  /** False for resources of global services, such as IAM's. */
  readonly regional: boolean;
}

const require = createRequire(import.meta.url);
const folder = path.dirname(require.resolve("@pulumi/aws/package.json"));
const known = new Map<string, ResourceClass>();

/** Types whose name isn't in an input called `name`. */
const AUTO_NAMED: Readonly<Record<string, string>> = {
  "aws:s3/bucket:Bucket": "bucket",
  "aws:s3/bucketV2:BucketV2": "bucket",
  "aws:rds/instance:Instance": "identifier",
  "aws:rds/cluster:Cluster": "clusterIdentifier",
  "aws:rds/clusterInstance:ClusterInstance": "identifier",
  "aws:lambda/permission:Permission": "statementId",
};

/**
 * @param type a token such as `aws:iam/role:Role`
 * @throws when the installed @pulumi/aws has no such resource
 */
export function resourceClass(type: string): ResourceClass {
  let found = known.get(type);
  if (!found) {
    found = read(type);
    known.set(type, found);
  }
  return found;
}

function read(type: string): ResourceClass {
  const file = /^aws:([\w/]+):\w+$/.exec(type)?.[1];
  if (!file) throw new Error(`${type} is no resource of @pulumi/aws, which is all that runs here`);
  const code = source(type, `${file}.js`);
  const declarations = source(type, `${file}.d.ts`);
  const types = Object.fromEntries(
    [...declarations.matchAll(/^ {4}readonly (\w+): pulumi\.Output<(.*)$/gm)].map(
      ([, name = "", output = ""]) => [name, output.replace(/>;$/, "")],
    ),
  );
  const decided = [...code.matchAll(/^ +resourceInputs\["(\w+)"\] = undefined \/\*out\*\//gm)].map(
    ([, name = ""]) => name,
  );
  // A few types take an ARN, but AWS decides it for who gives none.
  if ("arn" in types && !decided.includes("arn")) decided.push("arn");
  const args = declarations.slice(declarations.search(/^export interface \w+Args \{/m));
  return {
    autoNamed:
      AUTO_NAMED[type] ?? (/^ {4}name\?: pulumi\.Input<string/m.test(args) ? "name" : undefined),
    documents: [...args.matchAll(/^ {4}(\w+)\??: pulumi\.Input<string \| inputs\./gm)].map(
      ([, name = ""]) => name,
    ),
    outputs: Object.fromEntries(decided.map((name) => [name, types[name] ?? "string"])),
    regional: "region" in types,
  };
}

function source(type: string, file: string): string {
  try {
    return readFileSync(path.join(folder, file), "utf8");
  } catch (error) {
    throw new Error(`the installed @pulumi/aws has no ${type}`, { cause: error });
  }
}
