import type { CredentialFact } from "../../resources/fact.ts";
import { property, type Resource } from "../../resources/resource.ts";
import { notKnownYet, type Report, type Rule } from "../../rule.ts";
import type { StackResource } from "../../stack/stack.ts";
import { hasUnknown, object, UNKNOWN } from "../../value.ts";
import { holdsText } from "./keyFlows/holdsText.ts";
import { outputsWith } from "./keyFlows/templateOutputs.ts";
import { type ShownPassword, shownPasswords } from "./keyFlows/templatePasswords.ts";

const MFA_DEVICE = "aws:iam/virtualMfaDevice:VirtualMfaDevice";

/** Outputs of resources that are secrets, by type. Those of them that a PGP key would encrypt come with the fact. */
const SECRETS: Readonly<Record<string, readonly string[]>> = {
  "aws:iam/accessKey:AccessKey": ["secret", "sesSmtpPasswordV4"],
  "aws:iam/serviceSpecificCredential:ServiceSpecificCredential": [
    "servicePassword",
    "serviceCredentialSecret",
  ],
  "aws:iam/userLoginProfile:UserLoginProfile": ["password"],
  [MFA_DEVICE]: ["base32StringSeed", "qrCodePng"],
  "aws-native:iam:AccessKey": ["secretAccessKey"],
};

const WHAT = {
  "access-key": "the secret of an access key",
  "login-profile": "a console password",
} as const;

const SHOWN: Readonly<Record<ShownPassword["by"], string>> = {
  default:
    "whose Default stands in the template, for everyone who may read it, though it is NoEcho",
  echo: "which isn't NoEcho: everyone who may describe the stack sees it",
  output: "which an output of the template tells, though it is NoEcho",
};

export const iamAccessKeySecretProtected: Rule = {
  id: "iam-access-key-secret-protected",
  severity: "high",
  level: "mandatory",
  title: "Secrets of IAM users stay out of stack outputs and state",
  why: "whoever may read the stack's state or its outputs, or those of a stack that refers to it, can use the credential",
  fix: "don't export it, and give it a pgpKey so that the state holds it encrypted for its owner; better, use a role instead of a user",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/securing_access-keys.html",
  controls: {
    bestPractice: "Update access keys when needed for use cases that require long-term credentials",
  },
  limits: "who may read the state, and copies of a secret that are made outside of the program",
  settings: {},
  facts: {
    *credential(fact) {
      if (fact.credential !== "access-key" && fact.credential !== "login-profile") return;
      if (hasPlainPassword(fact)) {
        yield {
          id: "password-in-template",
          seen: "a console password written into a template, for everyone who may read it",
          wanted: "no password, or a dynamic reference to a secret",
        };
      } else if (fact.pgpKey === UNKNOWN) yield notKnownYet("pgpKey");
      else if (keepsSecret(fact)) {
        yield {
          id: "no-pgp-key",
          seen: `${WHAT[fact.credential]} that the stack's state keeps, without a pgpKey to encrypt it`,
          wanted: "a pgpKey of the one who uses it",
          fix: fact.resource.type.startsWith("aws:")
            ? "set pgpKey, or create the credential outside of the program"
            : "create it with @pulumi/aws and a pgpKey, or outside of the program: this provider can't encrypt it",
          // Pulumi encrypts it in the state with the stack's own key.
          level: "advisory",
        };
      }
    },
    *template({ resource }) {
      for (const { output, logicalId } of outputsWith("SecretAccessKey", resource)) {
        const seen = `output ${output} of the template is the secret of the access key ${logicalId}, for everyone who may describe the stack`;
        yield { id: `exported:${output}`, seen, wanted: "outputs without secrets" };
      }
      for (const { logicalId, parameter, by } of shownPasswords(resource)) {
        const user: Resource = { ...resource, type: "AWS::IAM::User", logicalId };
        yield {
          id: "password-in-template",
          seen: `a console password by the parameter ${parameter}, ${SHOWN[by]}`,
          wanted: "no password, or a dynamic reference to a secret",
          fix: "let the user sign in through the identity provider; else take the default and the outputs away and set NoEcho",
          resource: user,
        };
      }
    },
  },
  stack: {
    types: [MFA_DEVICE],
    *check(stack) {
      const [root] = stack.ofType("pulumi:pulumi:Stack");
      if (!root) return;
      for (const type of Object.keys(SECRETS)) {
        for (const resource of stack.ofType(type)) yield* exported(resource, root);
      }
    },
  },
};

/** Parameters that hide their value and dynamic references aren't known; the default of any other parameter is. */
function hasPlainPassword({ credential, resource }: CredentialFact): boolean {
  if (credential !== "login-profile" || resource.logicalId === undefined) return false;
  const profile = object(property(resource.inputs, "LoginProfile"));
  const password = profile && profile !== UNKNOWN ? property(profile, "Password") : undefined;
  return typeof password === "string" && password !== "" && !password.includes("${");
}

/** CloudFormation keeps the secret of a template's key to itself, unless something else of the template takes it. */
function keepsSecret({ pgpKey, resource, credential }: CredentialFact): boolean {
  if (resource.logicalId !== undefined) return false;
  // The password of an AWS::IAM::User is an input.
  if (resource.type.startsWith("AWS::") && credential === "login-profile") return false;
  return typeof pgpKey !== "string" || pgpKey === "";
}

function* exported(resource: StackResource, root: StackResource): Iterable<Report> {
  const secrets = (SECRETS[resource.type] ?? []).flatMap((name) => {
    const value = resource.output(name);
    return typeof value === "string" && value !== "" ? [value] : [];
  });
  for (const [output, value] of Object.entries(root.outputs)) {
    if (!secrets.some((secret) => holdsText(value, secret))) continue;
    yield {
      id: `exported:${output}`,
      seen: `stack output ${output} is a secret of ${resource.name}`,
      wanted: "outputs without secrets of IAM users",
      resource,
    };
  }
  if (secrets.length > 0 || !couldHaveSecret(resource)) return;
  for (const [output, value] of Object.entries(root.outputs)) {
    if (!hasUnknown(value) || !/secret|passw|credential|smtp|access.?key/i.test(output)) continue;
    const doubt = `whether stack output ${output} is a secret of ${resource.name}: not known in preview; will be checked at update`;
    yield { id: `unknown:${output}`, doubt, resource };
  }
}

/** Of a key with pgpKey the provider gives the encrypted secret only. */
function couldHaveSecret(resource: StackResource): boolean {
  const names = SECRETS[resource.type] ?? [];
  const pgpKey = resource.output("pgpKey");
  const isUnknown = names.some((name) => {
    const value = resource.output(name);
    return value === UNKNOWN || value === undefined;
  });
  return isUnknown && (typeof pgpKey !== "string" || pgpKey === "");
}
