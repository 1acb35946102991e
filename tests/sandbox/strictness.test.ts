import assert from "node:assert/strict";
import { accessFixture, make, types } from "./fixture.ts";

type Inputs = Readonly<Record<string, unknown>>;
type Fixture = Awaited<ReturnType<typeof accessFixture>>;

/** What a resource needs beside what a case is about; `old` is what exists already. */
const needs: Readonly<Record<string, (fixture: Fixture) => Inputs>> = {
  permissionSet: ({ instanceArn }) => ({ instanceArn, name: "new" }),
  inlinePolicy: ({ instanceArn, permissionSetArn }) => ({ instanceArn, permissionSetArn }),
  managedPolicy: ({ instanceArn, permissionSetArn }) => ({ instanceArn, permissionSetArn }),
  managedPolicies: ({ instanceArn, permissionSetArn }) => ({ instanceArn, permissionSetArn }),
  customerPolicies: ({ instanceArn, permissionSetArn }) => ({ instanceArn, permissionSetArn }),
  boundary: ({ instanceArn, permissionSetArn }) => ({ instanceArn, permissionSetArn }),
  attributes: ({ instanceArn }) => ({ instanceArn }),
  group: ({ identityStoreId }) => ({ identityStoreId, displayName: "new" }),
  user: ({ identityStoreId }) => ({
    identityStoreId,
    userName: "new",
    displayName: "New",
    name: { givenName: "N", familyName: "N" },
  }),
};

const tags = (count: number, start = "key") =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${start}${index}`, "x"]));
const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const inline = (changed: object) => ({
  inlinePolicy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ ...statement, ...changed }],
  }),
});
const long = (bytes: number) => inline({ Resource: `arn:aws:s3:::${"x".repeat(bytes)}` });
const managed = (name: string, partition = "aws") => `arn:${partition}:iam::aws:policy/${name}`;
const own = (name: string, path: string) => ({
  customerManagedPolicyReferences: [{ name, path }],
});
const attribute = (key: string, source: string) => ({
  attributes: [{ key, values: [{ sources: [source] }] }],
});
const source = "$" + "{path:enterprise.department}";
const email = (value: string) => ({ emails: { value } });
const pattern = (member: string) =>
  new RegExp(
    `ValidationException: 1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: `,
  );
const missing =
  /ResourceNotFoundException: (Policy|Scope ARN:) arn:\S+ does not exist or is not attachable\.$/;
const malformed = /ValidationException: MalformedPolicyDocument: Syntax errors in policy\.$/;
const duplicate = (name: string) =>
  new RegExp(`ConflictException: Duplicate ${name} \\(Reason: UNIQUENESS_CONSTRAINT_VIOLATION\\)$`);
const reserved = /ValidationException: \w+ \w+ is a reserved name$/;
const bytes = /expected length of \w+ to be in the range/;

const taken: readonly (readonly [keyof typeof types, Inputs])[] = [
  ["permissionSet", { description: "für alle\r\n\t…".replace("…", "~") }],
  [
    "permissionSet",
    { relayState: "https://console.aws.amazon.com/s3?region=eu-west-1#[x] {y} (z)" },
  ],
  ["permissionSet", { tags: tags(49) }],
  ["permissionSet", { tags: { "Kosten:Stelle/ä": "" } }],
  ["inlinePolicy", inline({})],
  ["inlinePolicy", inline({ Resource: "arn:aws:s3:::bücher" })],
  ["inlinePolicy", long(10_000)],
  ["managedPolicy", { managedPolicyArn: managed("job-function/Billing") }],
  ["boundary", { permissionsBoundary: { managedPolicyArn: managed("ReadOnlyAccess") } }],
  ["customerPolicies", own("a+=,.@-_9", "/a/b.c/")],
  ["attributes", attribute("Kosten stelle", source)],
  ["group", { displayName: "Team\u00a0A", description: "one\ntwo" }],
  ["user", { userName: "zoë@example.com", nickname: "Zoë 👩" }],
  ["user", email("ada@example.com")],
];

const refused: readonly (readonly [keyof typeof types, Inputs, RegExp])[] = [
  ["permissionSet", { name: "a b" }, pattern("name")],
  ["permissionSet", { description: "a – b" }, pattern("description")],
  ["permissionSet", { description: "日本" }, pattern("description")],
  ["permissionSet", { description: "\u00a0" }, pattern("description")],
  ["permissionSet", { description: "ü".repeat(351) }, bytes],
  ["permissionSet", { relayState: "https://ä" }, pattern("relayState")],
  ["permissionSet", { relayState: "a<b" }, pattern("relayState")],
  ["permissionSet", { tags: { "aws:team": "x" } }, /begin with aws: are reserved/],
  ["permissionSet", { tags: { "AWS:team": "x" } }, /begin with aws: are reserved/],
  ["permissionSet", { tags: { "a#b": "x" } }, pattern("tags.2.member.key")],
  ["permissionSet", { tags: { a: "x".repeat(257) } }, /less than or equal to 256/],
  ["permissionSet", { tags: tags(50) }, /ServiceQuotaExceededException: .*51 tags/],
  ["permissionSet", { tags: tags(76) }, /'tags' .*less than or equal to 75/],
  ["permissionSet", { sessionDuration: "8h" }, pattern("sessionDuration")],
  ["permissionSet", { sessionDuration: "PT13H" }, /from PT1H to PT12H/],
  ["inlinePolicy", { inlinePolicy: "{}" }, malformed],
  ["inlinePolicy", { inlinePolicy: '{"Version":"2012-10-17","Statement":[]}' }, malformed],
  ["inlinePolicy", { inlinePolicy: '{"Version":"2020-01-01","Statement":{}}' }, malformed],
  ["inlinePolicy", inline({ Effect: "allow" }), malformed],
  ["inlinePolicy", inline({ Actions: "s3:*" }), malformed],
  ["inlinePolicy", inline({ NotAction: "s3:*" }), malformed],
  ["inlinePolicy", inline({ Action: 1 }), malformed],
  ["inlinePolicy", inline({ Sid: "a b" }), malformed],
  ["inlinePolicy", inline({ Action: undefined }), /must contain actions\.$/],
  ["inlinePolicy", inline({ Resource: [] }), /must contain resources\.$/],
  ["inlinePolicy", inline({ Principal: "*" }), /should not specify a principal\.$/],
  ["inlinePolicy", inline({ Resource: "arn:aws:s3:::a\u2011b" }), pattern("inlinePolicy")],
  ["inlinePolicy", inline({ Resource: "arn:aws:s3:::日本" }), pattern("inlinePolicy")],
  [
    "inlinePolicy",
    long(20_000),
    /ServiceQuotaExceededException: Maximum policy size of 10240 bytes/,
  ],
  ["inlinePolicy", long(33_000), /less than or equal to 32768/],
  ["managedPolicy", { managedPolicyArn: managed("ViewOnlyAccess") }, missing],
  ["managedPolicy", { managedPolicyArn: managed("poweruseraccess") }, missing],
  ["managedPolicy", { managedPolicyArn: managed("SecurityAudit", "aws-cn") }, missing],
  ["managedPolicy", { managedPolicyArn: managed("a b") }, pattern("managedPolicyArn")],
  [
    "managedPolicy",
    { managedPolicyArn: "arn:aws:iam::111111111111:policy/Own" },
    pattern("managedPolicyArn"),
  ],
  [
    "managedPolicy",
    { managedPolicyArn: managed("aws-service-role/AWSSupportServiceRolePolicy") },
    /Cannot attach a Service Role Policy/,
  ],
  [
    "managedPolicies",
    { managedPolicyArns: [managed("SecurityAudit"), managed("Billing")] },
    missing,
  ],
  ["boundary", { permissionsBoundary: { managedPolicyArn: managed("Billing") } }, missing],
  ["customerPolicies", own("a b", "/"), pattern("customerManagedPolicyReference.name")],
  ["customerPolicies", own("a", "//"), pattern("customerManagedPolicyReference.path")],
  ["customerPolicies", own("a", "/a"), pattern("customerManagedPolicyReference.path")],
  ["attributes", attribute("a#b", source), /accessControlAttributes\.1\.member\.key/],
  ["attributes", attribute("a", "path(x)"), /value\.source\.1\.member/],
  [
    "attributes",
    {
      attributes: Array.from(
        { length: 51 },
        (_, index) => attribute(`a${index}`, source).attributes[0],
      ),
    },
    /less than or equal to 50/,
  ],
  ["group", { displayName: "Team\u2003A" }, pattern("displayName")],
  ["group", { displayName: "Team\u200eA" }, pattern("displayName")],
  ["group", { description: "a\u200eb" }, pattern("description")],
  ["group", { displayName: "AWSAdministrators" }, reserved],
  ["group", { displayName: "ENGINEERS" }, duplicate("DisplayName")],
  ["user", { userName: "a b" }, pattern("userName")],
  ["user", { userName: "a\u200bb" }, pattern("userName")],
  ["user", { userName: "Administrator" }, reserved],
  ["user", { userName: "awsadministrators" }, reserved],
  ["user", { userName: "ADA" }, duplicate("UserName")],
  ["user", { userName: "ü".repeat(65) }, bytes],
  ["user", email("Grace@Example.com"), duplicate("Emails")],
  ["user", { name: { givenName: "A\u200d", familyName: "B" } }, pattern("name.givenName")],
  ["user", { addresses: { country: "A\u2028" } }, pattern("addresses.1.member.country")],
];

/** Long texts are cut where a test is named. */
const shown = (inputs: Inputs) => JSON.stringify(inputs).slice(0, 90);

describe("sandbox: texts and limits of AWS", () => {
  for (const [type, inputs] of taken) {
    it(`takes ${type} with ${shown(inputs)}`, async () => {
      const fixture = await accessFixture();
      await make(fixture.provider, types[type], { ...needs[type]?.(fixture), ...inputs });
    });
  }

  for (const [type, inputs, message] of refused) {
    it(`refuses ${type} with ${shown(inputs)}`, async () => {
      const fixture = await accessFixture();
      const news = { ...needs[type]?.(fixture), ...inputs };
      await assert.rejects(make(fixture.provider, types[type], news), message);
    });
  }

  it("looks at what is changed as at what is made", async () => {
    const fixture = await accessFixture();
    const { provider, set, group, user } = fixture;
    const change = async (type: string, made: typeof set, changed: Inputs) => {
      const news = { ...made.inputs, ...changed };
      await provider.update(type, made.id, made.outputs, news);
    };
    await assert.rejects(
      change(types.permissionSet, set, { description: "–" }),
      pattern("description"),
    );
    await assert.rejects(change(types.permissionSet, set, { tagsAll: tags(51) }), /51 tags/);
    await assert.rejects(
      change(types.group, group, { displayName: "Security" }),
      duplicate("DisplayName"),
    );
    await assert.rejects(change(types.group, group, { displayName: "administrator" }), reserved);
    await assert.rejects(change(types.user, user, { title: "\u0007" }), pattern("title"));
    await assert.rejects(change(types.user, user, email("grace@example.com")), duplicate("Emails"));
    await change(types.user, user, email("ada@example.com"));
    await change(types.user, user, { ...email("ada@example.com"), title: "Countess" });
  });
});
