import assert from "node:assert/strict";
import { parse } from "yaml";
import { AccountDirectory } from "../../../model/access/accountDirectory.ts";
import { emergencyAccounts } from "../../../model/access/emergencyAccounts.ts";
import { resolveAccess } from "../../../model/access/resolve.ts";
import { Selectors } from "../../../model/access/select.ts";
import type { Problem } from "../../../model/problems/problem.ts";
import { emergencySchema } from "../../../model/schema/emergency.ts";
import { accepted, organization, resolved, today, withLines } from "../example.ts";

/** Accounts, an exception beside them that leaves out an account always, and whether another one has no effect. */
const exceptions: readonly [accounts: string, except: string, isIdle: boolean][] = [
  ["[{ ou: Workloads }]", "log-archive", true],
  ["[{ ou: Workloads }]", '"333333333333"', true],
  ["[{ ou: Workloads }]", "management", true],
  ["[{ ou: Workloads }]", "{ ou: Security }", true],
  ["[shop-dev, shop-prod]", "log-archive", true],
  ["[all]", "management", true],
  ["[{ ou: Workloads }]", "shop-dev", false],
  ["[{ ou: Workloads }, log-archive]", "log-archive", false],
  ["[{ ou: Workloads }]", "{ ou: / }", false],
  ["[all, management]", "management", false],
  // A closed account is told as such, or stands in a unit for them.
  ["[{ ou: Workloads }]", "{ ou: Suspended }", false],
  // Precautions: any account may get the tag or the name.
  ["[{ ou: Workloads }]", '{ name: "log-*" }', false],
  ["[{ tag: { env: prod } }]", "shop-dev", false],
  ["[{ ou: Workloads/Production }]", "{ tag: { env: dev } }", false],
];

const idle = (problems: readonly Problem[]) =>
  problems
    .filter(({ message }) => message.startsWith("has no effect"))
    .map(({ severity, path }) => `${severity} ${path}`);

describe("an exception that leaves out nothing of what is selected", () => {
  for (const [accounts, except, isIdle] of exceptions) {
    const said = isIdle ? "is told" : "isn't told";
    it(`${said}: accounts: ${accounts}, except: [${except}]`, () => {
      const line = `[{ permissionSet: administrator, accounts: ${accounts}, except: [${except}] }]`;
      const path = "access:groups.team.access[0]";
      const ofLine = idle(resolved(withLines(line)).problems);
      assert.deepEqual(ofLine, isIdle ? [`warning ${path}.except[0]`] : []);

      const yaml = `{ roles: { reader: { accounts: ${accounts}, except: [${except}] } } }`;
      const role = emergencySchema.parse(parse(yaml)).roles.reader;
      assert.ok(role);
      const directory = new AccountDirectory({ accounts: {}, unread: new Set() }, organization);
      const selectors = new Selectors(directory, organization);
      const ofRole = emergencyAccounts(
        role,
        "access:emergency.roles.reader",
        selectors,
        organization,
      );
      const told = [`warning access:emergency.roles.reader.except[0]`];
      assert.deepEqual(idle(ofRole.problems), isIdle ? told : []);
    });
  }

  it("isn't told where not all accounts were read, and not of a line that has ended", () => {
    const line =
      "permissionSet: administrator, accounts: [{ ou: Workloads }], except: [log-archive]";
    const configuration = accepted(withLines(`[{ ${line} }]`));
    const partial = { ...organization, isPartial: true };
    assert.deepEqual(idle(resolveAccess(configuration, partial, today).problems), []);
    const ended = withLines(`[{ ${line}, until: "2026-01-01" }]`);
    assert.deepEqual(idle(resolved(ended).problems), []);
  });
});
