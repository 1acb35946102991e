import { awsPattern } from "../../model/schema/awsTexts.ts";
import type { OperationName } from "./operations.ts";
import { groupMembers, requestShapes, type Shape, userMembers } from "./requestShapes.ts";
import { ServiceError } from "./serviceError.ts";

/**
 * Refuses a request whose texts and lists are outside the limits of AWS's service models, as AWS does before it looks
 * at anything else: all of them at once, by their place and without their value.
 *
 * @throws ServiceError ValidationException
 */
export function checkRequest(operation: OperationName, request: unknown): void {
  const found = [
    ...membersProblems(requestShapes[operation] ?? {}, request, ""),
    ...updateProblems(operation, request),
  ];
  if (found.length === 0) return;
  const count = `${found.length} validation error${found.length === 1 ? "" : "s"} detected`;
  throw new ServiceError("ValidationException", `${count}: ${found.join("; ")}`);
}

/** Updates of the identity store name one attribute after the other. */
function updateProblems(operation: OperationName, request: unknown): string[] {
  const members = { UpdateGroup: groupMembers, UpdateUser: userMembers }[operation as "UpdateUser"];
  if (!members) return [];
  const { Operations } = request as {
    Operations: readonly { AttributePath: string; AttributeValue: unknown }[];
  };
  return Operations.flatMap(({ AttributePath: path, AttributeValue: value }) => {
    const shape = members[`${path.charAt(0).toUpperCase()}${path.slice(1)}`];
    // An empty text takes the attribute away.
    return shape === undefined || value === "" ? [] : problems(shape, value, path);
  });
}

function problems(shape: Shape, value: unknown, path: string): string[] {
  if (value === undefined || value === null) return [];
  if ("members" in shape) return membersProblems(shape.members, value, path);
  if ("list" in shape) {
    const items = value as readonly unknown[];
    const place = (index: number) => `${path}.${index + 1}.member`;
    return [
      ...lengthProblems(shape.list, items.length, path),
      ...items.flatMap((item, index) => problems(shape.of, item, place(index))),
    ];
  }
  const text = String(value);
  const found = lengthProblems(shape, text.length, path);
  if (awsPattern(shape).test(text)) return found;
  const constraint = `Member must satisfy regular expression pattern: ${shape.pattern}`;
  return [...found, failed(path, constraint)];
}

function membersProblems(
  members: Readonly<Record<string, Shape>>,
  value: unknown,
  path: string,
): string[] {
  return Object.entries(members).flatMap(([name, shape]) => {
    const member = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
    const held = (value as Readonly<Record<string, unknown>>)[name];
    return problems(shape, held, path === "" ? member : `${path}.${member}`);
  });
}

function lengthProblems(
  { min, max }: { readonly min: number; readonly max: number },
  length: number,
  path: string,
): string[] {
  if (length < min) {
    return [failed(path, `Member must have length greater than or equal to ${min}`)];
  }
  return length > max ? [failed(path, `Member must have length less than or equal to ${max}`)] : [];
}

function failed(path: string, constraint: string): string {
  return `Value at '${path}' failed to satisfy constraint: ${constraint}`;
}
