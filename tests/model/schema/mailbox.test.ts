import assert from "node:assert/strict";
import { mailbox } from "../../../model/schema/mailbox.ts";

describe("an address that is written to", () => {
  for (const address of [
    "security@example.com",
    "aws+root_alarms@mail.example.co.uk",
    "o'neil/sec@example.com",
    "team@xn--bcher-kva.example",
    `${"a".repeat(64)}@example.com`,
  ]) {
    it(`is taken: ${address}`, () => assert.equal(mailbox.parse(address), address));
  }

  for (const [what, address] of [
    ["without @", "security"],
    ["without a dot in the domain", "security@example"],
    ["with a display name", "Security <security@example.com>"],
    ["two of them", "a@example.com,b@example.com"],
    ["with letters of other alphabets", "sécurité@example.com"],
    ["with an international domain", "security@bücher.example"],
    ["with an invisible space", "security\u200B@example.com"],
    ["with a control character", "security\u0085@example.com"],
    ["with a space", "security @example.com"],
    ["with two dots", "a..b@example.com"],
    ["with a long local part", `${"a".repeat(65)}@example.com`],
    ["that is long", `a@${"a.".repeat(130)}com`],
    ["with a label that begins with -", "a@-example.com"],
  ] as const) {
    it(`is refused ${what}`, () => assert.equal(mailbox.safeParse(address).success, false));
  }
});
