import { asOf } from "../../iam/trust/asOf.ts";
import { requiresClaim, type WebIdentity, webIdentities } from "../../iam/trust/webIdentity.ts";
import type { PolicyFact } from "../../resources/fact.ts";
import { findingId, partOf } from "../../resources/policyPart.ts";
import { property, type Resource } from "../../resources/resource.ts";
import { statementPlace } from "../../resources/statementPlace.ts";
import { quote, type Report, type Rule } from "../../rule.ts";
import { list, UNKNOWN } from "../../value.ts";

const PROVIDERS = ["aws:iam/openIdConnectProvider:OpenIdConnectProvider", "AWS::IAM::OIDCProvider"];
const COGNITO = "cognito-identity.amazonaws.com";

export const iamTrustOidcPinned: Rule = {
  id: "iam-trust-oidc-pinned",
  severity: "critical",
  level: "mandatory",
  title: "OIDC roles pin audience and subject",
  why: "GitHub, GitLab and the like sign the tokens of all their customers: a role that pins no subject is assumed from anybody's repository",
  fix: "add StringEquals (StringLike where a part differs) on the issuer's sub and StringEquals on its aud to the statement",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html",
  controls: {
    bestPractice: "Require workloads to use temporary credentials with IAM roles to access AWS",
  },
  limits:
    "who may run jobs in a repository or project that a subject names, and how its tokens' subjects are customized there",
  settings: {},
  facts: {
    *policy(fact, { today }) {
      if (fact.use !== "trust") return;
      for (const identity of webIdentities(asOf(fact.policy, today))) yield* judge(fact, identity);
    },
  },
  resource: { types: PROVIDERS, check: provider },
};

function* judge(fact: PolicyFact, identity: WebIdentity): Iterable<Report> {
  const { statement, issuer, issuerUrl, identified, audience } = identity;
  const where = `${statementPlace(fact, statement)}: ${issuerUrl === "" ? "an OIDC provider" : issuerUrl}`;
  const part = `${partOf(fact, statement.place)}${issuerUrl === "" ? "" : `/${issuerUrl}`}`;
  if (identity.foreign.length > 0) {
    yield {
      id: findingId("other-provider", part),
      seen: `${where} with ${identity.foreign.join(" and ")}, a key of another provider: its tokens never carry it, so that nobody assumes the role`,
      wanted: `keys that begin with ${issuerUrl}: as the provider's URL does, path included`,
      fix: "write the URL of the provider that is named under Federated before sub and aud, or name the provider whose keys these are",
      level: "advisory",
    };
    return;
  }
  if (identified === "unknown") {
    const doubt = `${where}: which tokens it takes is not known in preview; will be checked at update`;
    yield { id: findingId("subject", part), doubt };
  } else if (identified === "no") {
    const isLoose = issuer.kind === "private" && audience === "yes";
    yield {
      id: findingId("subject", part),
      seen: `${where} with ${seen(identity)}, which ${ADMITTED[issuer.kind]}`,
      wanted: wanted(identity),
      ...(isLoose && { level: "advisory" as const }),
    };
  }
  if (audience === "no" && "sub" in issuer.identity && issuer.kind !== "users") {
    yield {
      id: findingId("audience", part),
      seen: `${where} without a fixed aud, so that tokens made for other parties are taken where the provider lists their audience`,
      wanted: `StringEquals on ${issuerUrl}:aud, such as "sts.amazonaws.com"`,
      level: "advisory",
    };
  }
  if (issuerUrl === COGNITO && identified === "yes" && requiresClaim(identity, "amr") === "no") {
    yield {
      id: findingId("guests", part),
      seen: `${where} without a condition on amr, so that guests are taken like those who signed in`,
      wanted: `ForAnyValue:StringLike on ${COGNITO}:amr, "authenticated" or "unauthenticated"`,
      level: "advisory",
    };
  }
}

const ADMITTED = {
  shared: "anybody's tokens of this issuer meet",
  cluster: "tokens of any workload of the cluster meet",
  private: "tokens of any project of the organization meet",
  users: "any token of this issuer meets",
} as const;

function seen({ claims, issuer }: WebIdentity): string {
  const [usual = "sub"] = Object.keys(issuer.identity);
  const about = claims.filter(({ claim }) => claim !== "aud" || usual === "aud");
  if (about.length === 0) return `no condition on ${usual}`;
  return about
    .map(({ text, optional }) => `${text}${optional ? " (which holds without the claim too)" : ""}`)
    .join(" and ");
}

function wanted({ issuer, issuerUrl }: WebIdentity): string {
  const [usual = "sub"] = Object.keys(issuer.identity);
  const key = usual.includes(":") ? usual : `${issuerUrl}:${usual}`;
  return `StringEquals or StringLike on ${key}, such as "${issuer.example}"`;
}

function* provider({ inputs, type }: Resource): Iterable<Report> {
  const isAws = type.startsWith("aws:");
  const url = isAws ? inputs.url : property(inputs, "Url");
  if (typeof url === "string" && /^http:\/\//i.test(url)) {
    yield {
      id: "url",
      seen: `url ${quote(url)}`,
      wanted: "an issuer with https, which AWS asks for",
    };
  }
  const clients = list(isAws ? inputs.clientIdLists : property(inputs, "ClientIdList"));
  if (clients === UNKNOWN) return;
  const wild = clients.filter((one) => typeof one === "string" && /[*?]/.test(one));
  if (wild.length > 0) {
    yield {
      id: "client-id",
      seen: `the audience ${wild.map(quote).join(", ")}, in which a wildcard is a plain character`,
      wanted: 'each audience by itself, such as "sts.amazonaws.com"',
    };
  }
}
