import assert from "node:assert/strict";
import { wantedSections } from "../../program/wantedSections.ts";
import { parsed, type Raw } from "../model/transition/world.ts";

type Sections = Raw & { alarms: Record<string, unknown> };

const line = (permissionSet: string) => ({ permissionSet, accounts: ["management"] });

const base = (): Sections => ({
  people: {},
  permissionSets: { one: {}, other: {} },
  groups: {
    administrators: { administrators: true, access: [line("one")] },
    engineers: { access: [line("one")] },
  },
  auditTrail: { enabled: true, logGroup: { retentionDays: 365 } },
  alarms: { enabled: true, emails: ["security@example.com"] },
});

const digest = (edit: (raw: Sections) => void) => {
  const raw = base();
  edit(raw);
  return wantedSections(parsed(raw).configuration).alarms;
};

const CHANGES: readonly (readonly [
  what: string,
  edit: (raw: Sections) => void,
  isOther: boolean,
])[] = [
  [
    "a permission set of the administrators",
    ({ groups }) => (groups.administrators as { access: object[] }).access.push(line("other")),
    true,
  ],
  [
    "the administrators' group",
    ({ groups }) => Object.assign(groups.engineers ?? {}, { administrators: true }),
    true,
  ],
  ["the trail's log group", ({ auditTrail }) => delete auditTrail?.logGroup, true],
  ["an address", ({ alarms }) => Object.assign(alarms, { emails: ["other@example.com"] }), true],
  [
    "a permission set of others",
    ({ groups }) => (groups.engineers as { access: object[] }).access.push(line("other")),
    false,
  ],
];

describe("what is noted of alarms", () => {
  for (const [what, edit, isOther] of CHANGES) {
    it(`is ${isOther ? "another" : "the same"} where this changes: ${what}`, () => {
      assert.notEqual(
        digest(() => {}),
        "",
      );
      assert.equal(digest(edit) !== digest(() => {}), isOther);
    });
  }
});
