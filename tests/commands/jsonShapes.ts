import * as z from "zod";

/** What `--json` of the commands prints, as docs/commands.md describes it: nothing less, and nothing more. */

const whole = z.int().min(0);
const urn = z.string().startsWith("urn:pulumi:");

const problem = z.strictObject({
  severity: z.enum(["error", "warning"]),
  place: z.string(),
  path: z.string(),
  message: z.string(),
  steps: z.array(z.string()).optional(),
});

const message = z.strictObject({
  severity: z.enum(["error", "warning"]),
  text: z.string(),
  urn: urn.optional(),
});

const about = {
  rule: z.string(),
  level: z.enum(["mandatory", "advisory"]),
  severity: z.enum(["low", "medium", "high", "critical"]).optional(),
  urn: urn.optional(),
  resource: z.string().optional(),
};

const fields = {
  place: z.string().optional(),
  note: z.string().optional(),
  finding: z.string(),
  url: z.url(),
  controls: z.string().optional(),
  page: z.string().optional(),
};

const finding = z.union([
  z.strictObject({
    ...about,
    ...fields,
    seen: z.string(),
    wanted: z.string(),
    fix: z.string(),
  }),
  z.strictObject({ ...about, ...fields, undecided: z.string() }),
  z.strictObject({ ...about, message: z.string() }),
]);

const policies = z.strictObject({ rules: whole, findings: z.array(finding) }).nullable();

const access = z.array(
  z.strictObject({
    group: z.string(),
    permissionSet: z.string(),
    account: z.string().regex(/^\d{12}$/),
    accountName: z.string().nullable(),
    people: z.array(z.string()),
    lines: z.array(z.string()),
    until: z.iso.date().optional(),
  }),
);

const resources = z.array(z.strictObject({ urn, type: z.string() }));

/** `npm start -- --json` */
export const startShape = z.strictObject({
  stack: z.string(),
  engine: z.string().nullable(),
  deployed: z.boolean(),
  portalUrl: z.string().nullable(),
  problems: z.array(problem),
  messages: z.array(message),
  changes: z.array(
    z.strictObject({
      operation: z.enum(["created", "imported", "changed", "replaced", "deleted", "failed"]),
      what: z.string(),
      properties: z.array(z.string()),
      urn,
      type: z.string(),
    }),
  ),
  resources,
  policies,
  access,
});

/** `npm run preview:offline -- --json` */
export const previewShape = z.array(
  z.strictObject({
    stack: z.string(),
    passed: z.boolean(),
    organizationKnown: z.boolean(),
    problems: z.array(problem),
    secrets: z.array(z.string()),
    messages: z.array(message),
    resources,
    policies,
    access,
  }),
);

const who = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("person"), person: z.string() }),
  z.strictObject({ kind: z.literal("sign-in"), userName: z.string() }),
  z.strictObject({ kind: z.literal("members"), group: z.string(), displayName: z.string() }),
]);

const change = z.strictObject({
  who: z.array(who).min(1),
  permissionSet: z.string(),
  accounts: z
    .array(
      z.strictObject({ account: z.string().regex(/^\d{12}$/), accountName: z.string().nullable() }),
    )
    .min(1),
  ways: z
    .array(
      z.strictObject({
        group: z.string(),
        lines: z.array(z.strictObject({ path: z.string(), place: z.string() })).min(1),
      }),
    )
    .min(1),
  until: z.iso.date().optional(),
  untilBefore: z.iso.date().optional(),
  unlessIn: z.array(z.string()),
});

const ability = z.enum(["yes", "unknown", "no"]);
const administrators = z.array(
  z.strictObject({ who, before: ability, after: ability, groups: z.array(z.string()) }),
);

const endingLines = z.array(
  z.strictObject({
    group: z.string(),
    permissionSet: z.string(),
    path: z.string(),
    place: z.string(),
    until: z.iso.date(),
  }),
);

/** `npm run preview:offline -- --against REVISION --json` */
export const againstShape = z.array(
  z.strictObject({
    stack: z.string(),
    against: z.strictObject({
      revision: z.string(),
      commit: z.string().regex(/^[0-9a-f]{40,64}$/),
      day: z.iso.date(),
    }),
    state: z.enum(["compared", "new", "removed", "broken", "unreadable"]),
    passed: z.boolean(),
    organizationOfToday: z.boolean(),
    problems: z.array(problem),
    problemsBefore: z.array(problem),
    administrators: z.strictObject({ gained: administrators, lost: administrators }),
    delegatedAdministrator: z
      .strictObject({ account: z.string(), before: z.string().optional() })
      .nullable(),
    gained: z.array(change),
    lost: z.array(change),
    prolonged: z.array(change),
    shortened: z.array(change),
    permissionSets: z.array(
      z.strictObject({
        permissionSets: z.array(z.string()).min(1),
        isSecret: z.boolean(),
        policies: z
          .strictObject({
            gained: z.array(z.string()),
            lost: z.array(z.string()),
            wider: z.array(z.string()),
            narrower: z.array(z.string()),
            notCompared: z.array(
              z.strictObject({ policy: z.string(), change: z.enum(["added", "removed"]) }),
            ),
            mayWiden: z.boolean(),
            mayNarrow: z.boolean(),
          })
          .optional(),
        sessionDuration: z.strictObject({ before: z.string(), after: z.string() }).optional(),
        holders: z.array(who),
      }),
    ),
    protection: z.array(
      z.strictObject({
        kind: z.enum(["security-control", "administrators-access"]),
        name: z.string(),
        seen: z.string(),
        place: z.string(),
        isOfRevision: z.boolean(),
      }),
    ),
    privileges: z.array(
      z.strictObject({
        kind: z.enum(["administrator", "privilege"]),
        name: z.string(),
        seen: z.string(),
        place: z.string(),
        isOfRevision: z.boolean(),
      }),
    ),
    updates: z.array(
      z.strictObject({ later: z.array(z.strictObject({ path: z.string(), text: z.string() })) }),
    ),
    ending: endingLines,
    ended: endingLines,
  }),
);

/** `npm run policies -- --json` */
export const policiesShape = z.array(
  z.strictObject({
    source: z.string(),
    project: z.string(),
    stack: z.string(),
    pack: z.strictObject({ name: z.string(), version: z.string() }),
    resources: whole,
    encryptedValues: whole,
    passed: z.boolean(),
    findings: z.array(finding),
  }),
);
