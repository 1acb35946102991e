import assert from "node:assert/strict";
import fc from "fast-check";
import { ManagedPolicyNames } from "../../../model/checks/likelyManagedPolicy.ts";
import { parseConfiguration } from "../../../model/parse.ts";
import type { Problem } from "../../../model/problems/problem.ts";
import { awsManagedPolicies } from "../../../policies/iam/awsManaged/awsManagedPolicies.ts";
import { valid } from "../example.ts";

/** What is said of the AWS managed policies of a permission set, in a Region. */
function problems(set: string, region = "eu-west-1"): Problem[] {
  const raw = valid(`
identityCenter: { region: ${region} }
permissionSets:
  administrator: { managedPolicies: [AWSSSOMasterAccountAdministrator] }
  other: ${set}`);
  return parseConfiguration(raw, { readFile: () => "{}" }).problems.filter(({ path }) =>
    /^access:permissionSets\.other\..*managedPolic/.test(path),
  );
}

const meant: readonly (readonly [given: string, meant: string])[] = [
  ["ViewOnlyAccess", "job-function/ViewOnlyAccess"],
  ["Billing", "job-function/Billing"],
  ["billing", "job-function/Billing"],
  ["job-functions/Billing", "job-function/Billing"],
  ["service-role/AmazonS3FullAccess", "AmazonS3FullAccess"],
  ["poweruseraccess", "PowerUserAccess"],
  ["AdministratorAcces", "AdministratorAccess"],
  ["AdminAccess", "AdministratorAccess"],
  ["ReadOnly", "ReadOnlyAccess"],
  ["ReadonlyAcces", "ReadOnlyAccess"],
  ["iamreadonlyacces", "IAMReadOnlyAccess"],
  ["DatabaseAdmin", "job-function/DatabaseAdministrator"],
  ["SupportUsers", "job-function/SupportUser"],
  ["AWSLambdaFullAccess", "AWSLambda_FullAccess"],
];

describe("AWS managed policies by name", () => {
  for (const [given, name] of meant) {
    it(`refuses ${given} and names ${name}`, () => {
      for (const policy of [given, `arn:aws:iam::aws:policy/${given}`]) {
        const found = [
          ...problems(`{ managedPolicies: ["${policy}"] }`),
          ...problems(
            `{ permissionsBoundary: { managedPolicy: "${policy}" }, managedPolicies: [SecurityAudit] }`,
          ),
        ];
        assert.deepEqual(
          found.map(({ severity, path }) => `${severity} ${path}`),
          [
            "error access:permissionSets.other.managedPolicies[0]",
            "error access:permissionSets.other.permissionsBoundary.managedPolicy",
          ],
        );
        for (const { message } of found) assert.match(message, new RegExp(`"${name}"`));
      }
    });
  }

  it("takes every policy of the table that isn't a service-linked role's, by name and by ARN", () => {
    for (const name of awsManagedPolicies.keys()) {
      const found = problems(
        `{ managedPolicies: ["${name}"], permissionsBoundary: { managedPolicy: "arn:aws:iam::aws:policy/${name}" } }`,
      );
      assert.equal(found.length, name.startsWith("aws-service-role/") ? 2 : 0, name);
    }
  });

  it("warns of a name that could be newer than the table, with its date and how to renew it", () => {
    for (const name of [
      "AmazonQuantumTeapotFullAccess",
      "AmazonEC2FullAccessV2",
      "AWSSecretWordPolicy",
    ]) {
      const [found, ...others] = problems(`{ managedPolicies: [${name}] }`);
      assert.equal(found?.severity, "warning", name);
      assert.match(found.message, /until \d{4}-\d\d-\d\d; .*npm run update:data/);
      assert.deepEqual(others, []);
    }
  });

  it("names what takes the place of a withdrawn policy", () => {
    const [found] = problems("{ managedPolicies: [AWSBackupAdminPolicy] }");
    assert.equal(found?.severity, "error");
    assert.match(found.message, /withdrawn.*"AWSBackupFullAccess"/);
  });

  it("finds them also where something else of the permission set is wrong", () => {
    const found = problems('{ managedPolicies: [Billing], sessionDuration: "PT99H", name: "a b" }');
    assert.deepEqual(
      found.map(({ severity }) => severity),
      ["error"],
    );
  });

  const partitions: readonly (readonly [region: string, partition: string])[] = [
    ["eu-west-1", "aws"],
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
    ["eusc-de-east-1", "aws-eusc"],
    ["us-iso-east-1", "aws-iso"],
    ["us-isob-east-1", "aws-iso-b"],
    ["eu-isoe-west-1", "aws-iso-e"],
    ["us-isof-south-1", "aws-iso-f"],
  ];
  for (const [region, partition] of partitions) {
    it(`takes ARNs of ${partition} alone in ${region}`, () => {
      for (const [, other] of partitions) {
        const set = `{ managedPolicies: ["arn:${other}:iam::aws:policy/SecurityAudit"], permissionsBoundary: { managedPolicy: "arn:${other}:iam::aws:policy/ReadOnlyAccess" } }`;
        const found = problems(set, region);
        assert.equal(found.length, other === partition ? 0 : 2, other);
        if (other !== partition) assert.match(found[0]?.message ?? "", /write "SecurityAudit"/);
      }
      assert.deepEqual(problems("{ managedPolicies: [SecurityAudit] }", region), []);
    });
  }

  it("takes the partition from the provider's Region where the configuration names none, or from the instance's ARN", () => {
    const sets = { other: { managedPolicies: ["arn:aws-cn:iam::aws:policy/SecurityAudit"] } };
    const errors = (identityCenter: object, region?: string) =>
      parseConfiguration(
        { ...valid(), identityCenter, permissionSets: sets },
        { readFile: () => "", region },
      ).problems.filter(({ path }) => path.includes("managedPolicies")).length;
    assert.equal(errors({}, "eu-west-1"), 1);
    assert.equal(errors({}, "cn-north-1"), 0);
    assert.equal(errors({}), 0);
    assert.equal(
      errors({ instanceArn: "arn:aws-cn:sso:::instance/ssoins-0123456789abcdef" }, "eu-west-1"),
      0,
    );
    assert.equal(errors({ instanceArn: "arn:aws:sso:::instance/ssoins-0123456789abcdef" }), 1);
  });

  it("finds what was meant by a word with one letter too few", () => {
    const names = new ManagedPolicyNames(awsManagedPolicies.keys());
    const spelt = new Set(
      [...awsManagedPolicies.keys()]
        .flatMap((name) => name.match(/[A-Z]?[a-z]+/g) ?? [])
        .map((word) => word.toLowerCase()),
    );
    const slip = fc
      .constantFrom(...awsManagedPolicies.keys())
      .chain((name) => {
        const letters = [...name.matchAll(/(?<=[a-z]{2})[a-z](?=[a-z])/g)].map(
          ({ index }) => index,
        );
        return fc.constantFrom(...(letters.length > 0 ? letters : [0])).map((at) => ({ name, at }));
      })
      .map(({ name, at }) => ({ name, given: name.slice(0, at) + name.slice(at + 1) }))
      .filter(({ given }) =>
        (given.match(/[A-Z]?[a-z]{2,}/g) ?? []).some((word) => !spelt.has(word.toLowerCase())),
      )
      .filter(({ given }) => !awsManagedPolicies.has(given));
    fc.assert(
      fc.property(slip, ({ given }) => {
        assert.equal(names.likely(given)?.isCertain, true, given);
      }),
    );
  });

  it("would have refused none of the policies that AWS made since 2024, by what was known the day before", () => {
    const all = [...awsManagedPolicies.values()].sort((one, other) =>
      one.created < other.created ? -1 : 1,
    );
    const days = [...new Set(all.map(({ created }) => created))].filter(
      (day) => day >= "2024-01-01",
    );
    for (const day of days) {
      const names = new ManagedPolicyNames(
        all.filter(({ created }) => created < day).map(({ name }) => name),
      );
      for (const { name } of all.filter(({ created }) => created === day)) {
        assert.notEqual(names.likely(name)?.isCertain, true, `${name}, made on ${day}`);
      }
    }
  });
});
