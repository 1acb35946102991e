import assert from "node:assert/strict";
import { lostProtection } from "../../../model/transition/lostProtection.ts";
import type { Protection, Setting } from "../../../model/transition/protection.ts";
import { accepted, valid } from "../example.ts";

/** What is told of a configuration with these sections, where these addresses were told. */
function told(
  yaml: string,
  parts: Partial<Record<Setting, string[]>>,
  more: Partial<Protection> & { isSecret?: boolean; watchesOthers?: boolean } = {},
) {
  const { isSecret = false, watchesOthers = false, ...others } = more;
  const deployed: Protection = {
    parts: new Map(
      Object.entries(parts).map(([setting, names]) => [setting as Setting, new Set(names)]),
    ),
    confirmed: new Set(),
    ...others,
  };
  const configuration = accepted(valid(yaml));
  const home = "eu-west-1";
  const wanted = { configuration, home, watchesOthers, unguarded: [], isSecret };
  return lostProtection(deployed, wanted);
}

const alarms = (...emails: string[]) => `alarms: { enabled: true, emails: [${emails.join(", ")}] }`;
const former = { "alarms.emails": ["old@example.com", "team@example.com"] };

describe("an address that is told of alarms no longer", () => {
  it("is told, and that nobody who is left is known to have followed the link", () => {
    const [problem, ...others] = told(alarms("new@example.com"), former);
    assert.deepEqual(others, []);
    assert.equal(problem?.path, "access:alarms.emails");
    assert.match(problem.message, /old@example\.com, team@example\.com hears of nothing/);
    assert.match(problem.message, /until somebody does, nobody is told; keep the former address/);
  });

  it("is told without more where somebody who is left has followed it", () => {
    const [problem] = told(alarms("new@example.com", "team@example.com"), former, {
      confirmed: new Set(["team@example.com"]),
    });
    assert.match(problem?.message ?? "", /: old@example\.com hears of nothing any longer; put/);
  });

  it("isn't named where alarms are secret", () => {
    const [problem] = told(alarms("new@example.com"), former, { isSecret: true });
    assert.match(problem?.message ?? "", /an address that was told hears of nothing/);
    assert.doesNotMatch(problem?.message ?? "", /@/);
  });
});

describe("the alarm about administrators", () => {
  const elsewhere = `
identityCenter: { region: eu-west-1, administratorsElsewhere: the identity provider }
groups: {}
${alarms("team@example.com")}`;
  for (const [title, watchesOthers, paths] of [
    ["goes with this stack's last administrators' group", false, ["access:alarms"]],
    ["stays where the other stack's administrators are watched", true, []],
  ] as const) {
    it(title, () => {
      const found = told(elsewhere, { alarms: ["administrators"] }, { watchesOthers });
      assert.deepEqual(
        found.map(({ path }) => path),
        paths,
      );
    });
  }
});

describe("days for which an audit trail is kept", () => {
  const trail = { auditTrail: [""] };
  for (const [title, days, before, isTold] of [
    ["fewer", "retentionDays: 30", 400, true],
    ["some, where it was for ever", "retentionDays: 30", undefined, true],
    ["the same", "retentionDays: 400", 400, false],
    ["more", "retentionDays: 500", 400, false],
    ["for ever", "", 400, false],
  ] as const) {
    it(`are ${isTold ? "told" : "not told"} where they are ${title}`, () => {
      const yaml = `auditTrail: { enabled: true, ${days} }`;
      const paths = told(yaml, trail, before === undefined ? {} : { logFileDays: before }).map(
        ({ path }) => path,
      );
      assert.deepEqual(paths, isTold ? ["access:auditTrail.retentionDays"] : []);
    });
  }
});

describe("protection where there was none", () => {
  it("can't be taken away", () => {
    assert.deepEqual(told("", {}), []);
    assert.deepEqual(told("auditTrail: { enabled: true, retentionDays: 1 }", {}), []);
  });
});
