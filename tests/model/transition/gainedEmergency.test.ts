import assert from "node:assert/strict";
import { wantedWays } from "../../../model/transition/emergencyWays.ts";
import { gainedEmergency } from "../../../model/transition/gainedEmergency.ts";
import { organization } from "../example.ts";
import { document, type Role, type Section, side } from "./emergencySide.ts";

const reader: Role = { accounts: ["shop-dev"], managedPolicies: ["ReadOnlyAccess"] };
const whole: Section = {
  saml: { metadataFile: "idp.xml" },
  users: ["ada"],
  roles: { reader },
};
const reading = (more: Partial<Role>): Section => ({
  ...whole,
  roles: { reader: { ...reader, ...more } },
});

/** What is told of the step from one section to another. */
function gained(before: Section, after: Section, isSecret = false) {
  const [former, now] = [side(before), side(after)];
  return gainedEmergency(wantedWays(former, former.reach), { ...now, organization, isSecret });
}

const iam = document("Allow", "iam:PutRolePolicy", "iam:AttachRolePolicy");

describe("who comes in for emergencies, or may do more, that didn't", () => {
  for (const [title, before, after, path, said] of [
    [
      "a user",
      whole,
      { ...whole, users: ["grace", "ada"] },
      "users[0]",
      /^lets in: grace may come in as an IAM user from now on, and take reader;/,
    ],
    [
      "people of an identity provider",
      (({ saml: _, ...others }) => others)(whole),
      whole,
      "saml.metadataFile",
      /^lets in: https:\/\/idp\.example\.com\/saml says from now on who may come in/,
    ],
    [
      "those of another identity provider",
      whole,
      { ...whole, saml: { metadataFile: "other.xml" } },
      "saml.metadataFile",
      /^lets in: https:\/\/idp\.example\.org\/other says .*, where https:\/\/idp\.example\.com/,
    ],
    [
      "whoever has another key",
      whole,
      { ...whole, saml: { metadataFile: "both.xml" } },
      "saml.metadataFile",
      /^lets in: https:\/\/idp\.example\.com\/saml may say who comes in by another certificate/,
    ],
    [
      "a policy that administers",
      whole,
      reading({ managedPolicies: ["AdministratorAccess"] }),
      "roles.reader.managedPolicies",
      /^gives more: reader gets AdministratorAccess;/,
    ],
    [
      "a role with one",
      whole,
      { ...whole, roles: { reader, admin: { ...reader, managedPolicies: ["IAMFullAccess"] } } },
      "roles.admin.managedPolicies",
      /^gives more: admin gets IAMFullAccess;/,
    ],
    [
      "actions that give more",
      whole,
      reading({ inlinePolicy: iam }),
      "roles.reader.inlinePolicy",
      /^gives more: reader lets whoever takes it give themselves more: .*iam:/,
    ],
    [
      "no boundary any longer",
      reading({
        managedPolicies: ["AdministratorAccess"],
        permissionsBoundary: { managedPolicy: "ReadOnlyAccess" },
      }),
      reading({ managedPolicies: ["AdministratorAccess"] }),
      "roles.reader.permissionsBoundary",
      /^gives more: reader lets whoever takes it give themselves more: AdministratorAccess;/,
    ],
    [
      "no boundary of one's own any longer",
      reading({
        managedPolicies: ["AdministratorAccess"],
        permissionsBoundary: { customerManagedPolicy: "limit" },
      }),
      reading({ managedPolicies: ["AdministratorAccess"] }),
      "roles.reader.permissionsBoundary",
      /^gives more: reader is limited by \/limit no longer: AdministratorAccess;/,
    ],
    [
      "a role that administers in more accounts",
      reading({ managedPolicies: ["AdministratorAccess"] }),
      reading({ managedPolicies: ["AdministratorAccess"], accounts: ["all", "management"] }),
      "roles.reader.accounts",
      /^gives more: reader lets .* more \(AdministratorAccess\) in the management account, the organization's root, too;/,
    ],
    [
      "what rules the organization, in the management account",
      reading({ accounts: ["management"] }),
      reading({ accounts: ["management"], managedPolicies: ["PowerUserAccess"] }),
      "roles.reader.managedPolicies",
      /^gives more: reader lets whoever takes it give themselves more: PowerUserAccess;/,
    ],
  ] as readonly [string, Section, Section, string, RegExp][]) {
    it(`is told: ${title}`, () => {
      const [problem, ...others] = gained(before, after);
      assert.deepEqual([problem?.severity, problem?.path], ["warning", `access:emergency.${path}`]);
      assert.match(problem?.message ?? "", said);
      assert.deepEqual(others, []);
    });
  }

  it("isn't told where nobody does", () => {
    const admin = reading({ managedPolicies: ["AdministratorAccess"] });
    for (const [before, after] of [
      [whole, whole],
      [admin, whole],
      [admin, admin],
      [whole, { users: ["ada"], roles: whole.roles }],
      [whole, reading({ managedPolicies: ["job-function/ViewOnlyAccess"] })],
      [whole, reading({ managedPolicies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] })],
      [whole, reading({ accounts: ["all"] })],
      [whole, reading({ inlinePolicy: document("Allow", "s3:ListBucket") })],
      [reading({ inlinePolicy: iam }), reading({ inlinePolicy: iam, accounts: ["shop-dev"] })],
      [{ ...whole, saml: { metadataFile: "both.xml" } }, whole],
    ] as [Section, Section][]) {
      assert.deepEqual(gained(before, after), [], JSON.stringify(after));
    }
  });

  it("isn't told of a stack that lets nobody in yet, and tells no secret", () => {
    const now = side(reading({ managedPolicies: ["AdministratorAccess"] }));
    const nobody = {
      ...{ users: new Set<string>(), emails: new Set<string>() },
      ...{ roles: new Map(), contents: new Map() },
    };
    const wanted = { ...now, organization, isSecret: false };
    assert.deepEqual(gainedEmergency(nobody, wanted), []);
    const [secret] = gained(whole, reading({ inlinePolicy: iam }), true);
    assert.match(secret?.message ?? "", /give themselves more; take it back/);
  });
});
