import { isObject } from "../../../isObject.ts";
import { UNKNOWN, type Value } from "../../../value.ts";
import type { Use } from "../statement.ts";
import type { ReportFault } from "./fault.ts";

const NAMES: Record<Use, string> = {
  identity: "an identity policy",
  boundary: "a permissions boundary",
  trust: "a trust policy",
  scp: "a service control policy",
  rcp: "a resource control policy",
  resource: "a resource policy",
};

/**
 * Reports which elements a statement has and shouldn't, or lacks, for what its policy is for: "Grammar of
 * the IAM JSON policy language", "SCP syntax", "RCP syntax", and for trust policies the "IAM policy
 * validation check reference".
 */
export function reportUse(
  elements: ReadonlyMap<string, Value>,
  place: string,
  use: Use,
  report: ReportFault,
): void {
  const has = (name: string) => elements.has(name);
  const name = NAMES[use];
  const unwanted = (element: string, wanted: string) => {
    if (!has(element.toLowerCase())) return;
    report({ id: "element-not-allowed", place: `${place}.${element}`, seen: element, wanted });
  };
  const oneOf = (element: string, isOptional: boolean) => {
    const [yes, no] = [has(element.toLowerCase()), has(`not${element.toLowerCase()}`)];
    const id = element.toLowerCase();
    const wanted = `exactly one of ${element} and Not${element}`;
    if (yes && no) {
      report({ id: `two-${id}s`, place, seen: `${element} and Not${element}`, wanted });
    } else if (!yes && !no && !isOptional) {
      report({ id: `no-${id}`, place, seen: `neither ${element} nor Not${element}`, wanted });
    }
  };
  oneOf("Action", false);
  if (use === "trust") {
    const wanted = `none in ${name}: it is about the role that it is attached to`;
    unwanted("Resource", wanted);
    unwanted("NotResource", wanted);
    unwanted("NotPrincipal", `Principal in ${name}`);
    if (!has("principal") && !has("notprincipal")) {
      report({ id: "no-principal", place, seen: "no Principal", wanted: "a Principal" });
    }
    return;
  }
  // Some services, such as ECR, take policies for one repository without Resource.
  oneOf("Resource", use === "resource");
  if (use === "resource") {
    oneOf("Principal", false);
  } else if (use === "rcp") {
    reportRcp(elements, place, report, unwanted);
  } else {
    unwanted("Principal", `none in ${name}: it is about the principals that it is attached to`);
    unwanted("NotPrincipal", `none in ${name}: it is about the principals that it is attached to`);
  }
}

function reportRcp(
  elements: ReadonlyMap<string, Value>,
  place: string,
  report: ReportFault,
  unwanted: (element: string, wanted: string) => void,
): void {
  unwanted("NotPrincipal", 'Principal "*" in a resource control policy');
  unwanted("NotAction", "Action in a resource control policy");
  const principal = elements.get("principal");
  if (principal === undefined) {
    report({ id: "no-principal", place, seen: "no Principal", wanted: 'Principal "*"' });
  } else if (principal !== "*" && principal !== UNKNOWN && !isAnyone(principal)) {
    const wanted = 'only Principal "*" in a resource control policy; narrow it by conditions';
    const at = `${place}.Principal`;
    report({ id: "rcp-principal", place: at, seen: "a Principal other than *", wanted });
  }
  if (elements.get("effect") === "Allow") {
    if (isAll(elements.get("action")) && isAll(elements.get("resource"))) return;
    const wanted = "only Deny in a resource control policy of one's own; RCPFullAWSAccess allows";
    report({ id: "rcp-allow", place: `${place}.Effect`, seen: "Effect Allow", wanted });
  } else if (isAll(elements.get("action"))) {
    const wanted = "actions with their service's prefix in a resource control policy, such as s3:*";
    report({ id: "rcp-action", place: `${place}.Action`, seen: 'the action "*"', wanted });
  }
}

function isAll(value: Value | undefined): boolean {
  return value === "*" || (Array.isArray(value) && value.includes("*"));
}

/** Whether it is `{"AWS": "*"}`, which means `"*"`. */
function isAnyone(principal: Value): boolean {
  if (!isObject(principal)) return false;
  const entries = Object.entries(principal);
  const value = entries[0]?.[1];
  return entries.length === 1 && (value === "*" || value === UNKNOWN);
}
