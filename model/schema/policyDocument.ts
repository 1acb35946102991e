import { isObject } from "../../policies/isObject.ts";
import { didYouMean } from "../problems/didYouMean.ts";
import { pathOf } from "../problems/path.ts";
import { error, type Problem } from "../problems/problem.ts";
import { seen } from "../problems/seen.ts";

const versions = ["2012-10-17", "2008-10-17"];
const documentKeys = ["Version", "Id", "Statement"];
const listKeys = ["Action", "NotAction", "Resource", "NotResource"];
const statementKeys = ["Sid", "Effect", ...listKeys, "Condition"];

/**
 * What is wrong with the frame of a permission set's policy document (IAM User Guide, "Grammar of the
 * IAM JSON policy language"; a permission set's has no Principal). What its actions mean is not judged.
 */
export function policyDocumentProblems(document: unknown, path: string): Problem[] {
  if (!isObject(document)) {
    return [
      error(path, `is ${seen(document)}; a policy document with Version and Statement is wanted`),
    ];
  }
  const problems = unknownKeys(document, documentKeys, path);
  const version = policyVersion(document.Version);
  if (!versions.some((allowed) => allowed === version)) {
    const advice = 'write Version: "2012-10-17"';
    problems.push(error(pathOf(path, "Version"), `is ${seen(document.Version)}; ${advice}`));
  }
  const at = pathOf(path, "Statement");
  if (Array.isArray(document.Statement) && document.Statement.length > 0) {
    document.Statement.forEach((statement, index) => {
      problems.push(...statementProblems(statement, pathOf(at, index)));
    });
    problems.push(...repeatedSids(document.Statement, at));
  } else if (isObject(document.Statement)) {
    problems.push(...statementProblems(document.Statement, at));
  } else {
    problems.push(error(at, `is ${seen(document.Statement)}; at least one statement is required`));
  }
  return problems;
}

/** YAML readers turn a version without quotes into a time, which IAM refuses. */
export function policyVersion(version: unknown): unknown {
  return typeof version === "string" ? version.replace(/T00:00:00(\.0+)?Z$/, "") : version;
}

function statementProblems(statement: unknown, path: string): Problem[] {
  if (!isObject(statement)) return [error(path, `is ${seen(statement)}; a statement is wanted`)];
  const problems = unknownKeys(statement, statementKeys, path);
  // A misspelt key is a problem already; what is missing because of it is no second one.
  const misspelt = problems.length > 0;
  const { Effect: effect } = statement;
  if (effect !== "Allow" && effect !== "Deny" && !(misspelt && effect === undefined)) {
    const advice = "Allow or Deny is wanted, written so";
    problems.push(error(pathOf(path, "Effect"), `is ${seen(effect)}; ${advice}`));
  }
  if (Object.hasOwn(statement, "Sid") && !isSid(statement.Sid)) {
    const advice = "the letters A to Z and a to z, and digits are allowed, without blanks";
    problems.push(error(pathOf(path, "Sid"), `is ${seen(statement.Sid)}; ${advice}`));
  }
  if (Object.hasOwn(statement, "Condition") && !isObject(statement.Condition)) {
    const advice =
      "condition operators are wanted, such as { StringEquals: { aws:RequestedRegion: eu-west-1 } }; remove the key where there is none";
    problems.push(error(pathOf(path, "Condition"), `is ${seen(statement.Condition)}; ${advice}`));
  }
  for (const key of ["Action", "Resource"]) {
    const given = [key, `Not${key}`].filter((name) => Object.hasOwn(statement, name));
    if (given.length === 1 || (misspelt && given.length === 0)) continue;
    const count = given.length === 0 ? "neither" : "both";
    problems.push(
      error(path, `has ${count} of ${key} and Not${key}; a statement takes one of them`),
    );
  }
  for (const key of listKeys.filter((name) => Object.hasOwn(statement, name))) {
    const value = statement[key];
    const texts = Array.isArray(value) ? value : [value];
    if (texts.length > 0 && texts.every((text) => typeof text === "string" && text !== ""))
      continue;
    const wrong = Array.isArray(value) ? value.find((text) => typeof text !== "string") : value;
    const what =
      Array.isArray(value) && value.length > 0 ? `holds ${seen(wrong)}` : `is ${seen(value)}`;
    problems.push(
      error(pathOf(path, key), `${what}; text or a list of texts is wanted, in quotes`),
    );
  }
  return problems;
}

/** IAM User Guide, "IAM JSON policy elements: Sid"; so is that it says nothing twice in one policy. */
function isSid(sid: unknown): boolean {
  return typeof sid === "string" && /^[A-Za-z0-9]*$/.test(sid);
}

function repeatedSids(statements: readonly unknown[], path: string): Problem[] {
  const sids = statements.map((one) => (isObject(one) && one.Sid ? one.Sid : undefined));
  return sids.flatMap((sid, index) => {
    const first = sids.indexOf(sid);
    if (sid === undefined || first === index) return [];
    const at = pathOf(pathOf(path, index), "Sid");
    return [
      error(
        at,
        `is ${seen(sid)}, as that of ${pathOf(path, first)} is; each statement has its own`,
      ),
    ];
  });
}

function unknownKeys(holder: object, allowed: readonly string[], path: string): Problem[] {
  return Object.keys(holder)
    .filter((key) => !allowed.includes(key))
    .map((key) => {
      const advice = `allowed in a permission set's policy: ${allowed.join(", ")}`;
      return error(pathOf(path, key), `unknown key "${key}"${didYouMean(key, allowed, advice)}`);
    });
}
