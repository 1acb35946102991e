import assert from "node:assert/strict";
import type { OrganizationSnapshot } from "../../sandbox/organizationSnapshot.ts";
import type { FaultSwitch } from "../../sandbox/world/faults.ts";
import { deployStack, type StackConfig } from "../components/deployStack.ts";
import { delegatedStack, managementStack, organizationOf } from "./splitStacks.ts";

const TYPE = "aws:organizations/delegatedAdministrator:DelegatedAdministrator";
const DELEGATE = "666666666666";

const errorsOf = async (config: StackConfig, account?: string) => {
  const run = deployStack(config, organizationOf(account));
  return await run.then(({ errors }) => errors.join("\n"), String);
};

describe("access:delegatedAdministration", () => {
  it("has the management account's stack register the delegated administrator", async () => {
    const { errors, resources } = await deployStack(managementStack(), organizationOf());
    assert.deepEqual(errors, []);
    const made = resources.filter(({ type }) => type === TYPE);
    assert.deepEqual(
      made.map(({ inputs }) => inputs),
      [{ accountId: DELEGATE, servicePrincipal: "sso.amazonaws.com" }],
    );
  });

  it("has the other stack register nothing, and its administrators work in its own account", async () => {
    const { errors, resources } = await deployStack(delegatedStack(), organizationOf(DELEGATE));
    assert.deepEqual(errors, []);
    assert.ok(!resources.some(({ type }) => type.startsWith("aws:organizations/")));
    const center = resources.find(({ type }) => type.endsWith(":IdentityCenter"));
    assert.equal(center?.outputs.administrationAccountId, DELEGATE);
    const guarded = resources.filter(({ options }) =>
      (options.hooks?.beforeDelete ?? []).includes("keep-an-administrator"),
    );
    assert.ok(guarded.some(({ type }) => type.endsWith(":AccountAssignment")));
    assert.ok(guarded.some(({ type }) => type.endsWith(":PermissionSet")));
  });

  it("makes nothing more where it isn't there", async () => {
    const { resources } = await deployStack(
      managementStack((config) => {
        delete config["access:delegatedAdministration"];
      }),
      organizationOf(),
    );
    assert.ok(!resources.some(({ type }) => type.startsWith("aws:organizations/")));
  });

  for (const [title, config, account, error] of [
    [
      "credentials of the management account for the delegated administrator's stack",
      delegatedStack(),
      undefined,
      /delegatedAdministration\.stack: is delegated.*\(666666666666\), and these are of account 000000000001/,
    ],
    [
      "credentials of the delegated administrator for the other stack",
      managementStack(),
      DELEGATE,
      /delegatedAdministration\.stack: is management.*\(000000000001\), and these are of account 666666666666/,
    ],
    [
      "an assignment in the management account, however it is called",
      delegatedStack((config) => {
        config["access:groups"]?.engineers?.access?.push(
          { permissionSet: "reader", accounts: ["acme-management"] },
          { permissionSet: "reader", accounts: ["000000000001", { ou: "Workloads" }] },
        );
      }),
      DELEGATE,
      /engineers\.access\[1\]: reaches the management account[\s\S]*engineers\.access\[2\]: reaches/,
    ],
    [
      "administrators in the management account",
      delegatedStack((config) => {
        const [line] = config["access:groups"]?.administrators?.access ?? [];
        Object.assign(line ?? {}, { accounts: ["management"] });
      }),
      DELEGATE,
      /administrators\.access: .*reaches the delegated administrator's account 666666666666/,
    ],
    [
      "what needs the management account",
      delegatedStack((config) => {
        Object.assign(config, {
          "access:auditTrail": { enabled: true },
          "access:rootGuardrails": { enabled: true },
        });
      }),
      DELEGATE,
      /auditTrail\.enabled: needs credentials of the management account[\s\S]*rootGuardrails\.enabled: needs/,
    ],
    [
      "a set that is given in the management account and in others",
      managementStack((config) => {
        const [line] = config["access:groups"]?.administrators?.access ?? [];
        Object.assign(line ?? {}, { accounts: ["management", "web-dev"] });
      }),
      undefined,
      /permissionSets\.administrator: is given in the management account .*make two of it/,
    ],
    [
      "the management account as its delegated administrator",
      managementStack((config) => {
        Object.assign(config["access:delegatedAdministration"] ?? {}, { account: "management" });
      }),
      undefined,
      /delegatedAdministration\.account: 000000000001 is the management account/,
    ],
    [
      "an account that is closed",
      managementStack((config) => {
        Object.assign(config["access:delegatedAdministration"] ?? {}, { account: "old-shop" });
      }),
      undefined,
      /delegatedAdministration\.account: .*SUSPENDED/,
    ],
  ] as const) {
    it(`refuses ${title}`, async () => {
      assert.match(await errorsOf(config, account), error);
    });
  }

  describe("where another account is registered already", () => {
    const other = { account: "222222222222", service: "sso.amazonaws.com" };
    const beside = (account?: string, registered: readonly (typeof other)[] = [other]) => ({
      ...organizationOf(account),
      delegatedAdministrators: registered,
    });
    const told = async (
      config: StackConfig,
      organization: OrganizationSnapshot,
      ...faults: FaultSwitch[]
    ) => {
      const run = deployStack(config, organization, undefined, faults);
      return await run.then(
        ({ errors, diagnostics }) =>
          [...errors, ...diagnostics.map(({ message }) => message)].join("\n"),
        String,
      );
    };

    it("refuses it before anything is made, with the account and what to do", async () => {
      assert.match(
        await told(managementStack(), beside()),
        /delegatedAdministration\.account: web-prod \(222222222222\) is registered .* already, which the state doesn't have .*, and AWS takes one; write "222222222222" here, or.*deregister it: aws organizations deregister-delegated-administrator --account-id 222222222222/,
      );
    });

    it("leaves what may not be read to the update, which says what to do", async () => {
      const unread = { operation: "ListDelegatedAdministrators", error: "AccessDenied" } as const;
      const errors = await told(managementStack(), beside(), unread);
      assert.match(errors, /exceeded the allowed number.*another account is registered/s);
    });

    it("says nothing of another service's, and of its own", async () => {
      const services = [{ ...other, service: "guardduty.amazonaws.com" }];
      const said = await told(managementStack(), beside(undefined, services));
      assert.doesNotMatch(said, /registered/);
    });

    it("says in the delegated administrator's stack who is registered instead", async () => {
      const registered = [other, { account: DELEGATE, service: "guardduty.amazonaws.com" }];
      assert.match(
        await told(delegatedStack(), beside(DELEGATE, registered)),
        /account: 666666666666 isn't registered as delegated administrator of Identity Center, web-prod \(222222222222\) is; update the management account's stack first/,
      );
    });
  });

  it("says that the other stack may have a permission set whose name AWS doesn't take", async () => {
    const organization = organizationOf(DELEGATE);
    const { existing } = organization;
    const taken = {
      ...organization,
      existing: { ...existing, permissionSets: [{ name: "reader", managedPolicies: [] }] },
    };
    const { diagnostics } = await deployStack(delegatedStack(), taken);
    const said = diagnostics.map(({ message }) => message).join("\n");
    assert.match(said, /a permission set of the other stack, which may not share it/);
  });
});
