import { isObject } from "../../../policies/isObject.ts";
import { managedName, ownName, policiesText, type SetContent } from "../../access/setContent.ts";
import { boundaryOf } from "./visited.ts";

/** Denies everything: under it all else may change. */
const NOTHING = policyOf("2012-10-17", [{ Effect: "Deny", Action: "*", Resource: "*" }]);

/** Characters of an inline policy that AWS takes. */
const LONGEST = 10_240;

/**
 * Contents that an update may bring between two others, kind by kind. Their policies and boundaries are those of one or
 * the other, or, of lists, what both have. Of the first kind the inline policies are so, too; of the second they hold the
 * denials of both; with the third, policies may be away for a while; the last allows nothing.
 */
export function contentsBetween(from: SetContent, goal: SetContent): (readonly SetContent[])[] {
  const plain = [goal.inlinePolicy, from.inlinePolicy];
  const joined = joinedInline(from.inlinePolicy, goal.inlinePolicy);
  const { description, sessionDuration, relayState } = goal;
  const combined = (isEmptied: boolean, inlines: readonly (string | undefined)[]) => {
    const managed = lists(from.managedPolicies, goal.managedPolicies, managedName, isEmptied);
    const own = lists(
      from.customerManagedPolicies,
      goal.customerManagedPolicies,
      ownName,
      isEmptied,
    );
    const all = managed.flatMap((managedPolicies) =>
      own.flatMap((customerManagedPolicies) =>
        inlines.flatMap((inlinePolicy) =>
          [boundaryOf(goal), boundaryOf(from)].map((boundary) => ({
            ...{ description, sessionDuration, relayState },
            ...{ managedPolicies, customerManagedPolicies, inlinePolicy, ...boundary },
          })),
        ),
      ),
    );
    return [...new Map(all.map((one) => [policiesText(one), one])).values()];
  };
  return [
    combined(false, plain),
    combined(false, [...plain, ...joined]),
    combined(true, [...plain, ...joined, undefined]),
    combined(false, [NOTHING]),
  ];
}

/** Whether a content is one that allows nothing, on the way from one content to another. */
export function allowsNothing({ inlinePolicy }: SetContent): boolean {
  return inlinePolicy === NOTHING;
}

function lists<Policy>(
  from: readonly Policy[],
  goal: readonly Policy[],
  nameOf: (policy: Policy) => string,
  isEmptied: boolean,
): (readonly Policy[])[] {
  const names = new Set(from.map(nameOf));
  const common = goal.filter((policy) => names.has(nameOf(policy)));
  return [goal, common, from, ...(isEmptied ? [[]] : [])];
}

/** Inline policies with the denials of two, and what one, the other or both of them allow. */
function joinedInline(...texts: (string | undefined)[]): string[] {
  const [one, other] = texts.map((text) => documentIn(text));
  if (!one || !other) return [];
  const version = one.version ?? other.version;
  // Another version reads the same text in another way.
  if (version === undefined || (one.version ?? version) !== (other.version ?? version)) return [];
  const [allowed, also] = [one, other].map(({ statements }) => effects(statements, "Allow"));
  const denied = [one, other].flatMap(({ statements }) => effects(statements, "Deny"));
  const common = allowed?.filter((text) => also?.includes(text));
  return [common, allowed, also, [...(allowed ?? []), ...(also ?? [])]].flatMap((allows = []) => {
    const all = [...new Set([...allows, ...denied])].map((text) => JSON.parse(text));
    const text = policyOf(version, all);
    return all.length === 0 || text.length > LONGEST ? [] : [text];
  });
}

interface Document {
  /** Absent where there is no policy: then it is what the other has. */
  readonly version?: string | undefined;
  readonly statements: readonly unknown[];
}

/** The statements of an inline policy; undefined when they can't be taken apart. */
function documentIn(text: string | undefined): Document | undefined {
  if (text === undefined || text === "") return { statements: [] };
  try {
    const { Version, Statement, Id: _, ...rest } = JSON.parse(text);
    if (typeof Version !== "string" || Object.keys(rest).length > 0) return undefined;
    const statements: unknown[] = Array.isArray(Statement) ? Statement : [Statement];
    return statements.every(isObject) ? { version: Version, statements } : undefined;
  } catch {
    return undefined;
  }
}

/** Statements of an effect, each as text, and without its Sid: those of one policy have to differ. */
function effects(statements: readonly unknown[], effect: "Allow" | "Deny"): string[] {
  return (statements as Record<string, unknown>[]).flatMap(({ Sid: _, ...rest }) =>
    rest.Effect === effect ? [JSON.stringify(rest)] : [],
  );
}

function policyOf(version: string, statements: readonly object[]): string {
  return JSON.stringify({ Version: version, Statement: statements });
}
