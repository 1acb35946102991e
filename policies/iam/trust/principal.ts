import { memoize } from "../../memoize.ts";
import { hasPlaceholder } from "../patterns/placeholder.ts";
import type { PrincipalPattern, Statement } from "../policy/statement.ts";
import { arnParts } from "./arnParts.ts";
import { ACCOUNT_ID } from "./ownership.ts";

/** Whom a principal of a policy means ("AWS JSON policy elements: Principal"). */
export type Principal =
  /** Every AWS account, and in resource policies requests without credentials too. */
  | { readonly kind: "anyone" }
  /** Whoever an account lets: `account` is 12 digits or a placeholder such as `${AWS::AccountId}`. */
  | { readonly kind: "account"; readonly account: string; readonly text: string }
  | { readonly kind: "user"; readonly account: string; readonly text: string }
  | {
      readonly kind: "role";
      readonly account: string;
      readonly text: string;
      /** A role that IAM Identity Center made for a permission set. */
      readonly identityCenter: boolean;
    }
  /** Session of a role (with `identityCenter` as above) or of a federated user. */
  | {
      readonly kind: "session";
      readonly account: string;
      readonly text: string;
      readonly identityCenter: boolean;
    }
  | { readonly kind: "service"; readonly text: string; readonly service: string }
  | { readonly kind: "saml"; readonly text: string }
  /** `issuer` is the URL without `https://` and closing slash, in lower case. */
  | { readonly kind: "oidc"; readonly text: string; readonly issuer: string }
  | { readonly kind: "canonical-user"; readonly text: string }
  /** What its text will be isn't known, or it is nothing that AWS takes. */
  | { readonly kind: "unknown"; readonly text: string };

export interface Principals {
  readonly known: readonly Principal[];
  /** Whether there are others that aren't known yet. */
  readonly isIncomplete: boolean;
}

/** The principals of a statement. `NotPrincipal` means anyone but those. Empty where a policy has no principals. */
export const principalsOf = memoize(({ principals, notPrincipals }: Statement): Principals => {
  if (notPrincipals) return { known: [{ kind: "anyone" }], isIncomplete: false };
  return {
    known: principals?.known.map(principal) ?? [],
    isIncomplete: principals?.isIncomplete ?? false,
  };
});

export function principal({ kind, value: text }: PrincipalPattern): Principal {
  switch (kind) {
    case "AWS":
      return awsPrincipal(text);
    case "Service":
      if (hasPlaceholder(text)) return { kind: "unknown", text };
      return { kind: "service", text, service: serviceName(text) };
    case "CanonicalUser":
      return { kind: "canonical-user", text };
    case "Federated":
      return federated(text);
  }
}

function awsPrincipal(text: string): Principal {
  // A wildcard inside of a principal is refused by AWS; whatever it were to match, it would be many.
  if (/^[*?]+$/.test(text)) return { kind: "anyone" };
  if (/^\d{12}$/.test(text) || ACCOUNT_ID.test(text)) {
    return { kind: "account", account: text, text };
  }
  const parts = arnParts(text);
  if (!parts) return { kind: "unknown", text };
  const { service, account, resource } = parts;
  const identityCenter = /(^|\/)AWSReservedSSO_/.test(resource);
  if (/[*?]/.test(account)) return { kind: "anyone" };
  if (service === "iam") {
    if (resource === "root") return { kind: "account", account, text };
    if (resource.startsWith("user/")) return { kind: "user", account, text };
    if (resource.startsWith("role/")) return { kind: "role", account, text, identityCenter };
    if (resource === "*") return { kind: "account", account, text };
  }
  if (service === "sts") return { kind: "session", account, text, identityCenter };
  return { kind: "unknown", text };
}

function federated(text: string): Principal {
  if (text === "*") return { kind: "anyone" };
  const resource = arnParts(text)?.resource;
  if (resource === undefined) {
    if (hasPlaceholder(text) || text.startsWith("arn:")) return { kind: "unknown", text };
    return { kind: "oidc", text, issuer: issuerOf(text) };
  }
  if (resource.startsWith("saml-provider/")) return { kind: "saml", text };
  if (!resource.startsWith("oidc-provider/")) return { kind: "unknown", text };
  return { kind: "oidc", text, issuer: issuerOf(resource.slice("oidc-provider/".length)) };
}

/** An issuer as condition keys name it: its URL without `https://` and closing slash; in lower case. */
export function issuerOf(url: string): string {
  return url
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/\/$/, "");
}

const DOMAIN = /\.(amazonaws\.com(\.cn)?|amazon\.com|aws\.internal|amazonaws\.eu|api\.aws)$/;
const REGION = /\.[a-z]{2,4}(-[a-z]+)+-\d$/;

/** `logs.eu-west-1.amazonaws.com` → `logs`, `delivery.logs.amazonaws.com` → `delivery.logs`. */
function serviceName(principal: string): string {
  return principal.toLowerCase().replace(DOMAIN, "").replace(REGION, "");
}
