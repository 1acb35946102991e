import assert from "node:assert/strict";
import { matchesEventPattern } from "../../../policies/rules/root/eventPattern.ts";
import { readFilterPattern } from "../../../policies/rules/root/filterPattern.ts";
import type { Value } from "../../../policies/value.ts";

type Row = readonly [pattern: string, event: object, matches: boolean];

/** "Comparison operators for use in event patterns in Amazon EventBridge", and "… event patterns" for what isn't there. */
const eventBridge: Readonly<Record<string, readonly Row[]>> = {
  equals: [
    ['{"Name":["Alice"]}', { Name: "Alice" }, true],
    ['{"Name":["Alice"]}', { Name: "alice" }, false],
    ['{"Name":["Alice"]}', {}, false],
  ],
  or: [
    ['{"PaymentType":["Credit","Debit"]}', { PaymentType: "Debit" }, true],
    ['{"PaymentType":["Credit","Debit"]}', { PaymentType: "Cash" }, false],
  ],
  and: [
    ['{"Location":["New York"],"Day":["Monday"]}', { Location: "New York", Day: "Monday" }, true],
    ['{"Location":["New York"],"Day":["Monday"]}', { Location: "New York", Day: "Friday" }, false],
  ],
  "or of several fields": [
    ['{"$or":[{"Location":["New York"]},{"Day":["Monday"]}]}', { Day: "Monday" }, true],
    ['{"$or":[{"Location":["New York"]},{"Day":["Monday"]}]}', { Location: "New York" }, true],
    ['{"$or":[{"Location":["New York"]},{"Day":["Monday"]}]}', { Location: "Rome" }, false],
  ],
  prefix: [
    ['{"time":[{"prefix":"2017-10-02"}]}', { time: "2017-10-02T18:43:48Z" }, true],
    ['{"time":[{"prefix":"2017-10-02"}]}', { time: "2017-10-03T18:43:48Z" }, false],
  ],
  suffix: [
    ['{"FileName":[{"suffix":".png"}]}', { FileName: "a.png" }, true],
    ['{"FileName":[{"suffix":".png"}]}', { FileName: "a.png.txt" }, false],
  ],
  "anything-but": [
    ['{"state":[{"anything-but":"initializing"}]}', { state: "running" }, true],
    ['{"state":[{"anything-but":"initializing"}]}', { state: "initializing" }, false],
    ['{"state":[{"anything-but":["stopped","overloaded"]}]}', { state: "running" }, true],
    ['{"state":[{"anything-but":["stopped","overloaded"]}]}', { state: "overloaded" }, false],
    ['{"state":[{"anything-but":["stopped"]}]}', {}, false],
  ],
  exists: [
    ['{"detail":{"c-count":[{"exists":false}]}}', { detail: { state: "running" } }, true],
    ['{"detail":{"c-count":[{"exists":false}]}}', { detail: { "c-count": 1 } }, false],
    ['{"detail":{"c-count":[{"exists":false}]}}', { detail: { "c-count": null } }, false],
    // It isn't a leaf.
    ['{"detail":{"c-count":[{"exists":false}]}}', { detail: { "c-count": { c1: 100 } } }, true],
    ['{"detail":{"c-count":[{"exists":true}]}}', { detail: { "c-count": 1 } }, true],
    ['{"detail":{"c-count":[{"exists":true}]}}', { detail: {} }, false],
    // Fields of what is null aren't there.
    ['{"detail":{"user":[{"exists":false}]}}', { detail: null }, true],
  ],
  "one of an array in the event": [
    ['{"resources":["b"]}', { resources: ["a", "b"] }, true],
    ['{"resources":["c"]}', { resources: ["a", "b"] }, false],
  ],
};

const json = {
  eventType: "UpdateTrail",
  sourceIPAddress: "111.111.111.111",
  arrayKey: ["value", "another value"],
  objectList: [
    { name: "a", id: 1 },
    { name: "b", id: 2 },
  ],
  SomeObject: null,
  ThisFlag: true,
};
const compound = {
  user: { id: 1, email: "John.Stiles@example.com" },
  users: [
    { id: 2, email: "John.Doe@example.com" },
    { id: 3, email: "Jane.Doe@example.com" },
  ],
  actions: ["GET", "PUT", "DELETE"],
  coordinates: [
    [0, 1, 2],
    [4, 5, 6],
    [7, 8, 9],
  ],
};

/** "Filter pattern syntax": its events and its patterns. */
const logs: Readonly<Record<string, readonly Row[]>> = {
  "=": [
    ['{ $.eventType = "UpdateTrail" }', json, true],
    ['{ $.eventType = "updatetrail" }', json, false],
    ["{ $.eventType = UpdateTrail }", json, true],
    ['{ $.arrayKey[0] = "value" }', json, true],
    ["{ $.objectList[1].id = 2 }", json, true],
    ['{ $.missing = "UpdateTrail" }', json, false],
  ],
  "!=": [
    ["{ $.sourceIPAddress != 123.123.* }", json, true],
    ["{ $.sourceIPAddress != 111.111.* }", json, false],
  ],
  "* at the end and at the beginning": [
    ["{ $.eventType = Update* }", json, true],
    ["{ $.eventType = *Trail }", json, true],
    ["{ $.eventType = *Update }", json, false],
  ],
  "IS NULL, IS TRUE": [
    ["{ $.SomeObject IS NULL }", json, true],
    ["{ $.eventType IS NULL }", json, false],
    ["{ $.ThisFlag IS TRUE }", json, true],
    ["{ $.ThisFlag IS FALSE }", json, false],
  ],
  "NOT EXISTS": [
    ["{ $.SomeOtherObject NOT EXISTS }", json, true],
    ["{ $.SomeObject NOT EXISTS }", json, false],
    ["{ $.SomeObject.inner NOT EXISTS }", json, true],
  ],
  "&& before ||, and parentheses before both": [
    ['{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }', compound, true],
    [
      '{ ($.user.id = 2 && $.users[0].email = "nonmatch") || $.actions[2] = "GET" }',
      compound,
      false,
    ],
    [
      '{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = nonmatch && $.actions[2] = nomatch }',
      compound,
      true,
    ],
    [
      '{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = nonmatch) && $.actions[2] = nomatch }',
      compound,
      false,
    ],
  ],
  "arrays and objects, which no comparison is about": [
    ["{ $.users = 1 }", { users: [1, 2, 3] }, false],
    ["{ $.users != 1 }", { users: [1, 2, 3] }, false],
    ["{ $.user != 1 }", compound, false],
  ],
};

describe("the evaluators of patterns, on AWS's own examples", () => {
  const each = (language: string, tables: Readonly<Record<string, readonly Row[]>>) => {
    const matches = (pattern: string, event: object) =>
      language === "EventBridge"
        ? matchesEventPattern(JSON.parse(pattern), event as Value)
        : readFilterPattern(pattern)?.(event as Value);
    for (const [operator, rows] of Object.entries(tables)) {
      it(`${language}: ${operator}`, () => {
        for (const [pattern, event, wanted] of rows) {
          assert.equal(matches(pattern, event), wanted, `${pattern} ${JSON.stringify(event)}`);
        }
      });
    }
  };
  each("EventBridge", eventBridge);
  each("CloudWatch Logs", logs);
});
