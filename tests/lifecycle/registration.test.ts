import assert from "node:assert/strict";
import type { AccessAfterCall } from "../../sandbox/world/history.ts";
import { acme, type StackConfig } from "./acme.ts";
import { Deployment, needsPulumi, type Run } from "./deployment.ts";

type Edit = (config: StackConfig) => void;

const registering = (config: StackConfig, account: string) => {
  config["access:delegatedAdministration"] = { account, stack: "management" };
};

/** Gives grace builder in these accounts alone. */
const building = (config: StackConfig, ...accounts: string[]) => {
  config["access:groups"].builders = {
    members: ["grace"],
    access: accounts.length === 0 ? [] : [{ permissionSet: "builder", accounts }],
  };
};

const narrow = (config: StackConfig) => {
  config["access:permissionSets"].builder = { managedPolicies: ["ReadOnlyAccess"] };
};

/** One after the other: what each wants, why one update can't do it, and how many do. */
const STEPS: readonly (readonly [what: string, wanted: Edit, updates: number, reason?: RegExp])[] =
  [
    ["access in an account", (config) => building(config, "security-tooling"), 1],
    [
      "the account's registration, while access in it goes",
      (config) => {
        building(config);
        registering(config, "security-tooling");
      },
      2,
      /security-tooling is registered as delegated administrator later: grace would administer/,
    ],
    [
      "another account in its place, while there is access in the former",
      (config) => {
        building(config, "security-tooling");
        registering(config, "log-archive");
      },
      2,
      /builders gets builder in security-tooling later: .* is still the delegated administrator/,
    ],
    [
      "the former one again, while its permission set is narrowed there",
      (config) => {
        building(config, "security-tooling");
        narrow(config);
        registering(config, "security-tooling");
      },
      2,
      /security-tooling is registered as delegated administrator later: grace would administer/,
    ],
    [
      "no registration any more, while there is more access in it",
      (config) => {
        building(config, "security-tooling");
        config["access:groups"].builders?.members?.push("ada");
        narrow(config);
      },
      2,
      /ada joins builders later: .* is still the delegated administrator/,
    ],
  ];

/** Who may administer through a delegated administrator's account, with which permission set and policies. */
class Registrations {
  readonly #accounts = new Set<string>();

  after({ operation, request, error, grants }: AccessAfterCall): string[] {
    const account = String((request as Record<string, unknown>).AccountId);
    if (!error && operation === "RegisterDelegatedAdministrator") this.#accounts.add(account);
    if (!error && operation === "DeregisterDelegatedAdministrator") this.#accounts.delete(account);
    return grants
      .filter((grant) => this.#accounts.has(grant.account))
      .map(({ userName, permissionSet, account: where, role }) =>
        JSON.stringify([userName, permissionSet, where, role]),
      );
  }
}

describe("registrations of delegated administrators on the real engine", function () {
  needsPulumi(this);
  let deployment: Deployment;
  before(() => {
    deployment = Deployment.create();
  });
  after(() => deployment?.remove());

  const registrations = new Registrations();
  let through: readonly string[] = [];
  /** At no instant of these updates does anybody administer who doesn't at their beginning or end. */
  const judge = (runs: readonly Run[]) => {
    const moments = runs.flatMap(({ history }) =>
      history.map((moment) => ({ ...moment, now: registrations.after(moment) })),
    );
    const last = moments.at(-1)?.now ?? through;
    for (const { sequence, operation, now } of moments) {
      for (const one of now) {
        const isGiven = through.includes(one) || last.includes(one);
        assert.ok(isGiven, `after call ${sequence}, ${operation}: ${one}`);
      }
    }
    through = last;
  };

  for (const [what, edit, updates, reason] of STEPS) {
    it(`take ${updates} for ${what}`, async () => {
      const wanted = acme(edit);
      const refused = reason && (await deployment.up(wanted));
      if (refused) {
        assert.ok(!refused.ok);
        assert.match(refused.said, reason);
      }
      // What can't be taken away stays, and nothing is registered.
      const faults = [{ operation: "DeleteAccountAssignment", error: "AccessDenied" }] as const;
      const failed = await deployment.planned(wanted, { faults });
      const runs = await deployment.planned(wanted);
      for (const run of runs) assert.ok(run.ok, run.said);
      const made = failed.every(({ ok }) => ok) ? failed : runs;
      assert.equal(made.length, updates);
      judge([...(refused ? [refused] : []), ...failed, ...runs]);
      const again = await deployment.preview(wanted);
      assert.deepEqual(again.steps, []);
    });
  }
});
