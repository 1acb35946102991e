import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { findAwsManagedPolicies } from "../../commands/data/awsManagedPolicies.ts";
import {
  awsManagedPolicies,
  awsManagedPoliciesAsOf,
} from "../../policies/iam/awsManaged/awsManagedPolicies.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

describe("npm run update:data", () => {
  it("would write AWS's managed policies as they are, from the package that is installed", () => {
    const file = path.join(ROOT, "policies/iam/awsManaged/published.ts");
    assert.equal(readFileSync(file, "utf8"), findAwsManagedPolicies());
  });

  it("tells how old the managed policies are: until the last day on which one changed", () => {
    const days = [...awsManagedPolicies.values()].map(({ updated }) => updated).sort();
    assert.equal(awsManagedPoliciesAsOf, days.at(-1));
    assert.deepEqual(awsManagedPolicies.get("job-function/ViewOnlyAccess")?.created, "2016-11-10");
    assert.equal(awsManagedPolicies.size > 1500, true);
  });
});
