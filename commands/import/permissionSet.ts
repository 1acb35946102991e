import type { PolicyReference } from "../../live/liveOrganization.ts";
import type { SetContent } from "../../model/access/setContent.ts";
import type { PermissionSetInput } from "../../model/schema/permissionSet.ts";
import { managedPolicyName } from "../../model/schema/policyArn.ts";
import { isObject } from "../../policies/isObject.ts";
import type { SetFacts } from "./facts.ts";
import { given } from "./given.ts";

/** What a stack file says of a permission set, key aside, and what an update changes of it. */
export interface WrittenSet {
  readonly entry: PermissionSetInput;
  readonly changes: readonly string[];
}

/** What IAM takes for the version of a document that has none (IAM User Guide, "IAM JSON policy elements: Version"). */
const USUAL_VERSION = "2008-10-17";

/** A permission set that the program manages, as AWS has it. */
export function writtenSet(key: string, set: SetFacts): WrittenSet {
  const { name, description, sessionDuration, relayState, permissionsBoundary: boundary } = set;
  const inline = set.inlinePolicy === undefined ? undefined : inlineDocument(set.inlinePolicy);
  const managed = set.managedPolicies.map(managedPolicyName).sort();
  const own = set.customerManagedPolicies.map(ownPolicy);
  const entry = {
    ...given({
      name: name === key ? undefined : name,
      description,
      sessionDuration: sessionDuration === "PT1H" ? undefined : sessionDuration,
      relayState,
    }),
    ...(managed.length > 0 ? { managedPolicies: managed } : {}),
    ...(own.length > 0 ? { customerManagedPolicies: own } : {}),
    ...(inline ? { inlinePolicy: inline.document } : {}),
    ...(boundary ? { permissionsBoundary: boundaryEntry(boundary) } : {}),
    ...(Object.keys(set.tags).length > 0 ? { tags: set.tags } : {}),
  };
  return {
    entry,
    changes: inline?.isWithoutVersion
      ? [`its inline policy says that its version is ${USUAL_VERSION}, as it is without one`]
      : [],
  };
}

/** What a permission set holds, for the proof of what its holders may do. */
export function setContent(set: SetFacts): SetContent {
  const { permissionsBoundary: boundary } = set;
  return {
    ...set,
    ...(boundary && "managedPolicyArn" in boundary
      ? { managedBoundary: boundary.managedPolicyArn }
      : { customerManagedBoundary: boundary?.customerManagedPolicy }),
  };
}

/** Text that is no document stays text: what is wrong with it is told where it is checked. */
function inlineDocument(json: string): {
  readonly document: Record<string, unknown> | string;
  readonly isWithoutVersion: boolean;
} {
  const document = parsed(json);
  if (!isObject(document)) return { document: json, isWithoutVersion: false };
  const isWithoutVersion = document.Version === undefined;
  return {
    document: isWithoutVersion ? { Version: USUAL_VERSION, ...document } : { ...document },
    isWithoutVersion,
  };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function boundaryEntry(boundary: NonNullable<SetFacts["permissionsBoundary"]>) {
  return "managedPolicyArn" in boundary
    ? { managedPolicy: managedPolicyName(boundary.managedPolicyArn) }
    : { customerManagedPolicy: ownPolicy(boundary.customerManagedPolicy) };
}

function ownPolicy({ name, path }: PolicyReference): string | { name: string; path: string } {
  return path === "/" ? name : { name, path };
}
