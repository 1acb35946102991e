import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { answersOf } from "../../../commands/data/managedPolicyAnswers.ts";
import { findManagedPolicyCatalogue } from "../../../commands/data/managedPolicyCatalogue.ts";
import { publishedDocuments } from "../../../commands/data/publishedDocuments.ts";
import { awsManagedPolicies } from "../../../policies/iam/awsManaged/awsManagedPolicies.ts";
import {
  type Meaning,
  managedPolicyOf,
  meaningOf,
  statementsOf,
} from "../../../policies/iam/awsManaged/catalogue.ts";
import { readPolicy } from "../../../policies/iam/policy/readPolicy.ts";

const FILE = path.resolve(import.meta.dirname, "../../../policies/iam/awsManaged/catalogue.json");

/** Names of the policies of which something is said, without those of the roles that services make themselves. */
function namesOf(condition: (meaning: Meaning) => boolean): readonly string[] {
  return [...awsManagedPolicies.keys()]
    .filter((name) => {
      const meaning = meaningOf(name);
      return meaning !== undefined && condition(meaning);
    })
    .sort();
}

const WELL_KNOWN: readonly (readonly [name: string, meaning: Partial<Meaning>])[] = [
  ["PowerUserAccess", { escalates: ["existing-role", "identity-center"], readOnly: false }],
  ["AWSLambda_FullAccess", { escalates: ["existing-role", "pass-role"], services: ["lambda"] }],
  ["SecretsManagerReadWrite", { reads: ["secrets"], services: ["secretsmanager"] }],
  ["ReadOnlyAccess", { reads: ["secrets", "data"], readOnly: true, services: [], escalates: [] }],
  ["SecurityAudit", { reads: [], readOnly: true }],
  ["job-function/ViewOnlyAccess", { reads: [], readOnly: true }],
  ["AmazonS3ReadOnlyAccess", { reads: ["data"], readOnly: true }],
  ["AWSDenyAll", { reads: [], services: [], escalates: [], readOnly: false }],
  ["AWSOrganizationsFullAccess", { services: ["organizations"] }],
];
describe("what AWS's managed policies mean", () => {
  it("is what the pack finds in their published documents, as npm run update:data writes it", () => {
    assert.equal(readFileSync(FILE, "utf8"), findManagedPolicyCatalogue());
  });

  it("is the same in the statements that are kept as in the whole documents", () => {
    // The generator sees to it for all.
    for (const [index, [name, document]] of [...publishedDocuments()].entries()) {
      if (index % 9 !== 0 && !WELL_KNOWN.some(([known]) => known === name)) continue;
      const whole = readPolicy(document, "identity").statements;
      assert.deepEqual(answersOf(statementsOf([name])), answersOf(whole), name);
    }
  });

  it("is said of those that administer an account or Identity Center", () => {
    assert.deepEqual(
      namesOf(({ administers }) => administers === "everything"),
      ["AdministratorAccess"],
    );
    assert.deepEqual(
      namesOf(({ administers }) => administers === "account"),
      ["AdministratorAccess-Amplify", "IAMFullAccess"],
    );
    assert.deepEqual(
      namesOf(({ administers }) => administers === "identity-center"),
      [
        "AWSManagedAccountUserEntitlementAccess",
        "AWSManagedSettingsAdminAccess",
        "AWSSSODirectoryAdministrator",
        "AWSSSOMasterAccountAdministrator",
        "AWSSSOMemberAccountAdministrator",
      ],
    );
    assert.deepEqual(
      namesOf(({ repairs }) => repairs),
      [
        "AWSSSOMasterAccountAdministrator",
        "AWSSSOMemberAccountAdministrator",
        "AdministratorAccess",
      ],
    );
  });

  for (const [name, meaning] of WELL_KNOWN) {
    it(`is known of ${name}`, () => {
      const found = meaningOf(name);
      for (const [key, value] of Object.entries(meaning)) {
        assert.deepEqual(found?.[key as keyof Meaning], value, key);
      }
    });
  }

  it("is nothing for those of service-linked roles, and not known of those that AWS made since", () => {
    assert.equal(meaningOf("aws-service-role/AWSSupportServiceRolePolicy")?.statements.length, 0);
    assert.equal(meaningOf("AmazonFrontDoorFullAccess"), undefined);
    assert.deepEqual(statementsOf(["AmazonFrontDoorFullAccess"]), []);
  });

  it("stays with its statements: others' of the same label are not AWS's", () => {
    const [statement] = statementsOf(["IAMFullAccess"]);
    assert.ok(statement);
    assert.equal(managedPolicyOf(statement), "IAMFullAccess");
    assert.equal(managedPolicyOf({ ...statement }), undefined);
  });
});
