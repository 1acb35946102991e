import assert from "node:assert/strict";
import fc from "fast-check";
import { deployStack, dev } from "../components/deployStack.ts";
import { detectionSections } from "./detectionSections.ts";

/** Stack dev with this section, and without the others that watch. */
const detected = (detection: object) =>
  deployStack(
    dev((config) => {
      for (const key of Object.keys(config)) {
        if (/:(alarms|auditTrail|delegatedAdministration|rootGuardrails)$/.test(key)) {
          delete config[key];
        }
      }
      config["access:detection"] = detection as Record<string, never>;
    }),
  );

type Deployed = Awaited<ReturnType<typeof detected>>;

const made = ({ resources }: Deployed, kind: string) =>
  resources.filter(({ type }) => type.endsWith(`:${kind}`));

const security = { name: "Security", title: "Team", email: "s@example.com", phone: "+44 20 1" };

describe("access:detection", () => {
  it("makes nothing until it is switched on", async () => {
    const run = await detected({
      enabled: false,
      passwordPolicy: { enabled: true },
      contacts: { security },
    });
    assert.deepEqual(run.errors, []);
    assert.ok(
      !run.resources.some(
        ({ type }) =>
          /Detection|accessanalyzer|cfg|account/i.test(type) && !/sso|cloudtrail/.test(type),
      ),
    );
  });

  it("finds external access in the home Region unless told otherwise, which costs nothing", async () => {
    const run = await detected({ enabled: true });
    assert.deepEqual(run.errors, []);
    assert.deepEqual(
      made(run, "Analyzer").map(({ name }) => name),
      ["detection/external/eu-west-1"],
    );
    for (const kind of ["Rule", "Recorder", "AccountPasswordPolicy", "AlternativeContact"]) {
      assert.deepEqual(made(run, kind), []);
    }
  });

  it("hands every setting over", async () => {
    const run = await detected({
      enabled: true,
      accessAnalyzer: { external: false, unused: { days: 45 } },
      config: {
        enabled: true,
        recorder: "create",
        organization: true,
        except: ["web-dev"],
        without: ["user-mfa"],
        maximumKeyAge: 60,
      },
      passwordPolicy: { enabled: true, maximumAge: 100, minimumLength: 16 },
    });
    assert.deepEqual(run.errors, []);
    const [unused, ...others] = made(run, "Analyzer");
    assert.deepEqual(others, []);
    assert.deepEqual(unused?.inputs.configuration, { unusedAccess: { unusedAccessAge: 45 } });
    const rules = made(run, "OrganizationManagedRule");
    assert.equal(rules.length, 5);
    for (const { inputs } of rules) {
      assert.match(String((inputs.excludedAccounts as string[])[0]), /^\d{12}$/);
    }
    const [policy] = made(run, "AccountPasswordPolicy");
    assert.equal(policy?.inputs.maxPasswordAge, 100);
    assert.equal(policy?.inputs.minimumPasswordLength, 16);
    assert.equal(made(run, "RecorderStatus").length, 1);
  });

  it("gives contacts to every active account, each once, or to those that are named", async () => {
    const everywhere = await detected({ enabled: true, contacts: { security } });
    assert.deepEqual(everywhere.errors, []);
    const names = made(everywhere, "AlternativeContact").map(({ name }) => name);
    assert.ok(names.includes("detection/management/security"));
    assert.ok(names.length > 2 && new Set(names).size === names.length);
    // Stack dev's old-shop is suspended; of the management account there is one, without its id.
    assert.ok(!names.some((name) => /777777777777|000000000001/.test(name)), names.join(", "));
    const one = await detected({ enabled: true, contacts: { security, accounts: ["web-dev"] } });
    assert.deepEqual(one.errors, []);
    assert.equal(made(one, "AlternativeContact").length, 1);
  });

  it("deploys whatever is valid, names and titles in any alphabet", async () => {
    await fc.assert(
      fc.asyncProperty(detectionSections, async (section) => {
        const { errors } = await detected({ ...section, trustedAccess: true });
        assert.deepEqual(errors, []);
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });

  for (const [title, detection, error] of [
    ["unused access without days", { accessAnalyzer: { unused: true } }, /accessAnalyzer\.unused/],
    [
      "an account that there isn't",
      { contacts: { accounts: ["web-dve"] } },
      /accounts\[0\].*web-dev/,
    ],
    [
      "an account that is closed",
      { contacts: { security, accounts: ["old-shop"] } },
      /contacts\.accounts\[0\].*SUSPENDED/,
    ],
    [
      "accounts left out of no organization's rules",
      { config: { enabled: true, except: ["web-dev"] } },
      /set organization to true/,
    ],
    ["a short password", { passwordPolicy: { minimumLength: 5 } }, /passwordPolicy\.minimumLength/],
    [
      "an address that is none",
      { contacts: { security: { ...security, email: "s" } } },
      /contacts\.security\.email/,
    ],
    [
      "a title of more bytes than the provider takes",
      { contacts: { security: { ...security, title: "é".repeat(26) } } },
      /contacts\.security\.title: .*at most 50 bytes/,
    ],
    ["a Region that is none", { accessAnalyzer: { regions: ["Ireland"] } }, /regions\[0\]/],
    ["a rule that there isn't", { config: { without: ["mfa"] } }, /config\.without\[0\]/],
  ] as const) {
    it(`refuses ${title}`, async () => {
      const said = await detected({ enabled: true, ...detection }).then(
        ({ errors }) => errors.join("\n"),
        String,
      );
      assert.match(said, error);
      assert.match(said, /access:detection/);
    });
  }
});
