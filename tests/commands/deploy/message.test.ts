import assert from "node:assert/strict";
import { type Message, toMessages, withoutEchoes } from "../../../commands/deploy/message.ts";
import { toResource } from "../../../commands/deploy/resource.ts";
import { messageLines } from "../../../commands/report/messageLines.ts";

const problems = [
  { severity: "error", path: "access:groups.x", message: "is wrong" },
  { severity: "warning", path: "access:people.ada", message: "is in no group" },
  {
    severity: "error",
    place: "Pulumi.dev.yaml:9",
    path: "access:groups.y.until",
    message: "has\u200bpassed",
    steps: ["remove it"],
  },
] as const;

describe("what is told of a deployment's messages", () => {
  for (const [what, severity, text, told] of [
    ["a message", "error", "creating it: AccessDenied\n", ["creating it: AccessDenied"]],
    ["a severity that stands in the text, too", "error", "error: no stack", ["no stack"]],
    ["Pulumi's colours", "warning", "<{%fg 1%}>it<{%reset%}> is so", ["it is so"]],
    ["what the configuration's problems say", "warning", "access:people.ada: is in no group", []],
    [
      "the same in a list with a count",
      "error",
      "error: access:groups.x: is wrong\nwarning: access:people.ada: is in no group\n1 error, 1 warning",
      [],
    ],
    [
      "what else is in such a list",
      "error",
      "error: access:groups.x: is wrong\nerror: access:accounts.y: is gone\n2 errors",
      ["access:accounts.y: is gone"],
    ],
    [
      "a problem with its place, whatever the program takes it for",
      "warning",
      "Pulumi.dev.yaml:9: access:groups.y.until: has\\u200Bpassed",
      [],
    ],
    [
      "such problems in a list, with their steps",
      "error",
      "Pulumi.dev.yaml:9: warning: access:groups.y.until: has\\u200Bpassed\n  remove it\n1 warning",
      [],
    ],
    [
      "the same problem of another place",
      "warning",
      "people.yaml:9: access:groups.y.until: has\\u200Bpassed",
      ["people.yaml:9: access:groups.y.until: has\\u200Bpassed"],
    ],
    ["a count of its own", "error", "3 errors", ["3 errors"]],
    ["nothing", "error", "  \n", []],
  ] as const) {
    it(`is right for ${what}`, () => {
      const messages = toMessages(severity, text, undefined, problems);
      assert.deepEqual(
        messages.map((one) => one.text),
        told,
      );
    });
  }

  const error = (text: string): Message => ({ severity: "error", text });

  it("leaves out what is said twice, and what only follows from something else", () => {
    const echoes = [
      "update failed",
      "failed to run remediation: context canceled",
      "awsx:cloudtrail:Trail resource 'audit-trail' has a problem: grpc: the client connection is closing",
    ].map(error);
    const messages = [error("denied"), error("denied"), ...echoes];
    assert.deepEqual(withoutEchoes(messages), [error("denied")]);
  });

  it("never leaves out all", () => {
    assert.deepEqual(withoutEchoes([error("update failed")]), [error("update failed")]);
  });

  it("names the resource, and shows what a terminal would act on", () => {
    const urn =
      "urn:pulumi:dev::p::identity-center:index:People$aws:identitystore/user:User::people/ada";
    const text = "it \u001b[31mfailed\nfor\u009ba reason";
    const message = { severity: "error", text, urn } as const;
    assert.deepEqual(messageLines([message]), [
      "error: person people/ada: it \\u001B[31mfailed",
      "  for\\u009Ba reason",
    ]);
    const known = toResource(urn, "urn:pulumi:dev::p::identity-center:index:People::people");
    assert.match(messageLines([message], [known])[0] ?? "", /^error: person ada: /);
  });
});
