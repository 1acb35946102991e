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
