import assert from "node:assert/strict";
import type { Organization } from "../../../model/access/organization.ts";
import {
  account,
  assertProblem,
  granted,
  organization,
  resolved,
  valid,
  withEntry,
  withLines,
} from "../example.ts";

const at = "access:groups.team.access[0]";
const line = (accounts: string, rest = "") =>
  withLines(`[{ permissionSet: administrator, accounts: [${accounts}] ${rest} }]`);

/** Ids that group `team` gets by a line; fails when anything is wrong with it. */
function reached(accounts: string, rest = "", where = organization): string[] {
  const { access, problems } = resolved(line(accounts, rest), where);
  assert.deepEqual(problems, []);
  return granted(access).map((entry) => entry.replace("administrator ", ""));
}

/** Refused with exactly this problem, and grants nothing. */
function refused(accounts: string, path: string, ...texts: string[]): void {
  const { access, problems } = resolved(line(accounts));
  assertProblem(problems, "error", `${at}.${path}`, ...texts);
  assert.equal(problems.length, 1, JSON.stringify(problems, null, 1));
  assert.deepEqual(granted(access), []);
}

const management = "000000000001";
const prod = "111111111111";
const dev = "222222222222";
const log = "333333333333";

describe("selectors", () => {
  for (const [title, accounts, expected] of [
    ["all is every active account but the management account", "all", [prod, dev, log]],
    ["management is the management account", "management", [management]],
    ["a name", "shop-dev", [dev]],
    ["an id", '"222222222222"', [dev]],
    ["the management account by name and by id", 'acme-management, "000000000001"', [management]],
    ["a unit, with the units below", "{ ou: Workloads }", [prod, dev]],
    ["a unit by itself", "{ ou: Workloads/Production, nested: false }", [prod]],
    ["the root is every account but the management account", "{ ou: / }", [prod, dev, log]],
    ["a tag", "{ tag: { env: dev } }", [dev]],
    ["a tag with several values", "{ tag: { env: [dev, prod] } }", [prod, dev]],
    ["a pattern of names", '{ name: "shop-*" }', [prod, dev]],
    ["a pattern that the management account has too", '{ name: "*-??????*" }', [log]],
    ["keys must all hold", '{ ou: Workloads, tag: { env: dev }, name: "s*" }', [dev]],
    ["several selectors add up, each account once", "shop-dev, { ou: Workloads }", [prod, dev]],
  ] as const) {
    it(title, () => {
      assert.deepEqual(reached(accounts), expected);
    });
  }

  it("a short name stands for an account of another name", () => {
    const raw = { ...line("shop"), accounts: { shop: prod, management } };
    const { access, problems } = resolved(raw);
    assert.deepEqual([problems, granted(access)], [[], [`administrator ${prod}`]]);
  });

  for (const [title, accounts, path, texts] of [
    [
      "an account is misspelt",
      "shop-pord",
      "accounts[0]",
      ['"shop-pord"', 'did you mean "shop-prod"?'],
    ],
    [
      "an id is in no organization",
      '"999999999999"',
      "accounts[0]",
      ["999999999999", "no account"],
    ],
    ["an account is closed", "old-shop", "accounts[0]", ["SUSPENDED", "ACTIVE", "444444444444"]],
    ["a closed account is named by id", '"444444444444"', "accounts[0]", ["SUSPENDED"]],
    ["a pattern stands for a name", '"shop*z"', "accounts[0]", ['{ name: "shop*z" }']],
    [
      "a unit stands for a name",
      "Workloads/Production",
      "accounts[0]",
      ["{ ou: Workloads/Production }"],
    ],
    ["a unit is misspelt", "{ ou: Worklaods }", "accounts[0].ou", ['did you mean "Workloads"?']],
    [
      "a unit has closed accounts only",
      "{ ou: Suspended }",
      "accounts[0]",
      ["matches no active account"],
    ],
    ["a tag matches nothing", "{ tag: { env: qa } }", "accounts[0]", ['"env":"qa"', "matches no"]],
    [
      "a pattern matches the management account only",
      '{ name: "acme*" }',
      "accounts[0]",
      ["management account"],
    ],
    [
      "keys don't hold together",
      "{ ou: Security, tag: { env: dev } }",
      "accounts[0]",
      ["matches no"],
    ],
  ] as const) {
    it(`fail when ${title}`, () => {
      refused(accounts, path, ...texts);
    });
  }

  it("fail when all means no account", () => {
    const accounts = organization.accounts.filter(({ id }) => id === management);
    const { problems } = resolved(line("all"), { ...organization, accounts });
    assertProblem(problems, "error", `${at}.accounts[0]`, "write management");
  });

  it("fail when two accounts share the name, and take the id", () => {
    const twin = account("555555555555", "shop-dev", "Security");
    const where = { ...organization, accounts: [...organization.accounts, twin] };
    const { problems } = resolved(line("shop-dev"), where);
    assertProblem(problems, "error", `${at}.accounts[0]`, "write the id", dev, twin.id);
    assert.deepEqual(reached('"555555555555"', "", where), ["555555555555"]);
  });

  for (const word of ["all", "management"]) {
    it(`fail when the organization calls an account ${word}, which is a word of selectors`, () => {
      const twin = account("555555555555", word, "Security");
      const where = { ...organization, accounts: [...organization.accounts, twin] };
      const { access, problems } = resolved(line(word), where);
      assertProblem(problems, "error", `${at}.accounts[0]`, word, twin.id);
      assert.deepEqual(granted(access), []);
    });
  }

  it("take the name that a closed account has too", () => {
    const closed = { ...account("555555555555", "shop-dev", "Suspended"), state: "SUSPENDED" };
    const where = { ...organization, accounts: [closed, ...organization.accounts] };
    assert.deepEqual(reached("shop-dev", "", where), [dev]);
  });
});

describe("short names", () => {
  for (const [title, accounts, path, texts] of [
    [
      "their id is in no organization",
      { shop: "999999999999" },
      "shop",
      ["999999999999", "correct it"],
    ],
    ["management is another account", { management: prod }, "management", [management, prod]],
    ["they are another account's name", { "shop-dev": prod }, "shop-dev", [dev, "choose another"]],
  ] as const) {
    it(`fail when ${title}, said once`, () => {
      const raw = {
        ...withLines(`[{ permissionSet: administrator, accounts: [${path}] }]`),
        accounts,
      };
      const { problems } = resolved(raw);
      assertProblem(problems, "error", `access:accounts.${path}`, ...texts.map(String));
      assert.equal(problems.length, 1);
    });
  }

  it("may be the name of a closed account", () => {
    assert.deepEqual(resolved(valid(`accounts: { old-shop: "${dev}" }`)).problems, []);
  });

  it("may be an account's own name", () => {
    assert.deepEqual(resolved(valid(`accounts: { shop-dev: "${dev}" }`)).problems, []);
  });
});

describe("except", () => {
  it("takes accounts away", () => {
    assert.deepEqual(reached("all, management", ", except: [{ ou: Workloads }]"), [
      management,
      log,
    ]);
    assert.deepEqual(reached("all, management", ", except: [management, shop-dev]"), [prod, log]);
  });

  it("takes nothing from other lines", () => {
    const raw = withLines(
      "[{ permissionSet: administrator, accounts: [all], except: [shop-dev] }, { permissionSet: administrator, accounts: [shop-dev] }]",
    );
    const { access, problems } = resolved(raw);
    assert.deepEqual([problems, granted(access).length], [[], 3]);
  });

  it("fails when it is misspelt, and the line grants nothing at all", () => {
    const { access, problems } = resolved(line("all", ", except: [shop-pord]"));
    assertProblem(problems, "error", `${at}.except[0]`, '"shop-prod"');
    assert.deepEqual(granted(access), []);
  });

  it("fails when it leaves nothing", () => {
    const { problems } = resolved(line("shop-dev", ', except: [{ name: "shop-*" }]'));
    assertProblem(problems, "error", `${at}.except`, "leaves nothing", dev);
    assert.equal(problems.length, 1);
  });
});

describe("what was not read", () => {
  const bare: Organization = {
    managementAccountId: organization.managementAccountId,
    accounts: organization.accounts.map(({ id, name, state }) => ({ id, name, state })),
  };

  for (const selector of ["{ ou: Workloads }", "{ tag: { env: dev } }"]) {
    it(`is not taken for yes: ${selector} grants nothing and says so`, () => {
      const { access, problems } = resolved(line(`${selector}, log-archive`), bare);
      assertProblem(problems, "warning", `${at}.accounts[0]`, "can't be judged here");
      assert.equal(problems[0]?.kind, "unjudged");
      assert.deepEqual(granted(access), [`administrator ${log}`]);
    });

    it(`is not taken for no: except ${selector} leaves nothing and says so`, () => {
      const { access, problems } = resolved(line("all", `, except: [${selector}]`), bare);
      assertProblem(problems, "warning", `${at}.except[0]`, "can't be judged here");
      assert.deepEqual([problems.length, granted(access)], [1, []]);
    });
  }

  it("doesn't matter where another key decides", () => {
    const { access, problems } = resolved(
      line('{ name: "log-*" }, { tag: { a: b }, name: "x*" }'),
      bare,
    );
    assert.deepEqual(granted(access), [`administrator ${log}`]);
    assertProblem(problems, "error", `${at}.accounts[1]`, "matches no");
  });
});

describe("an organizational unit by its bare name", () => {
  for (const [name, wanted] of [
    ["Security", 'no account is called "Security"; did you mean { ou: Security }?'],
    ["security", "did you mean { ou: Security }?"],
    ["Production", "did you mean { ou: Workloads/Production }?"],
    ["Workloads/Production", "did you mean { ou: Workloads/Production }?"],
    ["shop-deev", 'did you mean "shop-dev"?'],
    ["nowhere", "or { ou: … } for an organizational unit"],
  ] as const) {
    it(`is no account, and ${name} is told so in a line and where guardrails are attached`, () => {
      refused(name, "accounts[0]", wanted);
      const guardrails = valid(`rootGuardrails: { enabled: true, stage: [${name}] }`);
      const { problems } = resolved(guardrails);
      assertProblem(problems, "error", "access:rootGuardrails.stage[0]", wanted);
    });
  }

  it("isn't proposed where one account is wanted", () => {
    const delegate = valid("delegatedAdministration: { account: Security, stack: management }");
    const [problem, ...others] = resolved(delegate).problems;
    assert.deepEqual(others, []);
    assert.equal(problem?.path, "access:delegatedAdministration.account");
    assert.match(problem.message, /^no account is called "Security"; write a short name/);
    assert.doesNotMatch(problem.message, /ou:/);
  });
});

describe("an organization of which only the accounts of the configuration are known", () => {
  const partial: Organization = {
    managementAccountId: management,
    accounts: [
      { id: management, name: "management", state: "ACTIVE" },
      { id: prod, name: "shop", state: "ACTIVE" },
    ],
    isPartial: true,
  };
  const bare: Organization = { ...partial, accounts: partial.accounts.slice(0, 1) };

  for (const [selector, where, text] of [
    ["data-prod", partial, '"data-prod" is not in access:accounts'],
    ['"999999999999"', partial, "999999999999 is not in access:accounts"],
    ["all", bare, "all matches no account of access:accounts"],
    ['{ name: "data-*" }', partial, '{ name: "data-*" } matches no account of access:accounts'],
    ['{ name: "data-*", tag: { env: dev } }', partial, "matches no account of access:accounts"],
    ["{ ou: Workloads }", bare, "{ ou: Workloads } matches no account of access:accounts"],
    ["{ ou: Workloads }", partial, "the organizational units were not read"],
  ] as const) {
    it(`isn't blamed on ${selector}, which grants nothing, nor does a line with it as exception`, () => {
      const { access, problems } = resolved(line(`${selector}, management`), where);
      assertProblem(problems, "warning", `${at}.accounts[0]`, "can't be judged here", text);
      assert.deepEqual(
        problems.map(({ kind }) => kind),
        ["unjudged"],
      );
      assert.deepEqual(granted(access), [`administrator ${management}`]);
      const except = resolved(line("shop", `, except: [${selector}]`), partial);
      if (where === partial) assert.deepEqual(granted(except.access), []);
    });
  }

  for (const [selector, text] of [
    ["shpo", 'did you mean "shop"'],
    ["managment", 'did you mean "management"'],
    ["Workloads/Production", "for an organizational unit write { ou: Workloads/Production }"],
    ['"tag:env=dev"', "write { tag: { env: dev } }"],
    ['"12345"', "12 digits"],
  ] as const) {
    it(`doesn't hide that ${selector} is a slip`, () => {
      const { problems } = resolved(line(selector), partial);
      assertProblem(problems, "error", `${at}.accounts[0]`, text);
    });
  }

  it("gives what is surely meant", () => {
    const { access, problems } = resolved(line('all, management, { name: "sh*" }'), partial);
    assert.deepEqual(
      problems.filter(({ kind }) => kind === "unjudged"),
      [],
    );
    assert.deepEqual(granted(access), [`administrator ${management}`, `administrator ${prod}`]);
  });
});

describe("until", () => {
  it("grants on the last day, and nothing after it", () => {
    const { access } = resolved(line("shop-dev", ", until: 2026-11-23"));
    assert.equal(access.entries.find(({ group }) => group === "team")?.until, "2026-11-23");
    const expired = resolved(line("shop-dev", ", until: 2026-11-22"));
    assert.deepEqual(granted(expired.access), []);
    assertProblem(expired.problems, "warning", `${at}.until`, "2026-11-22", "remove the line");
    assert.equal(expired.problems[0]?.kind, "expired");
  });

  it("lets the account of an expired line be closed", () => {
    const { problems } = resolved(line("old-shop", ", until: 2026-11-22"));
    assert.deepEqual(
      problems.map(({ severity }) => severity),
      ["warning"],
    );
  });
});

describe("lines that meet", () => {
  const lines = (...untils: string[]) =>
    withLines(
      `[${untils.map((until) => `{ permissionSet: administrator, accounts: [shop-dev]${until} }`)}]`,
    );

  for (const [untils, expected] of [
    [[", until: 2027-01-01", ", until: 2027-03-01", ", until: 2027-02-01"], "2027-03-01"],
    [[", until: 2027-01-01", "", ", until: 2027-02-01"], undefined],
    [["", ", until: 2027-01-01"], undefined],
  ] as const) {
    it(`give one entry that lasts ${expected ? `until ${expected}` : "for good"}`, () => {
      const { access, problems } = resolved(lines(...untils));
      const [entry, ...more] = access.entries.filter(({ group }) => group === "team");
      assert.deepEqual([more, entry?.until], [[], expected]);
      assert.deepEqual(
        entry?.lines,
        untils.map((_, index) => `access:groups.team.access[${index}]`),
      );
      assertProblem(problems, "warning", "access:groups.team.access[1]", dev, `${at} `);
    });
  }

  it("give one warning for a line, however many accounts they share", () => {
    const raw = withLines(
      "[{ permissionSet: administrator, accounts: [all] }, { permissionSet: administrator, accounts: [all] }]",
    );
    assert.equal(resolved(raw).problems.length, 1);
  });
});

describe("administrators", () => {
  const administrators = (access: string) =>
    valid(
      `groups: { administrators: { administrators: true, members: [ada], access: [${access}] } }`,
    );
  const path = "access:groups.administrators.access";

  it("fail when they don't reach the management account for good", () => {
    for (const access of [
      "",
      "{ permissionSet: administrator, accounts: [all] }",
      "{ permissionSet: administrator, accounts: [management], until: 2027-01-01 }",
      "{ permissionSet: administrator, accounts: [management], until: 2026-01-01 }",
      "{ permissionSet: administrator, accounts: [all, management], except: [management] }",
    ]) {
      const errors = resolved(administrators(access)).problems.filter(
        ({ severity }) => severity === "error",
      );
      assertProblem(errors, "error", path, "accounts: [management]");
    }
  });

  it("fail when the accounts of their line can't be judged, since none of them is the management account", () => {
    const accounts = organization.accounts.map(({ id, name, state }) => ({ id, name, state }));
    const raw = administrators("{ permissionSet: administrator, accounts: [{ ou: / }] }");
    const { problems } = resolved(raw, { ...organization, accounts });
    assertProblem(problems, "error", path, "accounts: [management]");
  });

  it("may reach it by name", () => {
    const raw = administrators("{ permissionSet: administrator, accounts: [acme-management] }");
    assert.deepEqual(resolved(raw).problems, []);
  });

  it("are not said to miss it when the line was refused for another reason", () => {
    const misspelt = administrators("{ permissionSet: administrator, accounts: [managment] }");
    assertProblem(resolved(misspelt).problems, "error", `${path}[0].accounts[0]`, '"management"');
    assert.equal(resolved(misspelt).problems.length, 1);
    assert.deepEqual(resolved(administrators("{ accounts: [management] }")).problems, []);
  });
});

describe("resolveAccess", () => {
  it("says which lines gave an entry", () => {
    const raw = withEntry(
      "groups",
      '"a.b": { members: [ada], access: [{ permissionSet: administrator, accounts: [shop-dev] }] }',
    );
    const entry = resolved(raw).access.entries.find(({ group }) => group === "a.b");
    assert.deepEqual(entry, {
      group: "a.b",
      permissionSet: "administrator",
      account: dev,
      lines: ['access:groups["a.b"].access[0]'],
    });
  });

  it("knows all accounts by id, closed ones too", () => {
    const { access } = resolved(valid());
    assert.equal(access.accounts.get("444444444444")?.name, "old-shop");
    assert.equal(access.managementAccountId, management);
  });

  it("warns about more than 500 permission sets in an account", () => {
    const sets = (count: number) => {
      const keys = Array.from({ length: count }, (_, index) => `s${index}`);
      const access = keys.map((permissionSet) => ({ permissionSet, accounts: ["shop-dev"] }));
      const base = withEntry("groups", JSON.stringify({ team: { members: ["ada"], access } }));
      return resolved({
        ...base,
        permissionSets: Object.fromEntries(keys.map((key) => [key, { existing: true }])),
      });
    };
    assert.deepEqual(sets(500).problems, []);
    assertProblem(sets(501).problems, "warning", "access:groups", `${dev} (501)`, "500");
  });
});
