import assert from "node:assert/strict";
import fc from "fast-check";
import { type Change, type Operation, toResource } from "../../../commands/deploy/resource.ts";
import { changeLines, changesInShort, livingLine } from "../../../commands/report/changeLines.ts";
import { resourceName } from "../../../commands/report/resourceName.ts";
import { textWidth } from "../../../commands/report/textWidth.ts";

const STACK = "urn:pulumi:dev::identity-center";
const GROUP = `${STACK}::identity-center:index:AccessGroup::engineers`;
const SET = `${STACK}::identity-center:index:PermissionSet::developer`;
const PEOPLE = `${STACK}::identity-center:index:People::people`;

const account = (id: string) => (id === "111111111111" ? "payments-prod" : id);

function resource(parent: string, type: string, name: string) {
  const parents = parent.split("::")[2];
  return toResource(`${STACK}::${parents}$${type}::${name}`, parent);
}

const ada = resource(PEOPLE, "aws:identitystore/user:User", "people/ada");
const alan = resource(GROUP, "aws:identitystore/groupMembership:GroupMembership", "engineers/alan");

function change(operation: Operation, of: Change["resource"], ...properties: string[]): Change {
  return { operation, resource: of, properties };
}

describe("the name of a resource, in the user's words", () => {
  for (const [parent, type, name, whole] of [
    [PEOPLE, "aws:identitystore/user:User", "people/ada", "person ada"],
    [PEOPLE, "aws:identitystore/user:User", "people/a::b", "person a::b"],
    [GROUP, "aws:identitystore/group:Group", "engineers", "group engineers"],
    [
      GROUP,
      "aws:identitystore/groupMembership:GroupMembership",
      "engineers/ada",
      "member ada of engineers",
    ],
    [SET, "aws:ssoadmin/permissionSet:PermissionSet", "developer", "permission set developer"],
    [
      SET,
      "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive",
      "developer-managed",
      "AWS managed policies of permission set developer",
    ],
    [
      SET,
      "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
      "developer-inline",
      "inline policy of permission set developer",
    ],
    [
      GROUP,
      "aws:ssoadmin/accountAssignment:AccountAssignment",
      "engineers/read/only/111111111111",
      "assignment read/only for engineers in payments-prod",
    ],
    [GROUP, "aws:ssoadmin/accountAssignment:AccountAssignment", "odd", "assignment odd"],
    [PEOPLE, "aws:kms/key:Key", "trail", "kms Key trail"],
    [PEOPLE, "aws:identitystore/user:User", "people/\u202eada", "person \\u202Eada"],
    [PEOPLE, "aws-native:sso:Assignment", "x", "sso Assignment x"],
  ] as const) {
    it(`is ${whole}`, () => {
      assert.equal(resourceName(resource(parent, type, name), account)?.whole, whole);
    });
  }

  it("is none for components, providers and the stack", () => {
    for (const urn of [
      GROUP,
      `${STACK}::pulumi:providers:aws::home`,
      `${STACK}::pulumi:pulumi:Stack::x`,
    ]) {
      assert.equal(resourceName(toResource(urn), account), undefined);
    }
  });
});

describe("what npm start tells of a change", () => {
  it("names what was done, the worst first, and what differs", () => {
    const changes = [
      change("changed", ada, "title", "emails"),
      change("deleted", alan),
      change("changed", toResource(SET)),
      change("failed", resource(GROUP, "aws:identitystore/group:Group", "engineers")),
    ];
    assert.equal(changesInShort(changes, account), "1 failed, 1 deleted, 1 changed");
    assert.deepEqual(changeLines(changes, account, 100), [
      "  failed    group engineers",
      "  deleted   member alan of engineers",
      "  changed   person ada: title, emails",
    ]);
  });

  it("tells many that are new in one line", () => {
    const many = Array.from({ length: 500 }, (_, index) =>
      change("created", resource(PEOPLE, "aws:identitystore/user:User", `people/p${index}`)),
    );
    assert.deepEqual(changeLines(many, account, 60), [
      "  created   500 people: p0, p1, p2, p3, p4, p5 and 494 more",
    ]);
  });

  it("names each that is deleted while there are few, and counts more", () => {
    const some = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        change("deleted", resource(PEOPLE, "aws:identitystore/user:User", `people/p${index}`)),
      );
    assert.equal(changeLines(some(8), account, 60).length, 8);
    assert.match(changeLines(some(9), account, 60).join("\n"), /^ {2}deleted {3}9 people: p0,/);
  });

  for (const [kind, list] of [
    ["ManagedPolicyAttachmentsExclusive", "managedPolicyArns"],
    ["CustomerManagedPolicyAttachmentsExclusive", "customerManagedPolicyReferences"],
  ] as const) {
    const type = `aws:ssoadmin/${kind[0]?.toLowerCase()}${kind.slice(1)}:${kind}`;
    const urn = `${SET.replace(/::developer$/, "")}$${type}::developer-policies`;
    const none = { [list]: [] };
    const some = { [list]: ["one"] };
    const attachments = (...inputs: (typeof none | undefined)[]) =>
      changesInShort([change("changed", toResource(urn, SET, ...inputs))], account);

    it(`names no ${kind} that holds nothing, before and after`, () => {
      for (const inputs of [[none], [undefined, none], [none, undefined], [none, none]]) {
        assert.equal(attachments(...inputs), "nothing changed");
      }
      assert.equal(livingLine([toResource(urn, SET, none)], account), "nothing");
    });

    it(`names ${kind} that held or holds something, and where nobody knows`, () => {
      for (const inputs of [[some], [some, none], [none, some], [], [undefined], [{}]]) {
        assert.equal(attachments(...(inputs as (typeof none | undefined)[])), "1 changed");
      }
    });
  }

  it("says when there was nothing to do", () => {
    assert.equal(changesInShort([change("changed", toResource(SET))], account), "nothing changed");
    assert.deepEqual(changeLines([], account, 80), []);
    assert.equal(livingLine([toResource(SET)], account), "nothing");
  });

  it("counts what there is", () => {
    const living = [ada, alan, toResource(SET), resource(PEOPLE, "aws:kms/key:Key", "trail")];
    assert.equal(livingLine(living, account), "1 person, 1 member, 1 other");
  });

  it("accounts for every change, in lines that fit, whatever the names are", () => {
    const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 60 }), (names) => {
        const changes = names.map((one) =>
          change("created", resource(PEOPLE, "aws:identitystore/user:User", `people/${one}`)),
        );
        const [line = "", ...others] = changeLines(changes, account, 80);
        assert.deepEqual(others, []);
        assert.ok(textWidth(line) <= 80, line);
        assert.doesNotMatch(line, /[\p{Cc}\p{Cf}]/u);
        assert.ok(line.startsWith(`  created   ${names.length} people: `), line);
      }),
    );
  });
});
