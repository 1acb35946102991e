import assert from "node:assert/strict";
import { company } from "../../bench/company.ts";
import { resourcesOfSections, withEverything } from "../../bench/everything.ts";

describe("the company that is measured with everything on", () => {
  it("can be deployed, so that it can be written flat", async () => {
    const resources = await resourcesOfSections(withEverything(company(10)));
    assert.ok(resources.some(({ type }) => type === "aws:ssoadmin/region:Region"));
  });
});
