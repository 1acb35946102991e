import { hasPlaceholder } from "../../patterns/placeholder.ts";
import type { PrincipalPattern } from "../statement.ts";
import { arnFault } from "./arnGrammar.ts";
import { type Fault, shown } from "./fault.ts";

const UNIQUE_ID = /^(AIDA|AROA|AGPA|ASIA|AKIA|APKA)[A-Z0-9]{12,}$/;
const KINDS = "*, a 12-digit account, or the ARN of an account's root, a user, a role or a session";

/**
 * What AWS refuses in one value of `Principal` or `NotPrincipal` ("AWS JSON policy elements: Principal"):
 * wildcards other than a bare `*` for AWS principals, groups, services that are no domain names.
 */
export function principalFault({ kind, value }: PrincipalPattern): Fault | undefined {
  if (hasPlaceholder(value)) return undefined;
  const seen = `the ${kind} principal ${shown(value)}`;
  if (kind === "AWS" && value === "*") return undefined;
  if (value.includes("${")) {
    return {
      id: "variable-elsewhere",
      seen,
      wanted: "policy variables only in Resource and Condition",
    };
  }
  if (/[*?]/.test(value)) {
    const wanted =
      kind === "AWS"
        ? "a whole ARN, or a bare * and a condition on aws:PrincipalArn"
        : `a ${kind} principal without wildcards`;
    return { id: "wildcard-in-principal", seen, wanted };
  }
  if (kind === "AWS") return awsFault(value, seen);
  if (kind === "Service" && (!value.includes(".") || /[:/\s]/.test(value))) {
    return { id: "bad-principal", seen, wanted: "a service principal, such as ec2.amazonaws.com" };
  }
  if (
    kind === "Federated" &&
    !/^arn:[^:]+:(iam|sts):/.test(value) &&
    !/^[\w-]+(\.[\w-]+)+(\/|$)/.test(value)
  ) {
    return {
      id: "bad-principal",
      seen,
      wanted:
        "the ARN of a SAML or OIDC provider, or a well-known one, such as accounts.google.com",
    };
  }
  return undefined;
}

function awsFault(value: string, seen: string): Fault | undefined {
  if (/^\d{12}$/.test(value) || UNIQUE_ID.test(value)) return undefined;
  if (!value.startsWith("arn:")) return { id: "bad-principal", seen, wanted: KINDS };
  const fault = arnFault(value);
  if (fault) return { ...fault, seen };
  const [, , service, region, account, ...rest] = value.split(":");
  const name = rest.join(":");
  const isIam = service === "iam" && /^(root$|user\/|role\/)/.test(name);
  const isSts = service === "sts" && /^(assumed-role\/.+\/.|federated-user\/.|self$)/.test(name);
  if ((isIam || isSts) && region === "" && account) return undefined;
  if (service === "iam" && name.startsWith("group/")) {
    return { id: "group-principal", seen, wanted: `no group, which can't sign in; ${KINDS}` };
  }
  return { id: "bad-principal", seen, wanted: KINDS };
}
