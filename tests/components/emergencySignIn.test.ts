import assert from "node:assert/strict";
import { entryPolicy, userPolicy } from "../../components/emergency/entryPolicies.ts";
import {
  type Entrances,
  entryTrustPolicy,
  signInAddresses,
  trustPolicy,
} from "../../components/emergency/trustPolicy.ts";
import { guardrailPolicy } from "../../components/guardrails/guardrailPolicy.ts";
import type { Caller } from "../../policies/iam/evaluation/caller.ts";
import { evaluate } from "../../policies/iam/evaluation/evaluate.ts";
import { readPolicy } from "../../policies/iam/policy/readPolicy.ts";
import type { Verdict } from "../../policies/verdict.ts";

const entry = "111111111111";
const workload = "222222222222";
const role = `arn:aws:iam::${workload}:role/emergency/read-only`;
const provider = `arn:aws:iam::${entry}:saml-provider/emergency`;
const entrances: Entrances = { partition: "aws", accountId: entry, saml: true, users: ["ada"] };
const own = {
  user: userPolicy("aws", entry, ["read-only"]),
  session: entryPolicy("aws", ["read-only"]),
};
const guardrails = guardrailPolicy({ credentials: [], administrators: [] });
const all = { Statement: { Effect: "Allow", Action: "*", Resource: "*" } };

const read = (policy: object, kind: "identity" | "trust") =>
  readPolicy(JSON.stringify(policy), kind);

type Context = Readonly<Record<string, string>>;

function user(name: string, account = entry): Caller {
  return { kind: "user", arn: `arn:aws:iam::${account}:user/emergency/${name}`, account };
}

function session(name: string, account = entry): Caller {
  const of = `arn:aws:iam::${account}:role/emergency/${name}`;
  const arn = `arn:aws:sts::${account}:assumed-role/${name}/ada@example.com`;
  return { kind: "session", arn, of, account };
}

/** Whether somebody gets into a role of a workload account, who has this policy, under the guardrails of this project. */
function goesOn(
  caller: Caller,
  context: Context = {},
  policy: object = caller.kind === "session" ? own.session : own.user,
  trust: object = trustPolicy(entrances),
): Verdict {
  const arn = "of" in caller ? caller.of : "arn" in caller ? caller.arn : "";
  const given = Object.entries({ "aws:principalarn": arn, ...context });
  return evaluate(
    {
      identity: [read(policy, "identity")],
      resource: read(trust, "trust"),
      scps: [[readPolicy(all, "scp"), readPolicy(guardrails, "scp")]],
    },
    {
      ...{ caller, action: "sts:AssumeRole", resource: role, owner: workload },
      context: new Map(given.map(([key, value]) => [key, [value]])),
    },
  );
}

/** Whether an assertion of the identity provider gets somebody in. */
function comesIn(name: string, audience: string): Verdict {
  const addresses = signInAddresses("aws", "eu-central-1", ["eu-west-1"]);
  return evaluate(
    { identity: [], resource: read(entryTrustPolicy(provider, addresses), "trust") },
    {
      caller: { kind: "Federated", name },
      action: "sts:AssumeRoleWithSAML",
      resource: `arn:aws:iam::${entry}:role/emergency/emergency-operations`,
      owner: entry,
      context: new Map([["saml:aud", [audience]]]),
    },
  );
}

const mfa = { "aws:multifactorauthpresent": "true", "aws:multifactorauthage": "60" };

/** A trust policy without a condition of its statement. */
function without(sid: string, operator: string): object {
  const policy = structuredClone(trustPolicy(entrances)) as {
    Statement: { Sid: string; Condition: Record<string, unknown> }[];
  };
  for (const { Sid, Condition } of policy.Statement) if (Sid === sid) delete Condition[operator];
  return policy;
}

describe("emergency access, by evaluation of its policies", () => {
  it("lets users in with MFA, and with nothing less", () => {
    assert.equal(goesOn(user("ada"), mfa), "yes");
    assert.equal(goesOn(user("ada")), "no");
    assert.equal(goesOn(user("ada"), { ...mfa, "aws:multifactorauthpresent": "false" }), "no");
    assert.equal(goesOn(user("ada"), { ...mfa, "aws:multifactorauthage": "3601" }), "no");
  });

  it("asks users for MFA in the trust policy, too, whatever their own policies allow", () => {
    assert.equal(goesOn(user("ada"), mfa, all), "yes");
    for (const context of [
      {},
      { "aws:multifactorauthage": "60" },
      { ...mfa, "aws:multifactorauthpresent": "false" },
      { ...mfa, "aws:multifactorauthage": "3601" },
    ]) {
      assert.equal(goesOn(user("ada"), context, all), "no", JSON.stringify(context));
    }
  });

  it("lets nobody else in of that account, nor anybody of another one", () => {
    assert.equal(goesOn(user("grace"), mfa, all), "no");
    assert.equal(goesOn(session("other"), mfa, all), "no");
    assert.equal(goesOn(user("ada", "333333333333"), mfa, all), "no");
    assert.equal(goesOn(session("emergency-operations", "333333333333"), {}, all), "no");
    const root: Caller = { kind: "root", arn: `arn:aws:iam::${entry}:root`, account: entry };
    assert.equal(goesOn(root, mfa, all), "no");
  });

  it("lets sessions of the identity provider on to the roles", () => {
    assert.equal(comesIn(provider, "https://signin.aws.amazon.com/saml"), "yes");
    assert.equal(comesIn(provider, "https://eu-west-1.signin.aws.amazon.com/saml"), "yes");
    assert.equal(goesOn(session("emergency-operations")), "yes");
  });

  it("knows the sign-in of each partition, and lets nobody in by another one's", () => {
    for (const [partition, home, ...addresses] of [
      ["aws", "us-east-2", "https://signin.aws.amazon.com/saml"],
      ["aws-cn", "cn-north-1", "https://signin.amazonaws.cn/saml"],
      ["aws-us-gov", "us-gov-west-1", "https://signin.amazonaws-us-gov.com/saml"],
      ["aws-eusc", "eusc-de-east-1", "https://eusc-de-east-1.signin.amazonaws-eusc.eu/saml"],
      ["aws-iso", "us-iso-east-1", "https://us-iso-east-1.signin.c2shome.ic.gov/saml"],
      ["aws-iso-b", "us-isob-east-1", "https://us-isob-east-1.signin.sc2shome.sgov.gov/saml"],
      ["aws-iso-e", "eu-isoe-west-1", "https://eu-isoe-west-1.signin.csphome.adc-e.uk/saml"],
      ["aws-iso-f", "us-isof-south-1", "https://us-isof-south-1.signin.csphome.hci.ic.gov/saml"],
    ] as const) {
      assert.deepEqual(signInAddresses(partition, home, []), addresses);
    }
    assert.deepEqual(signInAddresses("aws-iso", "us-iso-east-1", ["us-iso-west-1"]), [
      "https://us-iso-east-1.signin.c2shome.ic.gov/saml",
      "https://us-iso-west-1.signin.c2shome.ic.gov/saml",
    ]);
    assert.throws(
      () => signInAddresses("aws-moon", "moon-1", []),
      /partition aws-moon isn't known/,
    );
  });

  it("refuses other assertions and other providers", () => {
    assert.equal(comesIn(provider, "https://signin.example.com/saml"), "no");
    assert.equal(comesIn(provider, "https://us-east-1.signin.aws.amazon.com/saml"), "no");
    const other = `arn:aws:iam::${entry}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE`;
    assert.equal(comesIn(other, "https://signin.aws.amazon.com/saml"), "no");
  });

  it("rests on each condition of its trust policy", () => {
    const mfaOnly = without("UsersWithMfa", "Bool");
    const age = { "aws:multifactorauthage": "60" };
    assert.equal(goesOn(user("ada"), age), "no");
    assert.equal(goesOn(user("ada"), { ...age, ...mfa }, own.user, mfaOnly), "yes");
    assert.equal(goesOn(user("ada"), age, all, mfaOnly), "yes", "Bool is what asks for MFA");
    const old = { ...mfa, "aws:multifactorauthage": "7200" };
    assert.equal(
      goesOn(user("ada"), old, own.user, without("UsersWithMfa", "NumericLessThanEquals")),
      "yes",
    );
    assert.equal(goesOn(user("eve"), mfa, all, without("UsersWithMfa", "ArnLike")), "yes");
    assert.equal(
      goesOn(session("other"), {}, all, without("FromIdentityProvider", "ArnLike")),
      "yes",
    );
  });

  it("lets users do nothing but go on and manage their own password and key", () => {
    const may = (action: string, context: Context, resource: string) =>
      evaluate(
        { identity: [read(own.user, "identity")] },
        {
          ...{ caller: user("ada"), action, resource, owner: entry },
          context: new Map(
            Object.entries({ "aws:username": "ada", ...context }).map(([key, value]) => [
              key,
              [value],
            ]),
          ),
        },
      );
    const self = `arn:aws:iam::${entry}:user/emergency/ada`;
    const other = `arn:aws:iam::${entry}:user/emergency/grace`;
    assert.equal(may("iam:EnableMFADevice", {}, self), "yes");
    assert.equal(may("iam:EnableMFADevice", {}, other), "no");
    assert.equal(may("iam:DeactivateMFADevice", {}, self), "no");
    assert.equal(may("iam:DeactivateMFADevice", mfa, self), "yes");
    assert.equal(may("iam:ChangePassword", mfa, self), "yes");
    for (const action of ["iam:CreateAccessKey", "iam:CreateVirtualMFADevice", "iam:CreateUser"]) {
      assert.equal(may(action, mfa, self), "no", action);
    }
    assert.equal(
      may("sts:AssumeRole", mfa, `arn:aws:iam::${workload}:role/OrganizationAccountAccessRole`),
      "no",
    );
  });

  it("needs its deploying role named, where a guardrail denies making users", () => {
    const deploys = (credentials: readonly string[], resource: string, action = "iam:CreateUser") =>
      evaluate(
        {
          identity: [read(all, "identity")],
          scps: [
            [
              readPolicy(all, "scp"),
              readPolicy(guardrailPolicy({ credentials, administrators: [] }), "scp"),
            ],
          ],
        },
        {
          caller: {
            kind: "session",
            arn: `arn:aws:sts::${entry}:assumed-role/OrganizationAccountAccessRole/pulumi`,
            of: `arn:aws:iam::${entry}:role/OrganizationAccountAccessRole`,
            account: entry,
          },
          ...{ action, resource, owner: entry },
          context: new Map([
            ["aws:principalarn", [`arn:aws:iam::${entry}:role/OrganizationAccountAccessRole`]],
          ]),
        },
      );
    const ada = `arn:aws:iam::${entry}:user/emergency/ada`;
    assert.equal(deploys([], ada), "no");
    assert.equal(deploys(["ci/other"], ada), "no");
    assert.equal(deploys(["OrganizationAccountAccessRole"], ada), "yes");
    // Roles and the identity provider need no leave.
    const made = `arn:aws:iam::${entry}:role/emergency/emergency-operations`;
    assert.equal(deploys([], made, "iam:CreateRole"), "yes");
    assert.equal(deploys([], provider, "iam:CreateSAMLProvider"), "yes");
  });
});
