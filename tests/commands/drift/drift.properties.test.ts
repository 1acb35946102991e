import assert from "node:assert/strict";
import fc from "fast-check";
import type { Reach } from "../../../commands/drift/access/reach.ts";
import { isDrift } from "../../../commands/drift/drift.ts";
import { heal } from "../../../commands/drift/heal/heal.ts";
import { healingOf, withoutHealed } from "../../../commands/drift/heal/healing.ts";
import { driftLines } from "../../../commands/drift/report/driftLines.ts";
import {
  organizationPath,
  toOrganization,
} from "../../../commands/organization/organizationFile.ts";
import { parseStackFile } from "../../../commands/stack/stackFile.ts";
import { resolveAccess } from "../../../model/access/resolve.ts";
import { loadSnapshot } from "../../../sandbox/snapshot.ts";
import { grantsAfter } from "../../../sandbox/world/history.ts";
import { Random } from "../../lifecycle/fuzz/random.ts";
import { DriftFixture } from "./driftFixture.ts";
import { edits, stateOf } from "./edits.ts";

const names = Object.keys(edits);

import { said } from "./said.ts";

/** Who reaches what by the code, `ada developer 333333333333`: sign-in names are keys here. */
function wantedAccess(fixture: DriftFixture): Set<string> {
  const { configuration } = parseStackFile(fixture.dev.file);
  const organization = toOrganization(loadSnapshot(organizationPath("dev")));
  const { access } = resolveAccess(configuration, organization, "2026-11-27");
  return new Set(
    access.entries.flatMap(({ group, permissionSet, account }) =>
      (configuration.groups[group]?.members ?? []).map(
        (person) => `${person} ${permissionSet} ${account}`,
      ),
    ),
  );
}

function texts(reaches: readonly Reach[]): string[] {
  return reaches
    .filter(({ person }) => !person.name.startsWith("whoever is in "))
    .map(({ person, permissionSet, account }) =>
      [person.key ?? person.name, permissionSet.key ?? permissionSet.name, account].join(" "),
    )
    .sort();
}

function without(some: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  return [...some].filter((one) => !others.has(one)).sort();
}

describe("drift", () => {
  it("says exactly who reaches more and who less than the code says, whatever was done past it, and what is healed no more", async () => {
    const actions = fc.array(fc.tuple(fc.constantFrom(...names), fc.nat()), {
      minLength: 4,
      maxLength: 16,
    });
    const seen = { more: 0, less: 0, healed: 0 };
    await fc.assert(
      fc.asyncProperty(actions, fc.boolean(), async (all, hasState) => {
        const fixture = await DriftFixture.started();
        try {
          for (const [name, seed] of all) {
            edits[name]?.(fixture, stateOf(fixture), new Random(seed));
          }
          const state = hasState ? {} : ({ state: "none" } as const);
          const live = await fixture.read();
          const drift = fixture.compare(live, state);
          const wanted = wantedAccess(fixture);
          const reached = new Set(
            grantsAfter(fixture.journal.entries).map(
              ({ userName, permissionSet, account }) => `${userName} ${permissionSet} ${account}`,
            ),
          );
          const { more, less } = drift.access;
          assert.deepEqual(texts(more), without(reached, wanted));
          assert.deepEqual(texts(less), without(wanted, reached));
          assert.deepEqual(drift.notRead, []);
          if (more.length + less.length > 0) assert.ok(isDrift(drift));
          assert.ok(driftLines(drift, { stack: "dev", width: 80 }).length > 0);
          const healing = { ...healingOf(drift), adoptions: [] };
          if (healing.provisions.length > 0) {
            const tools = { region: fixture.region, client: fixture.settings };
            const agreed = async () => true;
            const print = () => {};
            await heal(healing, live, { ...tools, pulumi: undefined, agreed, print });
            const left = said(withoutHealed(drift, healing));
            assert.deepEqual(said(await fixture.drift(state)), left);
            seen.healed += healing.provisions.length;
          }
          seen.more += more.length;
          seen.less += less.length;
        } finally {
          await fixture.stop();
        }
      }),
      { numRuns: 12 },
    );
    assert.ok(seen.more > 0 && seen.less > 0 && seen.healed > 0, JSON.stringify(seen));
  });
});
