import assert from "node:assert/strict";
import { Members } from "../../../commands/report/members.ts";
import type { OrganizationSnapshot } from "../../../sandbox/organizationSnapshot.ts";
import { accepted, withEntry } from "../../model/example.ts";

const configuration = accepted({
  ...withEntry(
    "groups",
    `
own: { members: [ada, bob] }
engineering: { existing: true, displayName: Engineering }
nobody: { existing: true }
unread: { existing: true, displayName: Unread Team }
`,
  ),
  people: {
    ada: { existing: true, userName: "ada@example.com" },
    bob: { existing: true, userName: "robert@example.com" },
  },
});
type Groups = OrganizationSnapshot["existing"]["groups"];
const among = (groups: Groups) =>
  new Members(configuration, { existing: { groups, people: [], permissionSets: [] } });

describe("the members of a group, as they are shown,", () => {
  for (const [what, key, groups, people] of [
    ["are the keys of the configuration", "own", [], ["ada", "bob"]],
    [
      "are those of the organization file where the group is made elsewhere, by key or sign-in name",
      "engineering",
      [{ name: "Engineering", members: ["ada@example.com", "grace@example.com"] }],
      ["ada", "grace@example.com"],
    ],
    [
      "are found whatever the case of names is, as AWS does it",
      "engineering",
      [{ name: "ENGINEERING", members: ["Robert@Example.com"] }],
      ["bob"],
    ],
    [
      "aren't taken for somebody whose key is another's sign-in name",
      "engineering",
      [{ name: "Engineering", members: ["bob"] }],
      ["bob (sign-in name)"],
    ],
    ["may be nobody", "nobody", [{ name: "nobody", members: [] }], []],
    [
      "stand under the key of their group where nobody wrote them down",
      "unread",
      [{ name: "Unread Team" }],
      ["members of unread"],
    ],
    [
      "show nothing that a terminal would act on",
      "nobody",
      [{ name: "nobody", members: ["a\u009b"] }],
      ["a\\u009B"],
    ],
  ] as const) {
    it(what, () => assert.deepEqual(among(groups).of(key), people));
  }
});
