import assert from "node:assert/strict";
import { alternateContacts } from "../../../commands/doctor/checks/alternate-contacts.ts";
import { externalAccessAnalyzer } from "../../../commands/doctor/checks/external-access-analyzer.ts";
import { iamPasswordPolicy } from "../../../commands/doctor/checks/iam-password-policy.ts";
import { unusedAccessAnalyzer } from "../../../commands/doctor/checks/unused-access-analyzer.ts";
import type { DetectionInput } from "../../../model/schema/detection.ts";
import { dev } from "../../components/deployStack.ts";
import { DoctorFixture, devStack } from "./fixture.ts";
import { Owner } from "./owner.ts";

const checks = [iamPasswordPolicy, externalAccessAnalyzer, unusedAccessAnalyzer, alternateContacts];
const contact = { name: "Security", title: "Team", email: "s@example.com", phone: "+44 20 1" };
const section: DetectionInput = {
  enabled: true,
  accessAnalyzer: { unused: { days: 90 } },
  passwordPolicy: { enabled: true, minimumLength: 20 },
  contacts: { security: contact, billing: contact, operations: contact },
};
const stack = devStack((yaml) => {
  const others = yaml.replace(/^ {2}access:detection:.*\n(?: {4,}.*\n)*/m, "");
  return `${others}\n  access:detection: ${JSON.stringify(section)}\n`;
});

/** Stack dev with this section. */
const deployed = (detection: object) =>
  dev((config) => {
    config["access:detection"] = detection as Record<string, never>;
  });

/** The organization without what somebody else made of it. */
const bare = (yaml: string) =>
  yaml.replace(/^(analyzers|contacts|passwordPolicies):\n(?: .*\n)+/gm, "");

/** What is seen where a check doesn't hold. */
async function seen(fixture: DoctorFixture, of: typeof stack | "none"): Promise<string[]> {
  const { results } = await fixture.diagnose({ stack: of, checks });
  return results.flatMap(({ findings }) => findings.map((one) => one.seen));
}

describe("the doctor about what AWS looks for", () => {
  let fixture: DoctorFixture | undefined;
  afterEach(() => fixture?.stop());

  it("finds what access:detection makes", async () => {
    fixture = await DoctorFixture.started({ edit: bare, config: deployed(section) });
    assert.deepEqual(await seen(fixture, stack), []);
  });

  it("says what the stack file asks for, and what brings it back", async () => {
    fixture = await DoctorFixture.started({ edit: bare, config: deployed({ enabled: false }) });
    const asked = (await seen(fixture, stack)).map(
      (one) =>
        /, though access:detection\.(\S+) asks for it: run pulumi up --refresh$/.exec(one)?.[1],
    );
    assert.deepEqual(asked, [
      "passwordPolicy",
      "accessAnalyzer",
      "accessAnalyzer.unused",
      ...["contacts.security", "contacts.operations", "contacts.billing"],
    ]);
    const others = await seen(fixture, "none");
    assert.equal(others.length, asked.length);
    for (const one of others) assert.doesNotMatch(one, /access:detection/);
  });

  it("takes the stack file's password policy for what is wanted where it is stronger", async () => {
    fixture = await DoctorFixture.started({ edit: bare, config: deployed({ enabled: false }) });
    const owner = new Owner(fixture);
    await owner.iam.updateAccountPasswordPolicy({
      ...{ MinimumPasswordLength: 16, PasswordReusePrevention: 24 },
      ...{ RequireSymbols: true, RequireNumbers: true },
      ...{ RequireUppercaseCharacters: true, RequireLowercaseCharacters: true },
    });
    const short =
      "passwords of 16 characters are allowed, fewer than 20, though access:detection.passwordPolicy.minimumLength asks for it: run pulumi up --refresh";
    assert.ok((await seen(fixture, stack)).includes(short));
    assert.ok(!(await seen(fixture, "none")).some((one) => one.startsWith("passwords")));
  });
});
