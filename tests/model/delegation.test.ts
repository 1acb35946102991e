import assert from "node:assert/strict";
import fc from "fast-check";
import { stringify } from "yaml";
import { z } from "zod";
import { parseStackFile, toStackFile } from "../../commands/stack/stackFile.ts";
import { resolveAccess } from "../../model/access/resolve.ts";
import { parseConfiguration } from "../../model/parse.ts";
import { configurationSchema } from "../../model/schema/configuration.ts";
import { assertProblem, assertRefused, organization, type Raw, today, valid } from "./example.ts";

const DELEGATION = { account: "shop-prod", stack: "management", otherStack: "delegated" };

type Files = Readonly<Record<string, string>>;

/** What is said of the management account's stack beside another stack's file, and files of its sections. */
function saidBeside(other: Raw | string, own: Raw = {}, files: Files = {}): string[] {
  const text = typeof other === "string" ? other : stackFile(other);
  const raw = { ...valid(), delegatedAdministration: DELEGATION, ...own };
  const readFile = (path: string) => {
    const found = path === "Pulumi.delegated.yaml" ? text : files[path];
    if (found !== undefined) return found;
    throw Object.assign(new Error(path), { code: "ENOENT" });
  };
  return parseConfiguration(raw, { readFile }).problems.map(
    ({ severity, path, message }) => `${severity} ${path}: ${message}`,
  );
}

function stackFile(sections: Raw, namespace = "access"): string {
  return stringify({
    config: Object.fromEntries(
      Object.entries(sections).map(([section, value]) => [`${namespace}:${section}`, value]),
    ),
  });
}

function errorsBeside(other: Raw | string, own: Raw = {}): string[] {
  return saidBeside(other, own).flatMap((line) =>
    line.startsWith("error ") ? [line.slice("error ".length)] : [],
  );
}

/** A stack of the delegated administrator that shares nothing, with some sections replaced. */
const apart = (sections: Raw = {}): Raw => ({
  delegatedAdministration: { account: "shop-prod", stack: "delegated", otherStack: "management" },
  people: { grace: { givenName: "Grace", familyName: "Hopper", email: "grace@example.com" } },
  permissionSets: { reader: { managedPolicies: ["job-function/ViewOnlyAccess"] } },
  groups: { engineers: { members: ["grace"] } },
  ...sections,
});

describe("the account of the delegated administrator", () => {
  it("is an id in quotes, or YAML makes another number of it", () => {
    const yaml = "delegatedAdministration: { account: 0o10101010101, stack: management }";
    const path = "access:delegatedAdministration.account";
    assertRefused(valid(yaml), path, "put all 12 digits in quotes", '"010101010101"');
  });

  for (const [stack, otherStack, ...advice] of [
    ["management", undefined, "name another active member account", "which deregisters it"],
    ["management", "delegated", "name another active member account", "which deregisters it"],
    [
      "delegated",
      undefined,
      "in the management account's stack, with credentials of the management account",
      "and then the same here",
    ],
    ["delegated", "management", "in stack management,", "--to management"],
  ] as const) {
    it(`is closed, and no dead end is advised: ${stack}, other stack ${otherStack}`, () => {
      const path = "access:delegatedAdministration.account";
      for (const account of ["old-shop", "444444444444"]) {
        const section = JSON.stringify({ account, stack, otherStack });
        const raw = valid(`delegatedAdministration: ${section}`);
        const readFile = () => stackFile({});
        const { configuration } = parseConfiguration(raw, { readFile });
        const { problems } = resolveAccess(configuration, organization, today);
        assertProblem(problems, "error", path, "444444444444", "SUSPENDED", ...advice);
        assert.doesNotMatch(JSON.stringify(problems.filter((one) => one.path === path)), /remove/);
      }
    });
  }
});

describe("the two stacks of delegated administration", () => {
  it("may stand beside each other when they share nothing", () => {
    assert.deepEqual(errorsBeside(apart()), []);
  });

  for (const [title, other, own, expected] of [
    [
      "a permission set of both",
      apart({ permissionSets: { administrator: {} } }),
      {},
      /^access:permissionSets\.administrator: .*stack delegated \(Pulumi\.delegated\.yaml:\d+\), too/,
    ],
    [
      "a permission set that one finds as existing",
      apart({ permissionSets: { mine: { existing: true, name: "ADMINISTRATOR" } } }),
      {},
      /^access:permissionSets\.administrator: .*belongs to one of the two stacks/,
    ],
    [
      "a permission set that both find as existing",
      apart({ permissionSets: { audit: { existing: true } } }),
      { permissionSets: { ...(valid().permissionSets as Raw), audit: { existing: true } } },
      /^access:permissionSets\.audit: .*belongs to one/,
    ],
    [
      "a person that both make",
      apart({ people: { ada: { givenName: "A", familyName: "L", email: "a@example.com" } } }),
      {},
      /^access:people\.ada: .*is made by stack delegated .*existing: true/,
    ],
    [
      "a group that both make",
      apart({ groups: { others: { displayName: "Administrators" } } }),
      {},
      /^access:groups\.administrators: .*is made by stack delegated/,
    ],
    [
      "attributes of both",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the form that AWS wants
      apart({ identityCenter: { attributes: { team: "${path:title}" } } }),
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the form that AWS wants
      { identityCenter: { region: "eu-west-1", attributes: { team: "${path:title}" } } },
      /^access:identityCenter\.attributes: stack delegated/,
    ],
    [
      "two of one kind",
      apart({ delegatedAdministration: { account: "shop-prod", stack: "management" } }),
      {},
      /^access:delegatedAdministration\.stack: is management here and in stack delegated/,
    ],
    [
      "two accounts",
      apart({
        delegatedAdministration: { account: "a", stack: "delegated" },
        accounts: { a: "111111111111" },
      }),
      { accounts: { "shop-prod": "222222222222" } },
      /^access:delegatedAdministration\.account: is 222222222222, and 111111111111 in stack/,
    ],
    [
      "another stack that isn't one of the two",
      apart({ delegatedAdministration: undefined }),
      {},
      /^access:delegatedAdministration\.otherStack: stack delegated says nothing/,
    ],
    [
      "a stack without a file",
      apart(),
      { delegatedAdministration: { ...DELEGATION, otherStack: "prod" } },
      /otherStack: "Pulumi\.prod\.yaml" can't be read \(there is no such file\)/,
    ],
    ["a file that is no YAML", "config: [", {}, /otherStack: .*is not valid YAML/],
    [
      "a name that leads elsewhere",
      apart(),
      { delegatedAdministration: { ...DELEGATION, otherStack: "../prod" } },
      /otherStack: .*the name of a stack of this project is wanted/,
    ],
  ] as const) {
    it(`are refused with ${title}`, () => {
      const errors = errorsBeside(other, own);
      assert.equal(errors.length, 1, errors.join("\n"));
      assert.match(errors.join(), expected);
    });
  }

  it("may use the same people and groups where one makes them", () => {
    const shared = apart({
      people: { ada: { existing: true } },
      groups: { administrators: { existing: true, access: [] } },
    });
    assert.deepEqual(errorsBeside(shared), []);
  });

  const secure = { secure: "v1:abc" };
  const ada = { givenName: "Ada", familyName: "Lovelace", email: "ada@example.com" };
  const unread = (section: string) =>
    new RegExp(
      `^error access:delegatedAdministration\\.otherStack: access:${section} of stack delegated can't be read`,
    );
  const isEncrypted = (path: string) =>
    new RegExp(
      `^warning access:delegatedAdministration\\.otherStack: access:${path} of stack delegated is encrypted, and can't be compared`,
    );
  const cases: readonly (readonly [string, Raw | string, Files, RegExp | undefined])[] = [
    [
      "a section in a file, whose line is told",
      apart({ permissionSets: "sets.yaml" }),
      { "sets.yaml": "# theirs\nadministrator: {}\n" },
      /^error access:permissionSets\.administrator: .*in stack delegated \(sets\.yaml:2\), too/,
    ],
    [
      "a section in a file that isn't there",
      apart({ permissionSets: "sets.yaml" }),
      {},
      unread("permissionSets"),
    ],
    [
      "a section in a file that is no YAML",
      apart({ people: "people.yaml" }),
      { "people.yaml": "a: [" },
      unread("people"),
    ],
    ["a section that is no group of keys", apart({ groups: ["a"] }), {}, unread("groups")],
    [
      "a section of the project's name instead of access",
      `${stackFile(apart({ people: null }))}${"  identity-center:people: { ada: {} }\n"}`,
      {},
      unread("people"),
    ],
    [
      "a section beside config",
      `${stackFile(apart({ permissionSets: null }))}access:permissionSets: { administrator: {} }\n`,
      {},
      unread("permissionSets"),
    ],
    [
      "a mistake in its own part",
      apart({ delegatedAdministration: { account: "shop-prod", stack: "delegate" } }),
      {},
      /access:delegatedAdministration of stack delegated can't be read.*did you mean "delegated"/,
    ],
    ["an encrypted section", apart({ people: secure }), {}, isEncrypted("people")],
    [
      "an encrypted entry",
      apart({ permissionSets: { administrator: secure } }),
      {},
      isEncrypted("permissionSets\\.administrator"),
    ],
    [
      "an encrypted name",
      apart({ people: { a: { ...ada, userName: secure } } }),
      {},
      isEncrypted("people\\.a\\.userName"),
    ],
    [
      "encrypted attributes for access control",
      apart({ identityCenter: { attributes: { team: secure } } }),
      {},
      isEncrypted("identityCenter\\.attributes\\.team"),
    ],
    [
      "another encrypted value of a person, who is compared all the same",
      apart({ people: { ada: { ...ada, givenName: secure, email: secure, phone: secure } } }),
      {},
      /^error access:people\.ada: .*is made by stack delegated/,
    ],
    [
      "other encrypted values, which don't matter",
      apart({
        identityCenter: { tags: { team: secure } },
        people: { grace: { ...ada, phone: { value: secure } } },
        permissionSets: { reader: { description: secure, inlinePolicy: secure } },
      }),
      {},
      undefined,
    ],
    [
      "an encrypted part of its own, which is no secret",
      apart({ delegatedAdministration: { account: secure, stack: "delegated" } }),
      {},
      /^error .*access:delegatedAdministration\.account of stack delegated is encrypted, and nothing of it is secret; write it as it is in Pulumi\.delegated\.yaml/,
    ],
    [
      "a file that names itself",
      apart({
        delegatedAdministration: {
          account: "shop-prod",
          stack: "delegated",
          otherStack: "delegated",
        },
      }),
      {},
      /^error .*otherStack: is delegated, whose file \(Pulumi\.delegated\.yaml:\d+\) names itself/,
    ],
  ];
  for (const [title, other, files, expected] of cases) {
    it(`are compared as far as the other file can be read: ${title}`, () => {
      const said = saidBeside(other, {}, files);
      assert.equal(said.length, expected === undefined ? 0 : 1, said.join("\n"));
      assert.match(said.join(), expected ?? /^$/);
    });
  }

  it("name each other without organization and project", () => {
    const own = { delegatedAdministration: { ...DELEGATION, otherStack: "acme/access/delegated" } };
    assert.match(errorsBeside(apart(), own).join(), /without organization and project, such as/);
  });

  /** Sections that make something in the management account, as little as switches each on. */
  const OF_MANAGEMENT: Raw = {
    auditTrail: { enabled: true },
    alarms: { enabled: true, emails: ["security@example.com"] },
    detection: { enabled: true },
    rootGuardrails: { enabled: true },
  };
  for (const [section, value] of Object.entries(OF_MANAGEMENT)) {
    it(`have access:${section} in the management account's stack only, with line and stack`, () => {
      const delegated = stackFile({ ...apart(), [section]: value });
      const management = stackFile({ delegatedAdministration: DELEGATION });
      const readFile = (path: string) => {
        if (path === "Pulumi.management.yaml") return management;
        throw Object.assign(new Error(path), { code: "ENOENT" });
      };
      const { problems } = parseStackFile(toStackFile("delegated", delegated, readFile));
      const found = problems.find(({ path }) => path === `access:${section}.enabled`);
      assert.equal(found?.severity, "error", JSON.stringify(problems));
      assert.match(found.place ?? "", /^Pulumi\.delegated\.yaml:\d+$/);
      assert.match(found.message, /switch it on in stack management instead/);
    });
  }

  it("are known to have these sections and no others that make something in the management account", () => {
    const sections = Object.entries(configurationSchema.shape).flatMap(([name, schema]) =>
      JSON.stringify(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" })).includes(
        '"enabled":{',
      )
        ? [name]
        : [],
    );
    assert.deepEqual(sections.sort(), Object.keys(OF_MANAGEMENT).sort());
  });

  it("share a permission set exactly where a name is in both, whatever the keys and letters", () => {
    const name = fc.stringMatching(/^[a-cA-C]{1,2}$/);
    const names = fc.uniqueArray(name, { maxLength: 4, selector: (one) => one.toLowerCase() });
    fc.assert(
      fc.property(names, names, fc.boolean(), (ours, theirs, existing) => {
        const sets = (all: readonly string[], key: string, entry: object) =>
          Object.fromEntries(all.map((one, index) => [`${key}${index}`, { name: one, ...entry }]));
        const own = {
          permissionSets: {
            ...(valid().permissionSets as Raw),
            ...sets(ours, "o", { managedPolicies: ["ReadOnlyAccess"] }),
          },
        };
        const entry = existing ? { existing: true } : { managedPolicies: ["ReadOnlyAccess"] };
        const errors = errorsBeside(apart({ permissionSets: sets(theirs, "t", entry) }), own);
        const lower = new Set(theirs.map((one) => one.toLowerCase()));
        const expected = ours.filter((one) => lower.has(one.toLowerCase())).length;
        assert.equal(errors.length, expected, errors.join("\n"));
      }),
      { numRuns: 50 },
    );
  });
});
