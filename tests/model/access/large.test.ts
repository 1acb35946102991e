import assert from "node:assert/strict";
import { resolveAccess } from "../../../model/access/resolve.ts";
import {
  largeConfiguration,
  largeOrganization,
  largest,
} from "../../support/largeConfiguration.ts";
import { parsed, today } from "../example.ts";

describe("the largest organization", () => {
  const raw = largeConfiguration(largest);
  const organization = largeOrganization(largest);

  // How long it takes, and how much memory, `npm run bench` measures.
  it("is parsed and resolved without a problem", () => {
    const { configuration, problems } = parsed(raw);
    const { access, problems: more } = resolveAccess(configuration, organization, today);
    assert.deepEqual([...problems, ...more], []);
    assert.ok(access.entries.length >= largest.entries);
  });

  it("is told about thousands of unknown names, too", () => {
    const { problems } = parsed({ ...raw, people: { ada: { givenName: "A", familyName: "B" } } });
    const { problems: sets } = parsed({ ...raw, permissionSets: {} });
    assert.ok(problems.length >= largest.people && sets.length >= largest.groups);
  });

  it("is the same each time it is generated", () => {
    const sizes = { people: 5, groups: 2, permissionSets: 3, accounts: 4, entries: 10 };
    assert.deepEqual(largeConfiguration(sizes), largeConfiguration(sizes));
    const { configuration } = parsed(largeConfiguration(sizes));
    const { access, problems } = resolveAccess(configuration, largeOrganization(sizes), today);
    assert.ok(access.entries.length >= 10);
    assert.deepEqual(
      problems.filter(({ severity }) => severity === "error"),
      [],
    );
  });
});
