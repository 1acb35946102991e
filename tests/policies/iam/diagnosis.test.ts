// biome-ignore-all lint/suspicious/noTemplateCurlyInString: as policies write variables.
import assert from "node:assert/strict";
import { UNKNOWN, type Value } from "../../../policies/value.ts";
import { allBut, allow, deny, identity, type Source, when } from "./statements.ts";
import { gravest, verdictsOf } from "./verdicts.ts";

const TODAY = "2026-11-26";
const SAYS = ["nothing", "advisory", "mandatory"] as const;
const KEYS = "arn:aws:kms:*:*:key/*";
const USERS = "arn:aws:iam::111122223333:user/*";
const ROLES = "arn:aws:iam::111122223333:role/";
const secret = (arn: string): Source => allow("secretsmanager:GetSecretValue", arn);
const tagged = (key: string, value: Value = "true") => when("StringEquals", key, value);
const cloudFormation = when(
  "ForAnyValue:StringEquals",
  "aws:CalledVia",
  "cloudformation.amazonaws.com",
);

/** What is said at worst, and which verdicts are among those; ours is the role `app-deployer` with the policy `app-deploy`. */
const TABLE: readonly (readonly [(typeof SAYS)[number], string, readonly Source[], ...string[]])[] =
  [
    [
      "mandatory",
      "secrets of one Region",
      [secret("arn:aws:secretsmanager:eu-west-1:111122223333:secret:*")],
    ],
    [
      "mandatory",
      "secrets of many Regions",
      [secret("arn:aws:secretsmanager:eu-*:111122223333:secret:*")],
    ],
    [
      "mandatory",
      "secrets of Regions by letters",
      [secret("arn:aws:secretsmanager:??-*-1:*:secret:*")],
    ],
    [
      "mandatory",
      "secrets of a partition by pattern",
      [secret("arn:aws*:secretsmanager:*:*:secret:*")],
    ],
    ["mandatory", "secrets of GovCloud", [secret("arn:aws-us-gov:secretsmanager:*:*:secret:*")]],
    [
      "mandatory",
      "secrets of accounts by digits",
      [secret("arn:aws:secretsmanager:*:1111*:secret:*")],
    ],
    [
      "mandatory",
      "secrets of accounts by length",
      [secret("arn:aws:secretsmanager:*:????????????:secret:*")],
    ],
    [
      "mandatory",
      "secrets with the letters that AWS adds",
      [secret("arn:aws:secretsmanager:*:*:secret:*-??????")],
    ],
    ["mandatory", "secrets by a part of their kind", [secret("arn:aws:secretsmanager:*:*:s*")]],
    ["mandatory", "whatever has six parts", [secret("arn:*:*:*:*:*")]],
    ["nothing", "secrets of one name", [secret("arn:aws:secretsmanager:eu-*:*:secret:app-??????")]],
    [
      "nothing",
      "secrets of a path",
      [secret("arn:aws*:secretsmanager:*:????????????:secret:app/*")],
    ],
    [
      "mandatory",
      "all instances by their ids",
      [
        allow("iam:PassRole"),
        allow("ec2:ReplaceIamInstanceProfileAssociation", "arn:aws:ec2:*:*:instance/i-*"),
      ],
    ],
    ["mandatory", "all of KMS on keys", [allow("kms:*", KEYS)], "all of kms"],
    ["mandatory", "everything on keys", [allow("*", KEYS)], "all of kms"],
    ["mandatory", "k*:* on keys", [allow("k*:*", KEYS)], "all of kms"],
    ["mandatory", "kms* on keys", [allow("kms*", KEYS)], "all of kms"],
    ["mandatory", "?* on keys", [allow("?*", KEYS)], "all of kms"],
    ["mandatory", "all but IAM on keys", [allBut("iam:*", KEYS)], "all of kms"],
    [
      "mandatory",
      "all but IAM",
      [allBut("iam:*")],
      "all of sso",
      "all of sts",
      "account-access:CreateEntitlement",
    ],
    ["mandatory", "all, IAM denied", [allow("*"), deny("iam:*")], "all of sso", "all of sts"],
    ["mandatory", "s*", [allow("s*")], "all of sts", "all of secretsmanager"],
    ["mandatory", "a pattern that nearly everything has", [allow("*e*")], "administrator"],
    [
      "mandatory",
      "everything in a bucket, and everything by letters",
      [allow("*", "arn:aws:s3:::x/*"), ...[..."acdeiklrs"].map((one) => allow(`${one}*`))],
      "administrator",
    ],
    [
      "mandatory",
      "keys of tagged users, who may be tagged",
      [
        allow("iam:CreateAccessKey", USERS, tagged("aws:ResourceTag/developer")),
        allow("iam:TagUser"),
      ],
      "iam:CreateAccessKey",
    ],
    [
      "mandatory",
      "the same by IAM's own key",
      [
        allow("iam:CreateAccessKey", USERS, tagged("iam:ResourceTag/developer")),
        allow("iam:Tag*", USERS),
      ],
      "iam:CreateAccessKey",
    ],
    [
      "mandatory",
      "the same, denied to the untagged",
      [
        allow(["iam:CreateAccessKey", "iam:TagUser"], USERS),
        deny(
          "iam:CreateAccessKey",
          "*",
          when("StringNotEquals", "aws:ResourceTag/developer", "true"),
        ),
      ],
      "iam:CreateAccessKey",
    ],
    [
      "mandatory",
      "tagged with one's own name",
      [
        allow(
          "iam:UpdateAssumeRolePolicy",
          `${ROLES}*`,
          tagged("aws:ResourceTag/owner", "${aws:userid}"),
        ),
        allow("iam:TagRole", `${ROLES}*`, tagged("aws:RequestTag/owner", "${aws:userid}")),
      ],
      "iam:UpdateAssumeRolePolicy",
    ],
    [
      "nothing",
      "tagged users, of which only other tags may be set",
      [
        allow("iam:CreateAccessKey", USERS, tagged("aws:ResourceTag/developer")),
        allow("iam:TagUser", USERS, when("ForAllValues:StringEquals", "aws:TagKeys", "team")),
      ],
    ],
    [
      "nothing",
      "tagged users",
      [
        allow("iam:CreateAccessKey", USERS, tagged("aws:ResourceTag/developer")),
        allow("iam:TagRole", `${ROLES}app`),
      ],
    ],
    [
      "nothing",
      "a tag that only AWS sets",
      [
        allow(
          "iam:CreateAccessKey",
          USERS,
          tagged("aws:ResourceTag/aws:cloudformation:stack-name"),
        ),
        allow("iam:TagUser", USERS),
      ],
    ],
    [
      "advisory",
      "everything through CloudFormation",
      [
        allow("*", "*", cloudFormation),
        allow("cloudformation:*", "arn:aws:cloudformation:*:111122223333:stack/*"),
      ],
      "administrator",
    ],
    [
      "advisory",
      "everything through any service",
      [
        allow("*", "*", when("Bool", "aws:ViaAWSService", "true")),
        allow("cloudformation:CreateStack", "arn:aws:cloudformation:*:*:stack/app-*/*"),
      ],
      "administrator",
    ],
    [
      "nothing",
      "everything through CloudFormation, which it may only look at",
      [allow("*", "*", cloudFormation), allow("cloudformation:Describe*")],
    ],
    [
      "nothing",
      "everything to services by themselves",
      [allow("*", "*", when("Bool", "aws:PrincipalIsAWSService", "true"))],
    ],
    [
      "nothing",
      "a policy till a day that is over",
      [
        allow(
          "iam:PutUserPolicy",
          "*",
          when("DateLessThan", "aws:TokenIssueTime", "2020-01-01T00:00:00Z"),
        ),
      ],
    ],
    [
      "nothing",
      "a policy till a second that is over",
      [allow("iam:PutUserPolicy", "*", when("DateLessThan", "aws:EpochTime", "1577836800"))],
    ],
    [
      "mandatory",
      "a policy till a day to come",
      [
        allow(
          "iam:PutUserPolicy",
          "*",
          when("DateLessThan", "aws:CurrentTime", "2027-01-01T00:00:00Z"),
        ),
      ],
      "iam:PutUserPolicy",
    ],
    [
      "mandatory",
      "a policy, denied till a day that is over",
      [
        allow("iam:PutUserPolicy"),
        deny("*", "*", when("DateLessThan", "aws:TokenIssueTime", "2026-01-01T00:00:00Z")),
      ],
      "iam:PutUserPolicy",
    ],
    [
      "nothing",
      "a policy to two organizations at once",
      [
        allow("iam:PutUserPolicy", "*", {
          StringEquals: { "aws:PrincipalOrgID": "o-a" },
          StringLike: { "aws:principalorgid": "o-b*" },
        }),
      ],
    ],
    [
      "nothing",
      "a policy in no range of numbers",
      [
        allow("iam:PutUserPolicy", "*", {
          NumericLessThan: { "aws:MultiFactorAuthAge": "10" },
          NumericGreaterThan: { "aws:MultiFactorAuthAge": "20" },
        }),
      ],
    ],
    [
      "advisory",
      "a policy in a narrow range",
      [
        allow("iam:PutUserPolicy", "*", {
          NumericLessThan: { "aws:MultiFactorAuthAge": "10.5" },
          NumericGreaterThan: { "aws:MultiFactorAuthAge": "10.4" },
        }),
      ],
      "iam:PutUserPolicy",
    ],
    [
      "advisory",
      "a policy to names of two patterns",
      [
        allow("iam:PutUserPolicy", "*", {
          StringLike: { "aws:PrincipalOrgID": "o-a*" },
          StringLikeIfExists: { "aws:PrincipalOrgID": "*z" },
        }),
      ],
      "iam:PutUserPolicy",
    ],
    [
      "nothing",
      "a policy with no organization, and one",
      [
        allow("iam:PutUserPolicy", "*", {
          Null: { "aws:PrincipalOrgID": "true" },
          StringEquals: { "aws:PrincipalOrgID": "o-a" },
        }),
      ],
    ],
    [
      "nothing",
      "a policy to those whom a Deny names",
      [
        allow("iam:PutUserPolicy", "*", when("StringEquals", "aws:PrincipalOrgID", "o-a")),
        deny("iam:*", "*", when("StringLike", "aws:PrincipalOrgID", "o-*")),
      ],
    ],
    [
      "advisory",
      "a policy to others than those whom a Deny names",
      [
        allow("iam:PutUserPolicy", "*", when("StringLike", "aws:PrincipalOrgID", "o-*")),
        deny("iam:*", "*", when("StringEquals", "aws:PrincipalOrgID", "o-a")),
      ],
      "iam:PutUserPolicy",
    ],
    [
      "mandatory",
      "roles of its own account, said by variable",
      [
        allow(
          "iam:PassRole",
          "*",
          when("StringEquals", "aws:ResourceAccount", "${aws:PrincipalAccount}"),
        ),
        allow("ec2:RunInstances"),
      ],
      "iam:PassRole+ec2:RunInstances",
    ],
    [
      "nothing",
      "a database user by name",
      [
        allow("redshift:GetClusterCredentials", [
          "arn:aws:redshift:*:*:dbname:*/*",
          "arn:aws:redshift:*:*:dbuser:*/app_reader",
        ]),
      ],
    ],
    [
      "mandatory",
      "any database user",
      [
        allow("redshift:GetClusterCredentials", [
          "arn:aws:redshift:*:*:dbname:*/app",
          "arn:aws:redshift:*:*:dbuser:*/*",
        ]),
      ],
    ],
    [
      "nothing",
      "versions of a policy, of a user",
      [allow("iam:CreatePolicyVersion", "arn:aws:iam::111122223333:user/${aws:username}")],
    ],
    [
      "mandatory",
      "oneself with a Region by pattern",
      [allow("iam:PutRolePolicy", "arn:aws:iam:*:*:role/app-*")],
      "iam:PutRolePolicy",
    ],
    [
      "mandatory",
      "oneself by a pattern",
      [allow("iam:PutRolePolicy", `${ROLES}app-*`)],
      "iam:PutRolePolicy",
    ],
    [
      "mandatory",
      "oneself by account and letters",
      [allow("iam:PutRolePolicy", "arn:aws:iam::1*:role/app-deploye?")],
      "iam:PutRolePolicy",
    ],
    [
      "mandatory",
      "one's own policy by a pattern",
      [allow("iam:CreatePolicyVersion", "arn:aws:iam::*:policy/app-*")],
      "iam:CreatePolicyVersion",
    ],
    [
      "mandatory",
      "nobody but oneself",
      [
        allow("iam:PutRolePolicy"),
        { Effect: "Deny", Action: "iam:*", NotResource: `${ROLES}app-*` },
      ],
      "iam:PutRolePolicy",
    ],
    [
      "nothing",
      "others by a pattern",
      [allow("iam:PutRolePolicy", `${ROLES}web-*`)],
      "writing iam:PutRolePolicy",
    ],
    [
      "nothing",
      "oneself, denied by a pattern",
      [allow("iam:PutRolePolicy", `${ROLES}app-*`), deny("*", `${ROLES}*deployer`)],
    ],
    [
      "nothing",
      "a user by its own name, which no role has",
      [allow("iam:PutUserPolicy", "arn:aws:iam::*:user/${aws:username}")],
    ],
    [
      "nothing",
      "service-linked roles",
      [
        allow(
          ["iam:PutRolePolicy", "iam:AttachRolePolicy"],
          "arn:aws:iam::*:role/aws-service-role/guardduty.amazonaws.com/*",
        ),
      ],
    ],
    [
      "nothing",
      "an age that nothing has",
      [allow("iam:PutUserPolicy", "*", when("NumericLessThan", "aws:MultiFactorAuthAge", "0"))],
    ],
    [
      "mandatory",
      "secrets of whatever Region is asked",
      [secret("arn:aws:secretsmanager:${aws:RequestedRegion}:111122223333:secret:*")],
    ],
    [
      "mandatory",
      "secrets of the Region that a tag names",
      [secret("arn:aws:secretsmanager:${aws:PrincipalTag/region}:*:secret:*")],
    ],
    [
      "mandatory",
      "entitlements for anybody",
      [allow("account-access:CreateEntitlement")],
      "account-access:CreateEntitlement",
    ],
    [
      "mandatory",
      "entitlements of any application",
      [allow("account-access:*Entitlement", "arn:aws:account-access:eu-*:*:application/*")],
      "account-access:CreateEntitlement",
    ],
    [
      "nothing",
      "entitlements of one application",
      [
        allow(
          "account-access:CreateEntitlement",
          "arn:aws:account-access:eu-west-1:111122223333:application/app-1",
        ),
      ],
    ],
  ];

describe("what is said about a policy", () => {
  for (const [worst, title, sources, ...verdicts] of TABLE) {
    it(`${worst}: ${title}`, () => {
      const itself = [`${ROLES}app-deployer`, "arn:aws:iam::111122223333:policy/app-deploy"];
      const grants = { identity: identity(...sources), itself, today: TODAY };
      assert.equal(SAYS[gravest(grants)], worst);
      const found = verdictsOf(grants);
      for (const one of verdicts) assert.ok(found.has(one), [...found.keys()].join());
    });
  }

  it("is no less for a part that isn't known yet than a doubt", () => {
    const sources = [
      secret("arn:aws:secretsmanager:*:*:secret:*"),
      allow("iam:PutRolePolicy", "*", when("Bool", "aws:MultiFactorAuthPresent", "true")),
    ];
    for (const [index, source] of sources.entries()) {
      for (const part of ["Action", "Resource", "Condition"]) {
        const open: Source = { ...source, [part]: UNKNOWN };
        const grants = {
          identity: identity(...sources.map((one, i) => (i === index ? open : one))),
        };
        for (const [name] of verdictsOf({ identity: identity(...sources) })) {
          // What is written is said of what is certain only.
          if (name.startsWith("writing")) continue;
          assert.ok(verdictsOf(grants).has(name), `${name} without ${part}`);
        }
      }
    }
  });
});
