import assert from "node:assert/strict";
import { accepted, assertProblem, assertRefused, parsed, valid, withEntry } from "../example.ts";

const set = (attributes: string) => withEntry("permissionSets", `reader: { ${attributes} }`);
const policies = (count: number) => Array.from({ length: count }, (_, index) => `P${index}`);

const at = "access:permissionSets.reader";
const document = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:Get*", Resource: "*" }],
};

describe("permission sets", () => {
  it("takes AWS managed, customer managed and inline policies, a boundary and tags", () => {
    const raw = set(
      `
      name: Reader, description: Reads, aliases: [old], sessionDuration: PT90M,
      relayState: "https://console.aws.amazon.com/s3/home?region=eu-west-1#",
      managedPolicies: [job-function/ViewOnlyAccess, "arn:aws:iam::aws:policy/SecurityAudit"],
      customerManagedPolicies: [plain, { name: other, path: /team/a/ }],
      permissionsBoundary: { customerManagedPolicy: limit }, tags: { team: a, empty: "" },
      inlinePolicy: ${JSON.stringify(document)}`,
    );
    assert.deepEqual(accepted(raw).permissionSets.reader, {
      existing: false,
      name: "Reader",
      aliases: ["old"],
      description: "Reads",
      sessionDuration: "PT90M",
      relayState: "https://console.aws.amazon.com/s3/home?region=eu-west-1#",
      managedPolicies: ["job-function/ViewOnlyAccess", "arn:aws:iam::aws:policy/SecurityAudit"],
      customerManagedPolicies: [
        { name: "plain", path: "/" },
        { name: "other", path: "/team/a/" },
      ],
      permissionsBoundary: { customerManagedPolicy: { name: "limit", path: "/" } },
      tags: { team: "a", empty: "" },
      inlinePolicy: JSON.stringify(document),
    });
  });

  it("takes an AWS managed policy as boundary", () => {
    const raw = set(
      "managedPolicies: [A], permissionsBoundary: { managedPolicy: PowerUserAccess }",
    );
    const expected = { managedPolicy: "PowerUserAccess" };
    assert.deepEqual(accepted(raw).permissionSets.reader?.permissionsBoundary, expected);
  });

  it("looks an existing permission set up by name", () => {
    const raw = set("existing: true, name: AWSReadOnlyAccess");
    assert.equal(accepted(raw).permissionSets.reader?.name, "AWSReadOnlyAccess");
    assert.equal(accepted(raw).permissionSets.reader?.existing, true);
  });

  const common = "managedPolicies: [A]";
  for (const [title, attributes, path, texts] of [
    ["a name has a space", `${common}, name: "a b"`, "name", ['"a b"', "letters, digits"]],
    ["a name is too long", `${common}, name: ${"n".repeat(33)}`, "name", ["33", "at most 32"]],
    ["a description is empty", `${common}, description: ""`, "description", ["is empty"]],
    [
      "a description is too long",
      `${common}, description: ${"d".repeat(701)}`,
      "description",
      ["701"],
    ],
    [
      "a description has a typographic dash",
      `${common}, description: "a — b"`,
      "description",
      ["Latin-1"],
    ],
    [
      "a relay state is too long",
      `${common}, relayState: ${"r".repeat(241)}`,
      "relayState",
      ["240"],
    ],
    [
      "a session is too short",
      `${common}, sessionDuration: PT59M`,
      "sessionDuration",
      ['"PT59M"', "PT1H"],
    ],
    [
      "a session is too long",
      `${common}, sessionDuration: PT12H1S`,
      "sessionDuration",
      ["PT12H or less"],
    ],
    [
      "a session is in words",
      `${common}, sessionDuration: 8 hours`,
      "sessionDuration",
      ["write PT8H"],
    ],
    [
      "a policy has a customer's ARN",
      'managedPolicies: ["arn:aws:iam::111111111111:policy/x"]',
      "managedPolicies[0]",
      ["customerManagedPolicies"],
    ],
    [
      "a policy's name begins with a slash",
      "managedPolicies: [/A]",
      "managedPolicies[0]",
      ['"/A"', "job-function/ViewOnlyAccess"],
    ],
    [
      "a policy is listed by name and by ARN",
      'managedPolicies: [A, "arn:aws:iam::aws:policy/A"]',
      "managedPolicies[1]",
      ["listed twice"],
    ],
    [
      "a customer's policy is listed twice",
      "customerManagedPolicies: [a, { name: A, path: / }]",
      "customerManagedPolicies[1]",
      ["listed twice"],
    ],
    [
      "a path has no slash at its end",
      "customerManagedPolicies: [{ name: a, path: /b }]",
      "customerManagedPolicies[0].path",
      ['"/b"', "slash"],
    ],
    [
      "a policy's name holds its path",
      "customerManagedPolicies: [team/a]",
      "customerManagedPolicies[0]",
      ["{ name, path }"],
    ],
    [
      "there are 21 policies",
      `managedPolicies: [${policies(11)}], customerManagedPolicies: [${policies(10)}]`,
      "managedPolicies",
      ["21", "at most 20"],
    ],
    [
      "a boundary is two policies",
      `${common}, permissionsBoundary: { managedPolicy: A, customerManagedPolicy: b }`,
      "permissionsBoundary",
      ["either managedPolicy or"],
    ],
    [
      "a boundary is none",
      `${common}, permissionsBoundary: {}`,
      "permissionsBoundary",
      ["either managedPolicy or"],
    ],
    [
      "a boundary is left empty",
      `${common}, permissionsBoundary: `,
      "permissionsBoundary",
      ["is empty"],
    ],
    ["a tag is AWS's own", `${common}, tags: { "aws:x": y }`, "tags.aws:x", ["aws:"]],
    ["a tag's value is a number", `${common}, tags: { cost: 5 }`, "tags.cost", ["quotes"]],
    [
      "a tag's value is too long",
      `${common}, tags: { cost: ${"c".repeat(257)} }`,
      "tags.cost",
      ["256"],
    ],
    [
      "a key is misspelt",
      `${common}, sesionDuration: PT1H`,
      "sesionDuration",
      ['did you mean "sessionDuration"?'],
    ],
    [
      "policies stand beside existing: true",
      `existing: true, ${common}`,
      "managedPolicies",
      ["made elsewhere"],
    ],
  ] as const) {
    it(`fails when ${title}`, () => {
      assertRefused(set(attributes), `${at}.${path}`, ...texts);
    });
  }

  it("takes 20 policies", () => {
    accepted(set(`managedPolicies: [${policies(10)}], customerManagedPolicies: [${policies(10)}]`));
  });

  it("fails when its tags are too many together with the instance's", () => {
    const tags = (from: number, count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${from + index}`, "v"]));
    const raw = (own: number) => ({
      ...set(`${common}, tags: ${JSON.stringify(tags(10, own))}`),
      identityCenter: { tags: tags(0, 20) },
    });
    accepted(raw(40));
    assertRefused(raw(41), `${at}.tags`, "51", "at most 50");
  });

  it("fails when the key can't be the name and none is given", () => {
    const raw = withEntry("permissionSets", "read only: { managedPolicies: [A] }");
    assertRefused(raw, 'access:permissionSets["read only"]', "letters, digits");
  });

  it("fails when two share a name but for upper and lower case", () => {
    const raw = set(`${common}, name: Administrator`);
    assertRefused(raw, `${at}.name`, "access:permissionSets.administrator");
  });

  it("warns about one without any policy, a boundary being none", () => {
    const raw = set("permissionsBoundary: { managedPolicy: A }");
    const { problems } = parsed({ ...raw, groups: used(raw) });
    assertProblem(problems, "warning", at, "no policy");
  });

  it("warns about one that no group uses", () => {
    assertProblem(parsed(set(common)).problems, "warning", at, "used by no group");
  });

  it("names a broken one's problem only, not that it were unknown", () => {
    const raw = withEntry(
      "permissionSets",
      "reader: { sessionDuration: PT1D, managedPolicies: [A] }",
    );
    assertRefused({ ...raw, groups: used(raw) }, `${at}.sessionDuration`, '"PT1D"');
  });

  function used(raw: Record<string, unknown>): unknown {
    const line = { permissionSet: "reader", accounts: ["all"] };
    return { ...(raw.groups ?? valid().groups ?? {}), team: { members: ["ada"], access: [line] } };
  }
});
