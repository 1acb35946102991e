import type { Report, Rule } from "../../rule.ts";
import type { Stack } from "../../stack/stack.ts";
import { list, UNKNOWN } from "../../value.ts";
import { ORGANIZATION } from "./targets.ts";

const FEATURES = "aws:iam/organizationsFeatures:OrganizationsFeatures";
const SERVICE_ACCESS = "aws:organizations/awsServiceAccess:AwsServiceAccess";
const IAM = "iam.amazonaws.com";

/** IAM API, `EnableOrganizationsRootCredentialsManagement` and `EnableOrganizationsRootSessions`. */
const WANTED: Readonly<Record<string, string>> = {
  RootCredentialsManagement: "member accounts keep root passwords and keys of their own",
  RootSessions: "tasks that need a root user still need its password",
};

export const organizationsRootAccessCentral: Rule = {
  id: "organizations-root-access-central",
  severity: "high",
  level: "mandatory",
  title: "Root access of member accounts is centrally managed",
  why: "otherwise each account has a root user of its own with a password that anyone with its mailbox can reset",
  fix: "declare aws.iam.OrganizationsFeatures with RootCredentialsManagement and RootSessions in the management account, and iam.amazonaws.com among the organization's awsServiceAccessPrincipals; then delete the root credentials of existing accounts",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html",
  controls: {
    cis: { "7.0.0": "2.1.1" },
    bestPractice: "Follow best practices to protect your root user credentials",
  },
  limits:
    "whether accounts that existed before still have root credentials, and the management account's own root user: see IAM > Root access management",
  settings: {},
  resource: {
    types: [FEATURES],
    *check({ inputs }) {
      const features = list(inputs.enabledFeatures);
      if (features === UNKNOWN) {
        const doubt = "enabledFeatures is not known in preview; will be checked at update";
        yield { id: "unknown", doubt };
        return;
      }
      for (const [feature, otherwise] of Object.entries(WANTED)) {
        if (features.includes(feature)) continue;
        if (features.includes(UNKNOWN)) {
          const doubt = `whether enabledFeatures has ${feature}: not known in preview; will be checked at update`;
          yield { id: `unknown:${feature}`, doubt };
          continue;
        }
        const seen = `enabledFeatures without ${feature}: ${otherwise}`;
        yield { id: `missing:${feature}`, seen, wanted: "both features" };
      }
    },
  },
  stack: {
    types: [...ORGANIZATION, SERVICE_ACCESS],
    *check(stack) {
      const [organization] = stack.declared(...ORGANIZATION);
      if (!organization) return;
      const isOn = stack.declared(FEATURES).length > 0;
      if (isOn) {
        yield* trustedAccess(stack);
        return;
      }
      yield {
        id: "not-enabled",
        seen: "an organization without central root access, as far as this stack says",
        wanted: "RootCredentialsManagement and RootSessions",
        level: "advisory",
        resource: organization,
      };
    },
  },
};

/** IAM takes the features only of an organization that trusts it. */
function* trustedAccess(stack: Stack): Iterable<Report> {
  const separate = stack.declared(SERVICE_ACCESS).map(({ inputs }) => inputs.servicePrincipal);
  if (separate.includes(IAM) || separate.includes(UNKNOWN)) return;
  for (const resource of stack.declared("aws:organizations/organization:Organization")) {
    const { awsServiceAccessPrincipals } = resource.inputs;
    const principals = list(awsServiceAccessPrincipals);
    if (principals === UNKNOWN || principals.includes(UNKNOWN) || principals.includes(IAM))
      continue;
    yield {
      id: "no-trusted-access",
      seen: `awsServiceAccessPrincipals without ${IAM}, so IAM refuses to manage root access`,
      wanted: `${IAM} among awsServiceAccessPrincipals`,
      resource,
    };
  }
}
