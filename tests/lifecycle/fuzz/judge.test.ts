import assert from "node:assert/strict";
import type { AccessAfterCall, Grant } from "../../../sandbox/world/history.ts";
import type { JournalEntry } from "../../../sandbox/world/journal.ts";
import { newCompany } from "./company.ts";
import { Judge } from "./judge.ts";
import { Random } from "./random.ts";
import { resolution } from "./resolution.ts";

const MANAGEMENT = "000000000001";

const grant = (permissionSet: string, policy: string, account = "111111111111"): Grant => ({
  ...{ userId: "1", userName: "ada", account, permissionSet },
  role: {
    managedPolicies: [`arn:aws:iam::aws:policy/${policy}`],
    customerManagedPolicies: [],
    inlinePolicy: null,
    permissionsBoundary: null,
  },
});

/** What the judge says of instants between a first and a last, each a list of grants. */
function judged(...instants: readonly (readonly Grant[])[]): string[] {
  const made = ["reader", "builder"].map((name) => ({ name, tags: { identity: "s" } }));
  const journal = instants.map((_, index): JournalEntry => {
    const changes =
      index === 0 ? made.map((set) => ["permissionSets", set.name, set] as const) : [];
    return { sequence: index + 1, operation: "Call", request: {}, changes };
  });
  const history = instants.map(
    (grants, index): AccessAfterCall => ({
      ...{ sequence: index + 1, operation: "Call", request: {} },
      grants,
    }),
  );
  const judge = new Judge();
  judge.since(new Map(), journal.slice(0, 1), history);
  return judge.since(judge.now, journal, history);
}

const wide = grant("reader", "AdministratorAccess");
const narrow = grant("reader", "AmazonS3FullAccess");
const auditor = grant("reader", "SecurityAudit");
const administrator = grant("reader", "AdministratorAccess", MANAGEMENT);

describe("the judge of random updates", () => {
  for (const [what, instants, words] of [
    ["nothing where each instant is one of the sides", [[narrow], [narrow], [auditor]], []],
    ["what neither side gives", [[narrow], [wide], [auditor]], ["excess"]],
    ["access of somebody whom neither side lets in", [[], [narrow], []], ["excess"]],
    ["a gap in what both sides give", [[narrow], [], [narrow]], ["gap"]],
    ["that nobody administers for a while", [[administrator], [], [administrator]], ["lock-out"]],
    [
      "nothing of a set that gets another name",
      [
        [narrow],
        [narrow, grant("builder", "AmazonS3FullAccess")],
        [grant("builder", "AmazonS3FullAccess")],
      ],
      [],
    ],
    [
      "what the old and the new name of a set allow together",
      [[narrow], [narrow, grant("builder", "IAMFullAccess")], [grant("builder", "SecurityAudit")]],
      ["excess"],
    ],
  ] as const) {
    it(`finds ${what}`, () => {
      const found = judged(...instants);
      for (const word of words)
        assert.ok(
          found.some((one) => one.startsWith(word)),
          word,
        );
      if (words.length === 0) assert.deepEqual(found, []);
    });
  }

  it("tells what is missing at the end, left, or otherwise than wanted", () => {
    const company = newCompany(new Random(1));
    const [first = ""] = resolution(company).keys();
    const [userName = "", , account = ""] = first.split(" ");
    const judge = new Judge();
    const grants = [
      { ...narrow, userName: "eve" },
      { ...wide, userName, account },
    ];
    const journal = [{ sequence: 1, operation: "Call", request: {}, changes: [] }];
    judge.since(new Map(), journal, [{ ...(journal[0] as JournalEntry), grants }]);
    const differences = judge.differences(company);
    assert.ok(differences.some((one) => one.startsWith("eve") && one.endsWith("is left")));
    assert.ok(differences.some((one) => one.endsWith("is missing")));
  });
});
