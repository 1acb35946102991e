import assert from "node:assert/strict";
import { managedPolicyArn } from "../../../model/schema/policyArn.ts";

describe("managedPolicyArn", () => {
  it("makes the ARN of a name, with its path, in any partition", () => {
    const name = "job-function/ViewOnlyAccess";
    assert.equal(
      managedPolicyArn(name, "aws"),
      "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess",
    );
    assert.equal(managedPolicyArn("A", "aws-cn"), "arn:aws-cn:iam::aws:policy/A");
  });

  it("leaves an ARN as it is", () => {
    const arn = "arn:aws-us-gov:iam::aws:policy/A";
    assert.equal(managedPolicyArn(arn, "aws"), arn);
  });
});
