import assert from "node:assert/strict";
import { parse } from "yaml";
import { AccountDirectory } from "../../../model/access/accountDirectory.ts";
import { emergencyAccounts } from "../../../model/access/emergencyAccounts.ts";
import { Selectors } from "../../../model/access/select.ts";
import type { Problem } from "../../../model/problems/problem.ts";
import { emergencySchema } from "../../../model/schema/emergency.ts";
import { assertProblem, granted, organization, resolved, valid, withLines } from "../example.ts";

/** Account old-shop of the example is closed, alone in its unit. */
const closed: readonly [selector: string, isTold: boolean][] = [
  ["old-shop", true],
  ['"444444444444"', true],
  ["{ ou: Suspended }", false],
  // It may be misspelt.
  ['{ name: "old-*" }', true],
];

interface Said {
  /** What comes of it. */
  readonly accounts: readonly string[];
  readonly problems: readonly Problem[];
}

/** Where `except` stands. */
const excepts: Readonly<Record<string, (except: string) => Said>> = {
  "access:groups.team.access[0].except[0]": (except) => {
    const line = `[{ permissionSet: administrator, accounts: [all], except: ${except} }]`;
    const { access, problems } = resolved(withLines(line));
    return { accounts: granted(access), problems };
  },
  "access:detection.config.except[0]": (except) => {
    const config = `{ enabled: true, organization: true, except: ${except} }`;
    const raw = valid(`detection: { enabled: true, config: ${config} }`);
    const { detectionAccounts, problems } = resolved(raw);
    return { accounts: detectionAccounts.excluded, problems };
  },
  "access:emergency.roles.reader.except[0]": (except) => {
    const yaml = `{ roles: { reader: { accounts: [all, { ou: Workloads }], except: ${except} } } }`;
    const role = emergencySchema.parse(parse(yaml)).roles.reader;
    assert.ok(role);
    const directory = new AccountDirectory({ accounts: {}, unread: new Set() }, organization);
    const selectors = new Selectors(directory, organization);
    const path = "access:emergency.roles.reader";
    const { accounts, problems } = emergencyAccounts(role, path, selectors, organization);
    return { accounts: accounts.accounts, problems };
  },
};

describe("a closed account in except", () => {
  for (const [path, said] of Object.entries(excepts)) {
    for (const [selector, isTold] of closed) {
      it(`is taken, and stops nothing: ${path}: ${selector}`, () => {
        const { accounts, problems } = said(`[${selector}, shop-dev]`);
        assert.deepEqual(accounts, said("[shop-dev]").accounts);
        if (isTold) assertProblem(problems, "warning", path, "444444444444", "remove it here");
        assert.equal(problems.length, isTold ? 1 : 0, JSON.stringify(problems));
      });
    }

    it(`is no excuse for an account that there isn't: ${path}`, () => {
      assertProblem(said("[shop-old]").problems, "error", path, "shop-old");
    });
  }
});

/** What names accounts in sections that are off, or has no effect. */
const off: readonly ((account: string) => string)[] = [
  (one) => `detection: { enabled: false, contacts: { accounts: [${one}] } }`,
  (one) =>
    `detection: { enabled: false, config: { enabled: true, organization: true, except: [${one}] } }`,
  (one) =>
    `detection: { enabled: true, config: { enabled: false, organization: true, except: [${one}] } }`,
  (one) => `rootGuardrails: { enabled: false, targets: [${one}] }`,
  (one) => `rootGuardrails: { enabled: false, stage: [${one}] }`,
];

describe("a section that is off", () => {
  for (const section of off) {
    it(`stops nothing for an account that was closed since: ${section("old-shop")}`, () => {
      assert.deepEqual(resolved(valid(section("old-shop"))).problems, []);
    });

    it(`warns of an account that has left: ${section('"999999999999"')}`, () => {
      const { problems } = resolved(valid(section('"999999999999"')));
      assert.deepEqual(
        problems.map(({ severity }) => severity),
        ["warning"],
      );
    });
  }

  it("stops where it is switched on", () => {
    for (const section of [
      `detection: { enabled: true, contacts: { accounts: [old-shop] } }`,
      `rootGuardrails: { enabled: true, targets: [old-shop] }`,
    ]) {
      assert.deepEqual(
        resolved(valid(section)).problems.map(({ severity, kind }) => [severity, kind]),
        [["error", "closed"]],
      );
    }
  });
});
