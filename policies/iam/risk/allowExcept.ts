import type { Statement } from "../policy/statement.ts";
import { type Grants, reach } from "../reach/reach.ts";
import { isBroad } from "./everyAction.ts";
import { isEverything, isStar } from "./resourceStar.ts";

/** A statement that allows all but what it names, so that it grows with every action, resource or principal of AWS. */
export interface AllowExcept {
  readonly by: Statement;
  /** `Action`: all actions, and only a Deny, or conditions, take some away. */
  readonly element: "NotAction" | "NotResource" | "NotPrincipal" | "Action";
  /** Whether a Deny stands beside it. */
  readonly isDenied: boolean;
}

/** Statements that allow everything except something. `NotAction` on named resources isn't among them. */
export function allowExcepts(grants: Grants): readonly AllowExcept[] {
  const isDenied = grants.identity.some(({ effect }) => effect === "Deny");
  return grants.identity.flatMap((by) => {
    const element = by.effect === "Allow" ? exceptionOf(by, grants) : undefined;
    return element ? [{ by, element, isDenied }] : [];
  });
}

function exceptionOf(by: Statement, grants: Grants): AllowExcept["element"] | undefined {
  if (by.notPrincipals) return "NotPrincipal";
  if (by.notResources) return "NotResource";
  if (!isBroad(by)) return undefined;
  const onAll = by.resources?.known.some(by.notActions ? isStar : isEverything) ?? false;
  if (!onAll || !isReached(grants, by)) return undefined;
  return by.notActions ? "NotAction" : "Action";
}

/** Whether conditions and denials leave it broad, as far as some common actions tell. */
function isReached(grants: Grants, by: Statement): boolean {
  const denials = grants.identity.filter(({ effect }) => effect === "Deny");
  const own = { ...grants, identity: [by, ...denials] };
  return ["ec2:TerminateInstances", "s3:DeleteBucket", "lambda:UpdateFunctionCode"].some(
    (action) => {
      return reach(own, { action, on: "all", stance: "reviewer" }).verdict !== "no";
    },
  );
}
