import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import ts from "typescript";
import { holdsPolicy } from "./policyWords.ts";

/** Declarations of the inputs that are objects, by their full names such as `s3control.MultiRegionAccessPointPolicyDetails`. */
type Objects = ReadonlyMap<string, ts.InterfaceDeclaration>;

/** Where each resource type of the installed @pulumi/aws holds policy documents. */
export function pulumiAwsPolicies(): ReadonlyMap<string, readonly string[]> {
  const root = path.dirname(createRequire(import.meta.url).resolve("@pulumi/aws/package.json"));
  const objects = objectsOf(parse(path.join(root, "types/input.d.ts")));
  const found = new Map<string, readonly string[]>();
  for (const file of globSync("!(types|node_modules)/*.d.ts", { cwd: root })) {
    const token = tokenOf(path.join(root, file.replace(/\.d\.ts$/, ".js")));
    if (token === undefined) continue;
    const paths = argumentsOf(parse(path.join(root, file))).flatMap((one) => [
      ...policiesIn(one, "", objects, []),
    ]);
    if (paths.length > 0) found.set(token, paths);
  }
  return found;
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
}

function tokenOf(file: string): string | undefined {
  return /__pulumiType = '([^']+)'/.exec(readFileSync(file, "utf8"))?.[1];
}

/** The interface `…Args` of a resource's constructor. */
function argumentsOf(file: ts.SourceFile): readonly ts.InterfaceDeclaration[] {
  return file.statements
    .filter((one) => ts.isInterfaceDeclaration(one))
    .filter(({ name }) => name.text.endsWith("Args"));
}

function objectsOf(file: ts.SourceFile): Objects {
  const objects = new Map<string, ts.InterfaceDeclaration>();
  const visit = (node: ts.Node, module: string): void => {
    if (ts.isInterfaceDeclaration(node)) objects.set(`${module}${node.name.text}`, node);
    else if (ts.isModuleDeclaration(node) && node.body)
      visit(node.body, `${module}${node.name.text}.`);
    else if (ts.isModuleBlock(node)) for (const one of node.statements) visit(one, module);
  };
  for (const one of file.statements) visit(one, "");
  return objects;
}

/** @param around declarations that this one stands in: some hold themselves */
function* policiesIn(
  declaration: ts.InterfaceDeclaration,
  inside: string,
  objects: Objects,
  around: readonly ts.InterfaceDeclaration[],
): Iterable<string> {
  for (const member of declaration.members) {
    if (!ts.isPropertySignature(member) || !member.type || !ts.isIdentifier(member.name)) continue;
    const name = member.name.text;
    const type = member.type.getText();
    const place = `${inside}${name}${/>\[\]|\[\]/.test(type) ? "[]" : ""}`;
    const isDocument = /\bPolicyDocument\b/.test(type);
    const isText = /\bstring\b/.test(type);
    if (isDocument || (isText && holdsPolicy(name, documentationOf(member), true))) yield place;
    const inner = isDocument ? undefined : objects.get(/\binputs\.([\w.]+)/.exec(type)?.[1] ?? "");
    if (inner && !around.includes(inner)) {
      yield* policiesIn(inner, `${place}.`, objects, [...around, inner]);
    }
  }
}

function documentationOf(member: ts.PropertySignature): string {
  return ts
    .getJSDocCommentsAndTags(member)
    .map((one) => one.getText())
    .join(" ");
}
