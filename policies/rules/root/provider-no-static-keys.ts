import { notKnownYet, type Report, type Rule } from "../../rule.ts";
import type { Properties, Value } from "../../value.ts";
import { hasUnknown, UNKNOWN } from "../../value.ts";

const PROVIDERS = ["pulumi:providers:aws", "pulumi:providers:aws-native"];

/** What LocalStack, Moto and their guides put in place of keys. */
const STAND_INS =
  /^(test(ing)?|mock(_access_key|_secret_key)?|fake|dummy|localstack|local|x+|foo(bar)?|na|none|unused|anything)$/i;

export const providerNoStaticKeys: Rule = {
  id: "provider-no-static-keys",
  severity: "critical",
  level: "mandatory",
  title: "No static access keys in AWS providers",
  why: "a key in a program, its configuration or its state never ends, and can do whatever the deployment can, or all, if it is the root user's",
  fix: "remove accessKey and secretKey, and give Pulumi temporary credentials: `aws sso login` or `aws login` for people, OIDC in CI or Pulumi ESC, with assumeRoles where it needs another account",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles",
  controls: {
    bestPractice: "Require workloads to use temporary credentials with IAM roles to access AWS",
  },
  limits:
    "whose key it is, the root user's or another's, which its id doesn't tell, and keys that Pulumi finds in environment variables and profiles",
  settings: {},
  resource: {
    types: PROVIDERS,
    *check({ inputs }) {
      if (isStandIn(inputs)) return;
      const { accessKey, secretKey, token } = inputs;
      if (accessKey === UNKNOWN) yield notKnownYet("accessKey");
      else if (isGiven(accessKey)) yield* judge(accessKey, token);
      else if (secretKey === UNKNOWN) yield notKnownYet("secretKey");
      else if (isGiven(secretKey)) {
        yield {
          id: "static-secret-key",
          seen: "a secretKey in the provider, without an accessKey",
          wanted: "temporary credentials from the environment",
        };
      }
    },
  },
};

/** "IAM identifiers": an id that starts with AKIA belongs to a key that never ends, one with ASIA to a temporary one. */
function* judge(accessKey: string, token: Value | undefined): Iterable<Report> {
  const isTemporary =
    accessKey.startsWith("ASIA") || (isGiven(token) && !accessKey.startsWith("AKIA"));
  if (isTemporary) return;
  if (token === UNKNOWN && !accessKey.startsWith("AKIA")) {
    yield notKnownYet("token");
    return;
  }
  const isAws = /^AKIA[A-Z0-9]{8,}$/.test(accessKey);
  yield {
    id: "static-access-key",
    seen: `a static access key in the provider${isAws ? `, AKIA…${accessKey.slice(-4)}` : ""}`,
    wanted: "temporary credentials from the environment",
  };
}

/** A provider of an emulator, or of another vendor with the same API. */
function isStandIn({ accessKey, skipCredentialsValidation, endpoints }: Properties): boolean {
  if (typeof accessKey === "string" && STAND_INS.test(accessKey)) return true;
  const hosts = hostsOf(endpoints);
  if (hosts.length > 0) return hosts.every((host) => !isAws(host));
  const isSkipped = skipCredentialsValidation === true || skipCredentialsValidation === "true";
  return isSkipped && typeof accessKey === "string" && !/^A(KI|SI)A/.test(accessKey);
}

/** Of the URLs in `endpoints`, which the engine hands over as JSON text. */
function hostsOf(endpoints: Value | undefined): readonly string[] {
  if (endpoints === undefined || hasUnknown(endpoints)) return [];
  const text = typeof endpoints === "string" ? endpoints : JSON.stringify(endpoints);
  return [...text.matchAll(/https?:\/\/([^/:"\\\s]+)/gi)].map(([, host = ""]) =>
    host.toLowerCase(),
  );
}

function isAws(host: string): boolean {
  return /(^|\.)(amazonaws\.com(\.cn)?|aws(\.dev)?|api\.aws)$/.test(host);
}

function isGiven(value: Value | undefined): value is string {
  return typeof value === "string" && value !== "";
}
