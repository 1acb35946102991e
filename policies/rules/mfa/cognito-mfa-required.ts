import { property, type Resource } from "../../resources/resource.ts";
import { notKnownYet, quote, type Report, type Rule } from "../../rule.ts";
import type { Stack } from "../../stack/stack.ts";
import { list, object, UNKNOWN, type Value } from "../../value.ts";

const USER_POOLS = ["aws:cognito/userPool:UserPool", "AWS::Cognito::UserPool"];
const IDENTITY_POOLS = ["aws:cognito/identityPool:IdentityPool", "AWS::Cognito::IdentityPool"];

export const cognitoMfaRequired: Rule = {
  id: "cognito-mfa-required",
  severity: "medium",
  level: "advisory",
  title: "Cognito users that get AWS credentials sign in with MFA",
  why: "an identity pool turns a user's password into credentials of AWS: without MFA, a guessed password is enough",
  fix: 'set mfaConfiguration "ON" and softwareTokenMfaConfiguration on the user pool, or sign users in without passwords (passkeys)',
  url: "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html",
  controls: {
    securityHub: ["Cognito.2", "Cognito.5"],
    bestPractice: "Require multi-factor authentication (MFA)",
  },
  limits:
    "user pools of other stacks, and whether users of federated providers sign in with MFA there",
  settings: {},
  resource: { types: IDENTITY_POOLS, check: guests },
  stack: {
    types: [...USER_POOLS, ...IDENTITY_POOLS],
    *check(stack) {
      for (const pool of poolsThatGiveCredentials(stack)) yield* judge(pool);
    },
  },
};

function* guests({ inputs }: Resource): Iterable<Report> {
  const allowed = property(inputs, "AllowUnauthenticatedIdentities");
  if (allowed === UNKNOWN) yield notKnownYet("allowUnauthenticatedIdentities");
  if (allowed !== true && allowed !== "true") return;
  yield {
    id: "guests",
    seen: "allowUnauthenticatedIdentities true: whoever knows the pool's id, as every visitor of the app does, gets AWS credentials without signing in",
    wanted: "allowUnauthenticatedIdentities false",
    fix: "let users sign in; where guests are meant, keep their role to what everybody may do, and exempt the pool",
  };
}

/** User pools that an identity pool of the stack takes users from. */
function poolsThatGiveCredentials(stack: Stack): ReadonlySet<Resource> {
  const pools = stack.declared(...USER_POOLS);
  const found = new Set<Resource>();
  for (const identities of stack.declared(...IDENTITY_POOLS)) {
    const names = providerNames(identities);
    const origins = new Set(
      stack.at(identities)?.propertyDependencies.cognitoIdentityProviders?.flatMap((one) => [
        one.urn,
        // A client of the user pool comes from the pool.
        ...one.dependencies.map(({ urn }) => urn),
      ]),
    );
    for (const pool of pools) {
      const isNamed = names.some((name) => isNameOf(name, pool, identities, stack));
      if (isNamed || (pool.logicalId === undefined && origins.has(pool.urn))) found.add(pool);
    }
  }
  return found;
}

function providerNames({ inputs }: Resource): readonly Value[] {
  const providers = list(property(inputs, "CognitoIdentityProviders"));
  if (providers === UNKNOWN) return [];
  return providers.flatMap((one) => {
    const provider = object(one);
    return (provider && provider !== UNKNOWN && property(provider, "ProviderName")) || [];
  });
}

/** `cognito-idp.<region>.amazonaws.com/<id of the pool>`, or a reference to it in the same template. */
function isNameOf(name: Value, pool: Resource, identities: Resource, stack: Stack): boolean {
  if (typeof name !== "string") return false;
  if (pool.logicalId !== undefined) {
    return pool.urn === identities.urn && name.includes(`\${${pool.logicalId}`);
  }
  const declared = stack.at(pool);
  return ["id", "userPoolId"].some((output) => {
    const id = declared?.output(output);
    return typeof id === "string" && name.endsWith(`/${id}`);
  });
}

function* judge(pool: Resource): Iterable<Report> {
  const mfa = property(pool.inputs, "MfaConfiguration") ?? "OFF";
  if (mfa === UNKNOWN) yield notKnownYet("mfaConfiguration", pool);
  if (typeof mfa !== "string" || mfa === "ON" || isPasswordless(pool)) return;
  yield {
    id: "mfa",
    seen: `mfaConfiguration ${quote(mfa)} on a user pool whose users get AWS credentials`,
    wanted: 'mfaConfiguration "ON"',
    resource: pool,
  };
}

/** Whether users sign in by passkey or one-time code too: AWS Config's rule leaves such pools out. */
function isPasswordless({ inputs }: Resource): boolean {
  const own = object(property(inputs, "SignInPolicy"));
  const policies = object(property(inputs, "Policies"));
  const nested = policies && policies !== UNKNOWN && object(property(policies, "SignInPolicy"));
  const signIn = own ?? nested;
  if (!signIn || signIn === UNKNOWN) return signIn === UNKNOWN;
  const factors = list(property(signIn, "AllowedFirstAuthFactors"));
  return factors === UNKNOWN || factors.some((factor) => factor !== "PASSWORD");
}
