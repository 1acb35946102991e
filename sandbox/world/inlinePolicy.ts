import { isObject } from "../../policies/isObject.ts";
import { ServiceError } from "./serviceError.ts";

/** Characters without white space that an inline policy of a permission set may have (IAM Identity Center User Guide, "Quotas"). */
const maximumCharacters = 10_240;

/**
 * Refuses what is no policy of an identity, in the words of IAM. AWS may say so only when it provisions the set
 * (terraform-provider-aws #31456); here nothing waits for an account.
 *
 * @throws ServiceError
 */
export function refuseMalformedPolicy(json: string): void {
  const fault = faultOf(json);
  if (fault !== undefined)
    throw new ServiceError("ValidationException", `MalformedPolicyDocument: ${fault}`);
  const characters = json.replaceAll(/\s/g, "").length;
  if (characters <= maximumCharacters) return;
  throw new ServiceError(
    "ServiceQuotaExceededException",
    `Maximum policy size of ${maximumCharacters} bytes exceeded: the inline policy has ${characters} non-whitespace characters`,
  );
}

const syntax = "Syntax errors in policy.";

function faultOf(json: string): string | undefined {
  const document = parsed(json);
  if (!isObject(document) || Object.keys(document).some((key) => !documentKeys.includes(key))) {
    return syntax;
  }
  const { Statement: statement, Version: version = "2008-10-17" } = document;
  if (version !== "2012-10-17" && version !== "2008-10-17") return syntax;
  const statements = Array.isArray(statement) ? statement : [statement];
  if (statements.length === 0) return syntax;
  const fault = statements.map(statementFault).find((one) => one !== undefined);
  if (fault !== undefined) return fault;
  const sids = statements.flatMap(({ Sid: sid }) => (sid ? [sid] : []));
  if (new Set(sids).size < sids.length) {
    return "Statement IDs (SID) in a single policy must be unique.";
  }
  return undefined;
}

const documentKeys = ["Version", "Id", "Statement"];
const statementKeys = ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource"];

function statementFault(statement: unknown): string | undefined {
  if (!isObject(statement)) return syntax;
  if ("Principal" in statement || "NotPrincipal" in statement) {
    return "Policy document should not specify a principal.";
  }
  const allowed = [...statementKeys, "Condition"];
  if (Object.keys(statement).some((key) => !allowed.includes(key))) return syntax;
  const { Effect: effect, Sid: sid, Condition: condition } = statement;
  if (effect !== "Allow" && effect !== "Deny") return syntax;
  if (sid !== undefined && !(typeof sid === "string" && /^[A-Za-z0-9]*$/.test(sid))) return syntax;
  if (condition !== undefined && !isObject(condition)) return syntax;
  return (
    elementFault(statement, "Action", "Policy statement must contain actions.") ??
    elementFault(statement, "Resource", "Policy statement must contain resources.")
  );
}

/** An element or its opposite, not both: one text or several. */
function elementFault(
  statement: Readonly<Record<string, unknown>>,
  name: string,
  missing: string,
): string | undefined {
  const given = [name, `Not${name}`].filter((key) => statement[key] !== undefined);
  if (given.length === 0) return missing;
  const values = given.map((key) => statement[key]);
  const items = values.flatMap((value) => (Array.isArray(value) ? value : [value]));
  if (items.length === 0) return missing;
  const isWrong = given.length > 1 || items.some((item) => typeof item !== "string");
  return isWrong ? syntax : undefined;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
