import assert from "node:assert/strict";
import { parseDigest } from "../../commands/guard/digest.ts";
import { guard } from "../../commands/guard/guard.ts";
import type { GuardingSection } from "../../model/transition/protection.ts";
import { isChange } from "../../sandbox/world/gate.ts";
import { deny, type StackConfig } from "./acme.ts";
import { Deployment, type Kept, needsPulumi, type Run } from "./deployment.ts";
import { ALIKE, acmeWith, type Section } from "./sectionsOn.ts";

const GUARDING: readonly Section[] = [
  ...(["auditTrail", "alarms", "detection", "rootGuardrails"] as const),
  "regions",
];

type Edit = (config: StackConfig) => void;

/** All that guards and watches, with alarms of each shape once. */
function guarded(edit: Edit = () => {}): StackConfig {
  return acmeWith(GUARDING, (config) => {
    set("alarms", { without: ALIKE })(config);
    set("auditTrail", { retentionDays: 400 })(config);
    set("rootGuardrails", { administratorRoles: ["network/*"] })(config);
    edit(config);
  });
}

/** Other settings of a section. */
function set(section: GuardingSection, settings: object): Edit {
  return (config) => {
    Object.assign(config[`access:${section}`] as object, settings);
  };
}

const off = (section: GuardingSection) => set(section, { enabled: false });
const without =
  (section: GuardingSection): Edit =>
  (config) => {
    delete config[`access:${section}`];
  };
const detection =
  (part: string, settings: object): Edit =>
  (config) => {
    Object.assign((config["access:detection"] as Record<string, object>)[part] ?? {}, settings);
  };

/** What is changed, where that is told, and how. */
const rows: readonly [title: string, edit: Edit, path: string, said: RegExp][] = [
  [
    "the trail, off",
    off("auditTrail"),
    "auditTrail.enabled",
    /the trail is deleted, and its log group/,
  ],
  [
    "the trail's section",
    without("auditTrail"),
    "auditTrail.enabled",
    /nothing records who did what/,
  ],
  [
    "days of log files",
    set("auditTrail", { retentionDays: 30 }),
    "auditTrail.retentionDays",
    /older than 30 days, and they were to be kept for 400 days/,
  ],
  [
    "the log group",
    (config) => {
      delete config["access:auditTrail"]?.logGroup;
    },
    "auditTrail.logGroup",
    /the log group is deleted with its events/,
  ],
  [
    "the log group of a trail that gets another name",
    set("auditTrail", { name: "acme-trail" }),
    "auditTrail.name",
    /the former one is deleted with its events/,
  ],
  [
    "days of events",
    set("auditTrail", { logGroup: { retentionDays: 30 } }),
    "auditTrail.logGroup.retentionDays",
    /older than 30 days, and they were to be kept for 90/,
  ],
  [
    "alarms, off",
    off("alarms"),
    "alarms.enabled",
    /is off now, so that nobody is told any longer of admin/,
  ],
  [
    "an alarm",
    set("alarms", { without: [...ALIKE, "administrators"] }),
    "alarms.without",
    /nobody is told any longer of administrators;/,
  ],
  [
    "every role and user of emergencies",
    set("alarms", { emergencyRoles: [], emergencyUsers: [] }),
    "alarms.without",
    /nobody is told any longer of emergency-access;/,
  ],
  [
    "one of several roles of emergencies",
    set("alarms", { emergencyRoles: ["emergency/read-only"] }),
    "alarms.emergencyRoles",
    /nobody is told any longer when somebody takes roles for emergencies: emergency\/identity-repair;/,
  ],
  [
    "one of several users of emergencies",
    set("alarms", { emergencyUsers: ["emergency/grace"] }),
    "alarms.emergencyUsers",
    /nobody is told any longer when users for emergencies sign in: ada;/,
  ],
  [
    "the only address",
    set("alarms", { emails: ["new@example.com"] }),
    "alarms.emails",
    /security@example\.com hears of nothing any longer, and of those who are left nobody has followed the link/,
  ],
  [
    "detection, off",
    off("detection"),
    "detection.enabled",
    /external access in .*recorder.*contact/,
  ],
  [
    "an analyzer",
    detection("accessAnalyzer", { unused: false }),
    "detection.accessAnalyzer.unused",
    /nobody looks for unused access any longer/,
  ],
  [
    "a rule",
    detection("config", { without: ["root-mfa"] }),
    "detection.config.without",
    /AWS Config doesn't judge root-mfa any longer/,
  ],
  [
    "rules and recorder",
    detection("config", { enabled: false }),
    "detection.config.enabled",
    /this stack's recorder is deleted/,
  ],
  [
    "days of unused access",
    detection("accessAnalyzer", { unused: { days: 300 } }),
    "detection.accessAnalyzer.unused.days",
    /is found after 300 days, and was found after \d+/,
  ],
  [
    "the age of access keys",
    detection("config", { maximumKeyAge: 300 }),
    "detection.config.maximumKeyAge",
    /may be 300 days old, and 90 were the most/,
  ],
  [
    "characters of a password",
    detection("passwordPolicy", { minimumLength: 8 }),
    "detection.passwordPolicy.minimumLength",
    /8 characters are enough for a password, and 14 were needed/,
  ],
  [
    "kinds of characters",
    detection("passwordPolicy", { symbols: false }),
    "detection.passwordPolicy.symbols",
    /passwords need no symbol any longer/,
  ],
  [
    "the password policy",
    detection("passwordPolicy", { enabled: false }),
    "detection.passwordPolicy.enabled",
    /AWS's own holds/,
  ],
  [
    "a contact",
    (config) => {
      const { contacts } = config["access:detection"] as Record<string, Record<string, unknown>>;
      delete contacts?.security;
    },
    "detection.contacts",
    /no contact for security/,
  ],
  [
    "accounts of contacts",
    detection("contacts", { accounts: ["management"] }),
    "detection.contacts.accounts",
    /AWS writes to no contact of .*web-prod.* any longer/,
  ],
  [
    "one more role that guardrails exempt",
    set("rootGuardrails", { administratorRoles: ["network/*", "network/trails", "ci/deploy"] }),
    "rootGuardrails.administratorRoles",
    /: ci\/deploy may change trails and the identity source/,
  ],
  [
    "the first role that may make credentials",
    set("rootGuardrails", { administratorRoles: ["network/*"], credentialRoles: ["ci/keys"] }),
    "rootGuardrails.credentialRoles",
    /: ci\/keys may make IAM users, passwords and access keys/,
  ],
  [
    "a Region of Identity Center",
    (config) => {
      Object.assign(config["access:identityCenter"], { regions: [] });
    },
    "identityCenter.regions",
    /nobody can sign in in us-east-1 any longer/,
  ],
  [
    "guardrails, off",
    off("rootGuardrails"),
    "rootGuardrails.enabled",
    /denies root-user, .*any longer/,
  ],
  [
    "a guardrail",
    set("rootGuardrails", { without: ["root-user"] }),
    "rootGuardrails.without",
    /doesn't deny root-user any longer/,
  ],
  [
    "all but one target",
    set("rootGuardrails", { stage: [{ ou: "Workloads/Production" }] }),
    "rootGuardrails.stage",
    /detached from the organization's root \(r-\w+\)/,
  ],
  [
    "central root access",
    set("rootGuardrails", { centralRootAccess: false }),
    "rootGuardrails.centralRootAccess",
    /it is turned off with it/,
  ],
];

/** What each refusal of a destroy begins with, or goes on with. */
const STOPPED = /a destroy would go on to the administrators' access.*administratorsElsewhere/;

/** Calls that changed something. */
function changesOf({ history }: Run): string[] {
  return history.map(({ operation }) => operation).filter(isChange);
}

/** Changes after which a destroy finds other administrators in the file than AWS has. */
const SUCCESSIONS: readonly [title: string, edit: Edit][] = [
  [
    "other administrators with another permission set are named",
    (config) => {
      const { "access:groups": groups, "access:permissionSets": sets } = config;
      sets.second = { ...sets.administrator, description: "Administers" };
      groups.owners = {
        ...{ administrators: true, members: ["grace"] },
        access: [{ permissionSet: "second", accounts: ["management"] }],
      };
      delete sets.administrator;
      delete groups.administrators;
    },
  ],
  [
    "others are named, and the former are a group like any other",
    ({ "access:groups": groups, "access:permissionSets": sets }) => {
      sets.second = { ...sets.administrator, description: "Administers" };
      groups.owners = {
        ...{ administrators: true, members: ["grace"] },
        access: [{ permissionSet: "second", accounts: ["management"] }],
      };
      delete groups.administrators?.administrators;
    },
  ],
  ["the trail has another name", set("auditTrail", { name: "second" })],
];

describe("protection that an update takes away, on the real engine", function () {
  needsPulumi(this);
  let kept: Kept | undefined;
  let deployment: Deployment | undefined;

  before(async () => {
    const first = Deployment.create();
    try {
      const made = await first.up(guarded());
      assert.ok(made.ok, made.said);
      assert.doesNotMatch(made.said, /takes protection away/);
      kept = first.kept;
    } finally {
      first.remove();
    }
  });
  beforeEach(() => {
    deployment = Deployment.from(kept as Kept);
  });
  afterEach(() => deployment?.remove());

  it("isn't told where nothing changes, or more is protected", async () => {
    const more: Edit = (config) => {
      set("auditTrail", { retentionDays: 500 })(config);
      set("alarms", { emails: ["security@example.com", "new@example.com"] })(config);
    };
    for (const edit of [() => {}, more]) {
      const run = await deployment?.preview(guarded(edit));
      assert.ok(run?.ok, run?.said);
      assert.doesNotMatch(run.said, /takes protection away/);
    }
  });

  for (const [title, edit, path, said] of rows) {
    it(`is told by each preview, with its place: ${title}`, async () => {
      const run = await deployment?.preview(guarded(edit));
      assert.ok(run?.ok, run?.said);
      const told = run.said.split("\n").filter((line) => line.includes("takes protection away: "));
      assert.equal(told.length, 1, run.said);
      const [line = ""] = told;
      assert.match(line, said);
      assert.ok(line.includes(`: access:${path}: takes protection away: `), line);
      assert.match(line, /^(warning: )?Pulumi\.test\.yaml(:\d+)?: /);
    });
  }

  it("is something that npm run guard refuses", async () => {
    const json = await deployment?.previewJson(guarded(off("auditTrail")), "--show-sames");
    const { findings } = guard(
      parseDigest(json ?? "", "preview.json"),
      { approvals: [] },
      { today: "2026-11-27" },
    );
    const told = findings.filter(({ kind }) => kind === "security-control");
    assert.deepEqual(
      told.map(({ name, approval }) => [name, approval]),
      [["access:auditTrail.enabled", undefined]],
    );
  });

  it("stays where a destroy is refused, since administrators weren't named elsewhere first", async () => {
    const run = await deployment?.command(guarded(), "destroy", "--yes", "--run-program");
    assert.ok(run && !run.ok);
    assert.match(run.said, STOPPED);
    assert.deepEqual(changesOf(run), []);
  });

  for (const flags of [[], ["--continue-on-error"], ["--target", "**/rule:Rule**"]]) {
    const command = ["destroy", "--skip-preview", ...flags].join(" ");
    it(`stays, with all the rest, where the preview was skipped: ${command}`, async () => {
      const run = await deployment?.destroyed(guarded(), { flags });
      assert.ok(run && !run.ok);
      assert.match(run.said, STOPPED);
      assert.deepEqual(changesOf(run), []);
      const after = await deployment?.up(guarded());
      assert.ok(after?.ok, after?.said);
      // Notes of the last update have nothing in AWS, and go with everything else that may.
      const steps = after.steps.filter((step) => !/^create UpdateNote /.test(step));
      assert.deepEqual(steps, []);
    });
  }

  it("stays also where the program wants more than there is", async () => {
    const run = await deployment?.destroyed(guarded(set("alarms", { without: [] })));
    assert.ok(run && !run.ok);
    assert.match(run.said, STOPPED);
    assert.deepEqual(changesOf(run), []);
  });

  for (const [title, edit] of SUCCESSIONS) {
    it(`stays where ${title}, in an update that wasn't made; that update is made`, async () => {
      const wanted = guarded(edit);
      for (const flags of [[], ["--continue-on-error"]]) {
        const run = await deployment?.destroyed(wanted, { flags });
        assert.ok(run && !run.ok);
        assert.match(run.said, STOPPED);
        assert.deepEqual(changesOf(run), []);
      }
      const runs = await deployment?.planned(wanted);
      assert.ok(runs?.at(-1)?.ok, runs?.at(-1)?.said);
      const after = await deployment?.up(wanted);
      assert.deepEqual(after?.steps, []);
    });
  }

  it("stays where an existing group administers, which gets another permission set", async () => {
    const administered = (permissionSet: string) =>
      acmeWith(["rootGuardrails"], ({ "access:groups": groups, "access:permissionSets": sets }) => {
        Object.assign(sets.administrator as object, { inlinePolicy: deny("s3:*") });
        sets.second = { ...sets.administrator, description: "Administers" };
        groups.security = {
          ...{ existing: true, administrators: true },
          access: [{ permissionSet, accounts: ["management"] }],
        };
        delete groups.administrators;
      });
    const own = Deployment.create();
    try {
      const made = await own.up(administered("administrator"));
      assert.ok(made.ok, made.said);
      const wanted = administered("second");
      const run = await own.destroyed(wanted, { flags: ["--continue-on-error"] });
      assert.ok(!run.ok);
      assert.match(run.said, STOPPED);
      assert.deepEqual(changesOf(run), []);
      const after = await own.up(wanted);
      assert.ok(after.ok, after.said);
    } finally {
      own.remove();
    }
  });

  it("stays where parts of it are made of encrypted values", async () => {
    const config = guarded((config) => {
      Object.assign(config["access:identityCenter"], { tags: { cost: "x" } });
    });
    deployment?.configure(config);
    const secrets = [
      "access:alarms.emails[0]=hidden@example.com",
      "access:detection.contacts.security.email=hidden@example.com",
      "access:identityCenter.tags.cost=hidden",
    ].map((secret) => `--secret '${secret}'`);
    const set = await deployment?.advised(`pulumi config set-all --path ${secrets.join(" ")}`);
    assert.ok(set?.ok, set?.said);
    const made = await deployment?.advised("pulumi up");
    assert.ok(made?.ok, made?.said);
    for (const flags of ["", " --continue-on-error"]) {
      const run = await deployment?.advised(
        `pulumi destroy --run-program --skip-preview --yes --json${flags}`,
      );
      assert.ok(run && !run.ok);
      assert.match(run.said, STOPPED);
      assert.deepEqual(changesOf(run), []);
    }
  });

  it("goes where it isn't wanted any more, also after a refresh", async () => {
    const less = guarded(set("alarms", { without: [...ALIKE, "administrators"] }));
    const run = await deployment?.up(less, { flags: ["--refresh"] });
    assert.ok(run?.ok, run?.said);
    assert.ok(run.steps.some((step) => step.startsWith("delete EventRule ")));
  });

  it("is made anew by pulumi up --replace, also under the id that it had: that is no destroy", async () => {
    const types = ["AlternativeContact", "EventTarget", "Rule", "TopicPolicy", "Analyzer"];
    const flags = types.flatMap((type) => ["--replace", `**:${type}::**`]);
    const run = await deployment?.up(guarded(), { flags });
    assert.ok(run?.ok, run?.said);
    for (const type of types) {
      assert.ok(run.steps.some((step) => step.startsWith(`delete-replaced ${type} `)));
    }
    const after = await deployment?.up(guarded());
    assert.ok(after?.ok, after?.said);
    assert.deepEqual(after.steps, []);
  });

  it("is refused where the stack's own recorder would go for one that isn't there, until its advice was followed", async () => {
    const existing = guarded(detection("config", { recorder: "existing" }));
    const refused = await deployment?.up(existing);
    assert.ok(refused && !refused.ok);
    assert.match(refused.said, /access:detection\.config\.recorder: is existing, and the recorder/);
    assert.deepEqual(changesOf(refused), []);
    const switchedOff = await deployment?.up(guarded(detection("config", { enabled: false })));
    assert.ok(switchedOff?.ok, switchedOff?.said);
    assert.match(
      switchedOff.said,
      /takes protection away: this stack's recorder is deleted|recorder/,
    );
    const after = await deployment?.preview(existing);
    assert.doesNotMatch(after?.said ?? "", /the recorder that is there is this stack's own/);
  });
});
