import { notKnownYet, type Report, type Resource, type Rule } from "../rule.ts";
import { text, UNKNOWN, type Value } from "../value.ts";

const PROVIDER = "pulumi:providers:aws";
const USER = "aws:iam/user:User";

export const iamNoRootAccessKeys: Rule = {
  id: "iam-no-root-access-keys",
  severity: "critical",
  level: "mandatory",
  title: "No access keys of the root user, and no provider that could use one",
  why: "nothing can limit the root user, and a key written into a program or its state is a key given away",
  fix: "delete the root user's keys, and run Pulumi with temporary credentials: `aws login`, `aws sso login`, or OIDC in CI",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html#ru-bp-access-keys",
  controls: {
    cis: { "3.0.0": "1.4", "5.0.0": "1.3", "6.0.0": "2.3" },
    securityHub: ["IAM.4"],
  },
  settings: {},
  resource: {
    types: [USER, "aws:iam/accessKey:AccessKey", PROVIDER],
    check: ({ type, inputs }) => {
      if (type === PROVIDER) return staticKeys(inputs);
      return type === USER
        ? rootUser("name", inputs.name, "an IAM user is named like the root user")
        : rootUser("user", inputs.user, "an access key of the root user");
    },
  },
};

function* rootUser(property: string, value: Value | undefined, seen: string): Iterable<Report> {
  const user = text(value);
  if (user === UNKNOWN) yield notKnownYet(property);
  else if (user !== undefined && /^(root|<root_account>)$/i.test(user)) {
    yield { id: "root-user", seen: `${seen}: ${user}`, wanted: "no keys of the root user at all" };
  }
}

/** "IAM identifiers": an id that starts with AKIA belongs to a key that never ends, ASIA to a temporary one. */
function* staticKeys({ accessKey }: Resource["inputs"]): Iterable<Report> {
  const key = text(accessKey);
  if (key === UNKNOWN) yield notKnownYet("accessKey");
  else if (key?.startsWith("AKIA")) {
    const seen = "a provider with a static access key, AKIA…";
    yield { id: "static-provider-key", seen, wanted: "temporary credentials from the environment" };
  }
}
