import assert from "node:assert/strict";
import { assertProblem, parsed, resolved, valid, withLines } from "./example.ts";

const line = (accounts: string, rest = "") =>
  withLines(`[{ permissionSet: administrator, accounts: [${accounts}]${rest} }]`);

describe("what is told beside something else, and what to write instead", () => {
  it("a line that has ended is still checked, by warnings", () => {
    const { problems } = resolved(line("shop-prdo", ", until: 2026-01-01"));
    const team = problems.filter(({ path }) => path.startsWith("access:groups.team"));
    assert.deepEqual(
      team.map(({ severity, kind }) => [severity, kind]),
      [
        ["warning", "expired"],
        ["warning", "expired"],
      ],
    );
    assertProblem(team, "warning", "access:groups.team.access[0].accounts[0]", '"shop-prod"');
  });

  it("a wrong boundary hides no wrong inline policy", () => {
    const at = "access:permissionSets.administrator";
    for (const boundary of [
      "5",
      "{}",
      "{ managedPolicy: ReadOnlyAcces }",
      "{ managedPolicy: A, customerManagedPolicy: b }",
    ]) {
      const { problems } = parsed(
        valid(
          `permissionSets: { administrator: { permissionsBoundary: ${boundary}, inlinePolicy: { Version: "2012-10-17", Statement: [{ Effect: deny, Action: "*", Resource: "*" }] } } }`,
        ),
      );
      assertProblem(problems, "error", `${at}.inlinePolicy.Statement[0].Effect`, "Deny");
      assert.ok(
        problems.some(({ path }) => path.startsWith(`${at}.permissionsBoundary`)),
        boundary,
      );
    }
  });

  it("an attribute that people made here can't have is a warning", () => {
    const attributes = (path: string) =>
      parsed(
        valid(`identityCenter: { region: eu-west-1, attributes: { team: "\${path:${path}}" } }`),
      ).problems;
    const [first, ...others] = attributes("enterprise.department");
    assert.deepEqual(others, []);
    assert.equal(first?.severity, "warning");
    assert.match(first?.path ?? "", /^access:identityCenter\.attributes/);
    assert.deepEqual(attributes("title"), []);
  });

  it("a unit written as text is told as the selector that it means", () => {
    const { problems } = resolved(line('"ou:Workloads"'));
    assertProblem(
      problems,
      "error",
      "access:groups.team.access[0].accounts[0]",
      "{ ou: Workloads }",
    );
  });

  for (const given of ["1111-1111-1111", "1111 1111 1111"]) {
    it(`an account id in groups, ${given}, is told without`, () => {
      const declared = parsed(valid(`accounts: { shop: "${given}" }`)).problems;
      assertProblem(declared, "error", "access:accounts.shop", '"111111111111"');
      const selected = resolved(line(`"${given}"`)).problems;
      const path = "access:groups.team.access[0].accounts[0]";
      assertProblem(selected, "error", path, '"111111111111"');
    });
  }

  for (const [given, wanted] of [
    ["8", "PT8H"],
    ["480", "PT8H"],
    ["90", "PT90M"],
  ]) {
    it(`a session of ${given} is told as ${wanted}`, () => {
      const set = `{ managedPolicies: [AWSSSOMasterAccountAdministrator], sessionDuration: ${given} }`;
      const { problems } = parsed(valid(`permissionSets: { administrator: ${set} }`));
      assertProblem(
        problems,
        "error",
        "access:permissionSets.administrator.sessionDuration",
        `${wanted}`,
      );
    });
  }
});
