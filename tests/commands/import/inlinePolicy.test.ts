import assert from "node:assert/strict";
import fc from "fast-check";
import { stringify } from "yaml";
import { MadeByHand } from "./madeByHand.ts";

const FILE = "Pulumi.acme.yaml";

type Statement = Readonly<Record<string, unknown>>;

const statements: readonly Statement[] = [
  { Sid: "Read", Effect: "Allow", Action: ["s3:GetObject", "s3:ListBucket"], Resource: "*" },
  {
    Effect: "Deny",
    Action: "iam:*",
    Resource: ["arn:aws:iam::*:user/a", "arn:aws:iam::*:user/b"],
    Condition: {
      Bool: { "aws:MultiFactorAuthPresent": "false" },
      StringLike: { "aws:PrincipalTag/team": ["a", "b"], "aws:RequestedRegion": "eu-*" },
    },
  },
  { Effect: "Allow", NotAction: ["iam:*", "sts:*"], NotResource: "arn:aws:s3:::secret/*" },
];

/** The same in another order of keys, lists and statements, with lists of one and other cases of actions. */
function scrambled(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) {
    return value
      .toReversed()
      .map((one) => (typeof one === "string" ? cased(one, name) : scrambled(one)));
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).toReversed();
    return Object.fromEntries(entries.map(([key, one]) => [key, scrambled(one, key)]));
  }
  return /^((Not)?Resource|aws:RequestedRegion)$/.test(name) ? [value] : cased(String(value), name);
}

function cased(text: string, name: string): string {
  return /^(Not)?Action$/.test(name) ? text.toUpperCase() : text;
}

describe("npm run import over a permission set with an inline policy", () => {
  let made: MadeByHand;
  let PermissionSetArn: string;
  before(async () => {
    made = await MadeByHand.started();
    PermissionSetArn = made.set("Reader");
  });
  after(() => made.remove());

  /** As AWS has them, and as the file says them. */
  async function imports(here: readonly Statement[], there: readonly Statement[], more = {}) {
    const document = (Statement: unknown) => ({ Version: "2012-10-17", Statement });
    made.call("PutInlinePolicyToPermissionSet", {
      ...made.instance,
      PermissionSetArn,
      InlinePolicy: JSON.stringify(document(here)),
    });
    const inlinePolicy = document(there.map((one) => scrambled(one)));
    const text = stringify({
      config: {
        "aws:region": "eu-west-1",
        "access:identityCenter": { region: "eu-west-1" },
        "access:people": { ada: { givenName: "Ada", familyName: "Lovelace" } },
        "access:permissionSets": {
          Administrator: { managedPolicies: ["AWSSSOMasterAccountAdministrator"] },
          Reader: { ...more, inlinePolicy },
        },
        "access:groups": {
          Admins: {
            administrators: true,
            members: ["ada"],
            access: [{ permissionSet: "Administrator", accounts: ["management"] }],
          },
        },
      },
    });
    made.write(FILE, text);
    const { code, text: said } = await made.imports();
    const lines = said.split("\n").filter((line) => /^ {2}[-+~] access:/.test(line));
    return { code, lines, isSame: made.read(FILE) === text };
  }

  it("takes it for the same where it means the same, and writes nothing", async () => {
    const some = fc.shuffledSubarray([...statements], { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(some, async (here) => {
        assert.deepEqual(await imports(here, here), { code: 0, lines: [], isSame: true });
      }),
      { numRuns: 10, endOnFailure: true },
    );
  });

  it("shows what differs, and nothing that is written otherwise and means the same", async () => {
    const [first, second, third] = statements as [Statement, Statement, Statement];
    const path = "access:permissionSets.Reader";
    assert.deepEqual(await imports([first, second], [second, third]), {
      code: 1,
      lines: [
        `  - ${path}.inlinePolicy.Statement: ${JSON.stringify(scrambled(third))}`,
        `  + ${path}.inlinePolicy.Statement: ${JSON.stringify(first)}`,
      ],
      isSame: true,
    });
    const settings = { description: "Reads", sessionDuration: "PT60M" };
    assert.deepEqual(await imports([first, second], [first, second], settings), {
      code: 1,
      lines: [`  - ${path}.description: "Reads"`],
      isSame: true,
    });
  });
});
