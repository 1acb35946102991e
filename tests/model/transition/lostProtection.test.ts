import assert from "node:assert/strict";
import { lostProtection } from "../../../model/transition/lostProtection.ts";
import {
  type Protection,
  type Setting,
  type Surroundings,
  wantedProtection,
} from "../../../model/transition/protection.ts";
import { accepted, valid } from "../example.ts";

type Around = Partial<Parameters<typeof lostProtection>[1]>;

/** What is told of a configuration with these sections in place of this protection. */
function lost(before: Protection, yaml: string, around: Around = {}) {
  return lostProtection(before, {
    ...{ ...SURROUNDINGS, unguarded: [], unwatched: [], isSecret: () => false },
    accounts: new Map([["111111111111", "shop-prod"]]),
    ...{ configuration: accepted(valid(yaml)), ...around },
  });
}

const SURROUNDINGS: Surroundings = {
  home: "eu-west-1",
  watchesOthers: false,
  contactAccounts: [],
  unjudgedAccounts: [],
};

/** The same, where these parts are deployed. */
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
    limits: new Map(),
    unjudged: new Set(),
    exempt: new Map(),
    confirmed: new Set(),
    ...others,
  };
  return lost(deployed, yaml, { watchesOthers, isSecret: () => isSecret });
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
    ["goes with this stack's last administrators' group", false, ["access:alarms.without"]],
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

const ALARMS = "alarms: { enabled: true, emails: [team@example.com]";
const DETECTION = "detection: { enabled: true";
const CONTACT = "{ name: Team, title: Team, email: team@example.com, phone: '+44 20 7946 0000' }";
const RAILS = "rootGuardrails: { enabled: true";
const REPLICATED = `identityCenter:
  region: eu-west-1
  identitySource: identity-provider
  encryption: { keyArn: "arn:aws:kms:eu-west-1:000000000001:key/mrk-0123456789abcdef0123456789abcdef" }
  regions`;
const PROD = "111111111111";

/** Two configurations, what is told of the step from one to the other, and where. */
const changes: readonly [
  title: string,
  before: string,
  after: string,
  path: string,
  said: RegExp,
  around?: { before?: Partial<Surroundings>; after?: Around },
][] = [
  [
    "the trail",
    "auditTrail: { enabled: true, logGroup: { retentionDays: 90 } }",
    "auditTrail: { enabled: false }",
    "auditTrail.enabled",
    /it is off now, so that the trail is deleted, and its log group/,
  ],
  [
    "the trail's section",
    "auditTrail: { enabled: true }",
    "",
    "auditTrail.enabled",
    /the trail is deleted, and nothing records/,
  ],
  [
    "days of log files",
    "auditTrail: { enabled: true, retentionDays: 400 }",
    "auditTrail: { enabled: true, retentionDays: 30 }",
    "auditTrail.retentionDays",
    /older than 30 days, and they were to be kept for 400 days/,
  ],
  [
    "the log group",
    `auditTrail: { enabled: true, logGroup: { retentionDays: 90 } }\n${ALARMS} }`,
    `auditTrail: { enabled: true }\n${ALARMS} }`,
    "auditTrail.logGroup",
    /the log group is deleted with its events/,
  ],
  [
    "the log group of a trail that gets another name",
    "auditTrail: { enabled: true, logGroup: { retentionDays: 90 } }",
    "auditTrail: { enabled: true, name: acme-trail, logGroup: { retentionDays: 365 } }",
    "auditTrail.name",
    /the former one is deleted with its events/,
  ],
  [
    "the log group with the name of its trail",
    "auditTrail: { enabled: true, name: acme-trail, logGroup: { retentionDays: 90 } }",
    "auditTrail: { enabled: true }",
    "auditTrail.logGroup",
    /the log group is deleted with its events/,
  ],
  [
    "days of events",
    "auditTrail: { enabled: true, logGroup: { retentionDays: 90 } }",
    "auditTrail: { enabled: true, logGroup: { retentionDays: 30 } }",
    "auditTrail.logGroup.retentionDays",
    /older than 30 days, and they were to be kept for 90/,
  ],
  [
    "alarms",
    `${ALARMS} }`,
    "alarms: { enabled: false }",
    "alarms.enabled",
    /is off now, so that nobody is/,
  ],
  [
    "an alarm",
    `${ALARMS} }`,
    `${ALARMS}, without: [root-activity] }`,
    "alarms.without",
    /nobody is told any longer of root-activity;/,
  ],
  [
    "an address, of which offline nobody knows whether a link was followed",
    "alarms: { enabled: true, emails: [team@example.com, ada@example.com] }",
    `${ALARMS} }`,
    "alarms.emails",
    /: ada@example\.com hears of nothing any longer; put it back/,
  ],
  [
    "the log group of alarms",
    `${ALARMS}, logGroup: org-trail }`,
    `${ALARMS} }`,
    "alarms.logGroup",
    /alarms watch the management account alone/,
  ],
  [
    "one of several roles of emergencies",
    `${ALARMS}, emergencyRoles: [emergency/repair, emergency/look] }`,
    `${ALARMS}, emergencyRoles: [emergency/look] }`,
    "alarms.emergencyRoles",
    /takes roles for emergencies: emergency\/repair;/,
  ],
  [
    "one of several users of emergencies",
    `${ALARMS}, emergencyUsers: [emergency/ada, grace] }`,
    `${ALARMS}, emergencyUsers: [grace] }`,
    "alarms.emergencyUsers",
    /users for emergencies sign in: ada;/,
  ],
  [
    "every role of emergencies, where there are no users",
    `${ALARMS}, emergencyRoles: [repair] }`,
    `${ALARMS} }`,
    "alarms.without",
    /of emergency-access;/,
  ],
  [
    "somebody of the other stack whom alarms watched",
    `${ALARMS} }`,
    `${ALARMS} }`,
    "delegatedAdministration.otherStack",
    /when somebody changes group tools, by which others than this stack's groups administer; name/,
    { after: { unwatched: ["group tools"] } },
  ],
  [
    "detection",
    `${DETECTION} }`,
    "detection: { enabled: false }",
    "detection.enabled",
    /external access in eu-west-1/,
  ],
  [
    "an analyzer's Region",
    `${DETECTION}, accessAnalyzer: { regions: [eu-west-1, eu-central-1] } }`,
    `${DETECTION}, accessAnalyzer: { regions: [eu-west-1] } }`,
    "detection.accessAnalyzer.external",
    /external access in eu-central-1 any longer/,
  ],
  [
    "a rule",
    `${DETECTION}, config: { enabled: true } }`,
    `${DETECTION}, config: { enabled: true, without: [root-mfa] } }`,
    "detection.config.without",
    /doesn't judge root-mfa any longer/,
  ],
  [
    "the organization's rules",
    `${DETECTION}, config: { enabled: true, organization: true } }`,
    `${DETECTION}, config: { enabled: true } }`,
    "detection.config.organization",
    /the management account alone/,
  ],
  [
    "the password policy",
    `${DETECTION}, passwordPolicy: { enabled: true } }`,
    `${DETECTION} }`,
    "detection.passwordPolicy.enabled",
    /AWS's own holds/,
  ],
  [
    "the analyzer of unused access",
    `${DETECTION}, accessAnalyzer: { unused: { days: 90 } } }`,
    `${DETECTION}, accessAnalyzer: { unused: false } }`,
    "detection.accessAnalyzer.unused",
    /nobody looks for unused access any longer/,
  ],
  [
    "days after which access counts as unused",
    `${DETECTION}, accessAnalyzer: { unused: { days: 90 } } }`,
    `${DETECTION}, accessAnalyzer: { unused: { days: 365 } } }`,
    "detection.accessAnalyzer.unused.days",
    /is found after 365 days, and was found after 90;/,
  ],
  [
    "all rules",
    `${DETECTION}, config: { enabled: true } }`,
    `${DETECTION}, config: { enabled: false } }`,
    "detection.config.enabled",
    /doesn't judge root-mfa, .* any longer/,
  ],
  [
    "accounts that rules judge",
    `${DETECTION}, config: { enabled: true, organization: true } }`,
    `${DETECTION}, config: { enabled: true, organization: true, except: [shop-prod] } }`,
    "detection.config.except",
    /the rules don't judge shop-prod any longer/,
    { after: { unjudgedAccounts: [PROD] } },
  ],
  [
    "hardware for the root user's MFA",
    `${DETECTION}, config: { enabled: true, hardwareMfa: true } }`,
    `${DETECTION}, config: { enabled: true } }`,
    "detection.config.hardwareMfa",
    /need not be of hardware any longer/,
  ],
  [
    "the age of access keys",
    `${DETECTION}, config: { enabled: true, maximumKeyAge: 30 } }`,
    `${DETECTION}, config: { enabled: true } }`,
    "detection.config.maximumKeyAge",
    /may be 90 days old, and 30 were the most/,
  ],
  [
    "characters of a password",
    `${DETECTION}, passwordPolicy: { enabled: true } }`,
    `${DETECTION}, passwordPolicy: { enabled: true, minimumLength: 8 } }`,
    "detection.passwordPolicy.minimumLength",
    /: 8 characters are enough for a password, and 14 were needed/,
  ],
  [
    "passwords that end",
    `${DETECTION}, passwordPolicy: { enabled: true, maximumAge: 90 } }`,
    `${DETECTION}, passwordPolicy: { enabled: true } }`,
    "detection.passwordPolicy.maximumAge",
    /: passwords never end, and ended after 90/,
  ],
  [
    "a kind of characters",
    `${DETECTION}, passwordPolicy: { enabled: true } }`,
    `${DETECTION}, passwordPolicy: { enabled: true, upperCase: false } }`,
    "detection.passwordPolicy.upperCase",
    /passwords need no upper-case letter any longer/,
  ],
  [
    "former passwords",
    `${DETECTION}, passwordPolicy: { enabled: true } }`,
    `${DETECTION}, passwordPolicy: { enabled: true, reusePrevention: 1 } }`,
    "detection.passwordPolicy.reusePrevention",
    /may come again after 1 others?, and had to wait for 24/,
  ],
  [
    "a contact",
    `${DETECTION}, contacts: { security: ${CONTACT}, billing: ${CONTACT} } }`,
    `${DETECTION}, contacts: { billing: ${CONTACT} } }`,
    "detection.contacts",
    /no contact for security/,
  ],
  [
    "accounts of contacts",
    `${DETECTION}, contacts: { security: ${CONTACT} } }`,
    `${DETECTION}, contacts: { security: ${CONTACT}, accounts: [shop-dev] } }`,
    "detection.contacts.accounts",
    /no contact of shop-prod, the management account any longer/,
    { before: { contactAccounts: ["management", PROD, "444444444444"] } },
  ],
  [
    "guardrails",
    `${RAILS} }`,
    "",
    "rootGuardrails.enabled",
    /denies root-user, .*any longer, and what/,
  ],
  [
    "a guardrail",
    `${RAILS} }`,
    `${RAILS}, without: [root-user] }`,
    "rootGuardrails.without",
    /doesn't deny root-user any longer/,
  ],
  [
    "a target",
    `${RAILS} }`,
    `${RAILS} }`,
    "rootGuardrails.targets",
    /is detached from Workloads/,
    { after: { unguarded: ["Workloads"] } },
  ],
  [
    "central root access",
    `${RAILS} }`,
    `${RAILS}, centralRootAccess: false }`,
    "rootGuardrails.centralRootAccess",
    /turned off with it/,
  ],
  [
    "a role that may make credentials",
    `${RAILS}, credentialRoles: [ci/*] }`,
    `${RAILS}, credentialRoles: [ci/key-rotation, ops/keys] }`,
    "rootGuardrails.credentialRoles",
    /: ops\/keys may make IAM users, passwords and access keys in member accounts from now on; take/,
  ],
  [
    "a wider pattern of roles",
    `${RAILS}, administratorRoles: ["network/admin?"] }`,
    `${RAILS}, administratorRoles: ["network/admin*"] }`,
    "rootGuardrails.administratorRoles",
    /: network\/admin\* may change trails and the identity source/,
  ],
  [
    "a Region of Identity Center",
    `${REPLICATED}: [eu-central-1, eu-north-1]`,
    `${REPLICATED}: [eu-north-1]`,
    "identityCenter.regions",
    /nobody can sign in in eu-central-1 any longer when the home Region can't be reached/,
  ],
];

describe("protection that one configuration has and the next hasn't", () => {
  for (const [title, before, after, path, said, around = {}] of changes) {
    const protection = wantedProtection(accepted(valid(before)), {
      ...SURROUNDINGS,
      ...around.before,
    });

    it(`is told: ${title}`, () => {
      const found = lost(protection, after, around.after);
      assert.deepEqual(
        found.map((one) => [one.severity, one.path]),
        [["warning", `access:${path}`]],
      );
      assert.match(found[0]?.message ?? "", said);
      assert.match(found[0]?.message ?? "", /^takes protection away: .*; /);
    });

    it(`isn't told where nothing goes, nor where it comes: ${title}`, () => {
      assert.deepEqual(lost(protection, before, around.before), []);
      if (around.after) return;
      const later = wantedProtection(accepted(valid(after)), SURROUNDINGS);
      // In the other way round, other roles are exempt, other days are kept, and another log group is.
      const paths = lost(later, before, around.before).map((one) => one.path);
      assert.deepEqual(
        paths.filter((one) => !/Roles|auditTrail\.name/.test(one)),
        [],
      );
    });
  }

  it("has a recorder of its own no longer: an error, which says how another takes its place", () => {
    const config = (recorder: string) =>
      `${DETECTION}, config: { enabled: true, recorder: ${recorder} } }`;
    const before = wantedProtection(accepted(valid(config("create"))), SURROUNDINGS);
    const [problem, ...others] = lost(before, config("existing"));
    assert.deepEqual(
      [problem?.severity, problem?.path, others],
      ["error", "access:detection.config.recorder", []],
    );
  });

  it("names nothing that is secret", () => {
    for (const [title, before, after, , , around = {}] of changes) {
      if (!/emergencyRoles|emergencyUsers|emails|Roles/.test(before + after)) continue;
      const protection = wantedProtection(accepted(valid(before)), SURROUNDINGS);
      for (const { message } of lost(protection, after, {
        ...around.after,
        isSecret: () => true,
      })) {
        assert.doesNotMatch(message, /@|repair|: ada|ops|network/, title);
      }
    }
  });
});
