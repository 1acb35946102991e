import { type Fixed, text } from "./fixed.ts";
import { startsWith, wholeOr } from "./subject.ts";

/** An OIDC identity provider, and which claims of its tokens tell whose they are. */
export interface Issuer {
  readonly name: string;
  /** Matches the issuer: its URL in lower case, without `https://` and closing slash. */
  readonly url: RegExp;
  /**
   * `shared`: one issuer for the provider's customers, so that a claim alone tells one from another.
   * `cluster`: of one Kubernetes cluster, in which a claim tells one workload from another.
   * `private`: of one organization, in which a claim tells one project from another.
   * `users`: of one organization's people or apps, which its audience tells from others.
   */
  readonly kind: "shared" | "cluster" | "private" | "users";
  /** Claims, one of which must be fixed, the usual one first; `sts:RoleSessionName` stands for that key. */
  readonly identity: Readonly<Record<string, Fixed>>;
  /** How the usual claim is written. */
  readonly example: string;
}

const github = startsWith(
  /^repo:[^/@:]+[/@]|(^|:)(repository|job_workflow_ref|workflow_ref):[^/@:]+[/@]|(^|:)(repository_owner|repository_owner_id|repository_id|enterprise|enterprise_id):[^:]+:/,
);
const GITHUB = {
  sub: github,
  job_workflow_ref: wholeOr(/^[^/]+\//),
  repository: wholeOr(/^[^/]+\//),
  repository_id: text,
  repository_owner_id: text,
  repository_owner: text,
  enterprise_id: text,
};
const GITHUB_EXAMPLE = "repo:ORGANIZATION/REPOSITORY:ref:refs/heads/main";
const GITLAB = {
  sub: wholeOr(/^project_path:[^/]+\//),
  project_id: text,
  namespace_id: text,
  project_path: wholeOr(/^[^/]+\//),
  namespace_path: text,
};
const GITLAB_EXAMPLE = "project_path:GROUP/PROJECT:ref_type:branch:ref:main";
const organization = wholeOr(/^organization:[^:]+:/);
const account = wholeOr(/^account:[^:]+:/);
const CLUSTER = { sub: wholeOr(/^system:serviceaccount:[^:]+:/) };
const CLUSTER_EXAMPLE = "system:serviceaccount:NAMESPACE:NAME";
/** A Google app's id, or the number of a service account. Any service account can ask for other audiences. */
const googleClient: Fixed = (value, wildcards) =>
  text(value, wildcards) && /(\.apps\.googleusercontent\.com|^\d{10,})$/.test(value);

/**
 * Identity providers whose tokens AWS accepts, the particular before the general. Shared ones: "Identity-provider
 * controls for shared OIDC providers" (IAM), which IAM itself requires since 2025 of new and changed trust
 * policies, and the providers' own pages on AWS. GitHub's subjects come by name
 * (`repo:octo-org/octo-repo:…`) and, for repositories since 2026, with ids
 * (`repo:octo-org@123456/octo-repo@456789:…`; "Immutable subject claims"); and they can be customized to begin with
 * other claims.
 */
export const ISSUERS: readonly Issuer[] = [
  {
    name: "GitHub Actions",
    url: /^(token|vstoken)\.actions\.githubusercontent\.com$/,
    kind: "shared",
    identity: GITHUB,
    example: GITHUB_EXAMPLE,
  },
  {
    name: "GitHub Actions of an enterprise",
    url: /^token\.actions\.githubusercontent\.com\/|^token\.actions\.[\w.-]+\.ghe\.com$|\/_services\/token$|^github\.com\/enterprises\//,
    kind: "private",
    identity: GITHUB,
    example: GITHUB_EXAMPLE,
  },
  {
    name: "GitHub's audit log streaming",
    url: /^oidc-configuration\.audit-log\.githubusercontent\.com$/,
    kind: "shared",
    identity: { sub: wholeOr(/^https:\/\/github\.com\/[^/]+\//) },
    example: "https://github.com/ENTERPRISE",
  },
  {
    name: "GitLab",
    url: /^gitlab\.com$/,
    kind: "shared",
    identity: GITLAB,
    example: GITLAB_EXAMPLE,
  },
  {
    name: "self-managed GitLab",
    url: /^([\w-]+\.)*gitlab\./,
    kind: "private",
    identity: GITLAB,
    example: GITLAB_EXAMPLE,
  },
  {
    name: "Bitbucket Pipelines",
    url: /^api\.bitbucket\.org\/2\.0\/workspaces\//,
    kind: "private",
    identity: { sub: wholeOr(/^\{[\da-f-]{36}\}|^[\da-f-]{36}:/i) },
    example: "{REPOSITORY-UUID}:*",
  },
  {
    name: "CircleCI",
    url: /^oidc\.circleci\.com\/org\//,
    kind: "private",
    identity: {
      sub: wholeOr(/^org\/[^/]+\/project\/[^/]+\//),
      "oidc.circleci.com/project-id": text,
    },
    example: "org/ORGANIZATION/project/PROJECT/user/*",
  },
  {
    name: "HCP Terraform",
    url: /^app(\.eu)?\.terraform\.io$/,
    kind: "shared",
    identity: { sub: organization },
    example: "organization:ORGANIZATION:project:PROJECT:workspace:WORKSPACE:run_phase:*",
  },
  {
    name: "Pulumi Cloud",
    url: /^api\.pulumi\.com\/oidc(\/v2)?$/,
    kind: "shared",
    identity: {
      aud: text,
      sub: wholeOr(/^pulumi:[^:]+:(org|pulumi\.organization\.login):[^:]+:/),
    },
    example: "aws:ORGANIZATION",
  },
  {
    name: "Buildkite",
    url: /^agent(\.[\w-]+)?\.buildkite\.(com|dev|site)$/,
    kind: "shared",
    identity: {
      sub: organization,
      organization_slug: text,
      organization_id: text,
      pipeline_id: text,
      cluster_id: text,
    },
    example: "organization:ORGANIZATION:pipeline:PIPELINE:ref:refs/heads/main:*",
  },
  {
    name: "Vercel",
    url: /^oidc\.vercel\.com$/,
    kind: "shared",
    identity: { aud: text, sub: wholeOr(/^owner:[^:]+:/) },
    example: "https://vercel.com/TEAM",
  },
  {
    name: "Vercel of a team",
    url: /^oidc\.vercel\.com\//,
    kind: "private",
    identity: { sub: wholeOr(/^owner:[^:]+:project:[^:]+:/) },
    example: "owner:TEAM:project:PROJECT:environment:production",
  },
  {
    name: "Spacelift",
    url: /^[\w-]+\.app\.(us\.)?spacelift\.io$/,
    kind: "private",
    identity: { sub: wholeOr(/^space:[^:]+:/) },
    example: "space:SPACE:stack:STACK:*",
  },
  {
    name: "Scalr",
    url: /^scalr\.io$/,
    kind: "shared",
    identity: { sub: account },
    example: "account:ACCOUNT:environment:ENVIRONMENT:workspace:WORKSPACE",
  },
  {
    name: "Codefresh",
    url: /^oidc\.codefresh\.io$/,
    kind: "shared",
    identity: { sub: account },
    example: "account:ACCOUNT:pipeline:PIPELINE:*",
  },
  {
    name: "env zero",
    url: /^login\.app\.env0\.com$/,
    kind: "shared",
    identity: { sub: wholeOr(/^[^*?]{8,}/) },
    example: "auth0|ORGANIZATION",
  },
  {
    name: "DVC Studio",
    url: /^studio\.datachain\.ai\/api$/,
    kind: "shared",
    identity: { sub: wholeOr(/^credentials:[^/]+\//) },
    example: "credentials:TEAM/PROJECT",
  },
  {
    name: "Shisho Cloud",
    url: /^tokens\.cloud\.shisho\.dev$/,
    kind: "shared",
    identity: { sub: wholeOr(/^job:[^:]+:/) },
    example: "job:ORGANIZATION:*",
  },
  {
    name: "Upbound",
    url: /^proidc\.upbound\.io$/,
    kind: "shared",
    identity: { sub: wholeOr(/^mcp:[^/]+\//) },
    example: "mcp:ORGANIZATION/CONTROL-PLANE:provider:PROVIDER",
  },
  {
    name: "Cloud Sandboxes",
    url: /^sandboxes\.cloud$/,
    kind: "shared",
    identity: { aud: text, sub: wholeOr(/^org\/[^/]+\//) },
    example: "org/ORGANIZATION",
  },
  {
    name: "Microsoft Sentinel and Defender",
    url: /^sts\.windows\.net\/33e01921-4d64-4f8c-a055-5bdaffd5e33d$/,
    kind: "shared",
    identity: { "sts:RoleSessionName": wholeOr(/_[\da-f-]{36}/i), sub: text },
    example: "MicrosoftSentinel_WORKSPACE-ID",
  },
  {
    name: "Amazon Cognito",
    url: /^cognito-identity\.amazonaws\.com$/,
    kind: "shared",
    identity: { aud: text, sub: text },
    example: "us-east-1:IDENTITY-POOL-ID",
  },
  {
    name: "Google",
    url: /^accounts\.google\.com$/,
    kind: "shared",
    identity: { sub: text, aud: googleClient, "google/organization_number": text },
    example: "the unique id of a service account",
  },
  {
    name: "Facebook",
    url: /^graph\.facebook\.com$/,
    kind: "shared",
    identity: { app_id: text, id: text },
    example: "the id of the app",
  },
  {
    name: "Login with Amazon",
    url: /^www\.amazon\.com$/,
    kind: "shared",
    identity: { app_id: text, user_id: text },
    example: "the id of the app",
  },
  {
    name: "Amazon EKS",
    url: /^oidc[-.]eks\.|^oidc\.[\w-]+\.eks\./,
    kind: "cluster",
    identity: CLUSTER,
    example: CLUSTER_EXAMPLE,
  },
  {
    name: "Kubernetes",
    url: /^container\.googleapis\.com\/v1\/projects\/|\.oic\.(prod-)?aks\.azure\.com\/|^rh-oidc|\.openshiftapps\.com\/|^oidc\.op1\.|^kubernetes\.|\/\.?kubernetes/,
    kind: "cluster",
    identity: CLUSTER,
    example: CLUSTER_EXAMPLE,
  },
  {
    name: "Microsoft Entra ID",
    url: /^(sts\.windows\.net|login\.(microsoftonline|partner\.microsoftonline)\.(com|us|cn)|sts\.chinacloudapi\.cn)\//,
    kind: "users",
    identity: { aud: text, sub: text, amr: text, appid: text, azp: text, oid: text },
    example: "the id of the application",
  },
];

/** Any other issuer: who runs it isn't known, so an audience or a subject is enough. */
export function otherIssuer(issuer: string): Issuer {
  return {
    name: issuer,
    url: /^/,
    kind: "users",
    identity: {
      sub: wholeOr(/^[^:/|]+[:/|]+[^:/|]+|^.{8,}/),
      aud: text,
      oaud: text,
      amr: text,
      email: text,
    },
    example: "the subject of the tokens to admit",
  };
}

/** A cluster at an issuer that doesn't show it, told by its subjects. */
export const CLUSTER_ISSUER: Issuer = {
  name: "Kubernetes",
  url: /^/,
  kind: "cluster",
  identity: CLUSTER,
  example: CLUSTER_EXAMPLE,
};
