import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "yaml";
import type { Absence, Check, CheckContext, Report } from "../../../commands/doctor/check.ts";
import { administrators } from "../../../commands/doctor/checks/administrators.ts";
import { allFeatures } from "../../../commands/doctor/checks/all-features.ts";
import { centralRootAccess } from "../../../commands/doctor/checks/central-root-access.ts";
import { controlPolicies as controlPoliciesCheck } from "../../../commands/doctor/checks/control-policies.ts";
import { externalAccessAnalyzer } from "../../../commands/doctor/checks/external-access-analyzer.ts";
import { groupsWithMembers } from "../../../commands/doctor/checks/groups-with-members.ts";
import { iamAccessKeysFresh } from "../../../commands/doctor/checks/iam-access-keys-fresh.ts";
import { identityCenterKey } from "../../../commands/doctor/checks/identity-center-key.ts";
import { identityCenterPermissionSets } from "../../../commands/doctor/checks/identity-center-permission-sets.ts";
import { identityCenterRegions } from "../../../commands/doctor/checks/identity-center-regions.ts";
import { memberRootCredentials } from "../../../commands/doctor/checks/member-root-credentials.ts";
import { memberRootDenied } from "../../../commands/doctor/checks/member-root-denied.ts";
import { organizationTrail } from "../../../commands/doctor/checks/organization-trail.ts";
import { portal } from "../../../commands/doctor/checks/portal.ts";
import { chosenChecks } from "../../../commands/doctor/chosen.ts";
import type { Diagnosis } from "../../../commands/doctor/diagnosis.ts";
import type { FactName, Facts } from "../../../commands/doctor/facts.ts";
import { diagnosisLines } from "../../../commands/doctor/reportText.ts";
import type { LiveTrail } from "../../../live/accountFacts.ts";
import type { LiveGroup, LivePermissionSet, LiveUser } from "../../../live/liveOrganization.ts";
import { checkIds } from "../../../model/schema/doctor.ts";
import { rootGuardrailsSchema } from "../../../model/schema/rootGuardrails.ts";
import { day } from "./fixture.ts";

const read = <Value>(value: Value) => ({ isRead: true, value }) as const;
const denied = { isRead: false, action: "x:Y", message: "no" } as const;
const instance = {
  found: { arn: "arn:aws:sso:::instance/ssoins-1", identityStoreId: "d-1" },
} as unknown as Facts["instance"];
const organization = { id: "o-1", managementAccount: "000000000001", featureSet: "ALL" };

function reports<Needs extends FactName>(
  check: Check<Needs>,
  facts: Pick<Facts, Needs>,
  stack?: CheckContext["stack"],
): { reports: Report[]; seen: string | Absence } {
  const all: Report[] = [];
  const judging = check.judge(facts, { today: day, region: "eu-west-1", stack });
  let next = judging.next();
  for (; !next.done; next = judging.next()) all.push(next.value);
  return { reports: all, seen: next.value };
}

/** Names of findings; of the rest, which of the two it is. */
function told<Needs extends FactName>(check: Check<Needs>, facts: Pick<Facts, Needs>): string[] {
  return reports(check, facts).reports.map((one) => {
    if ("gap" in one) return "not read";
    return "look" in one ? "look" : one.what;
  });
}

describe("what the doctor judges", () => {
  it("access keys: 90 days old and 45 without use, both in UTC", () => {
    const daysAgo = (days: number) => new Date(Date.parse(`${day}T12:00:00Z`) - days * 86_400_000);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 }),
        fc.option(fc.integer({ min: 0, max: 400 })),
        (age, unused) => {
          const lastUsed = read(unused === null ? undefined : daysAgo(unused));
          const key = { id: "AKIA", created: daysAgo(age), lastUsed };
          const user = { name: "ci", passwordLastUsed: undefined, hasPassword: read(false) };
          const facts = {
            iamUsers: [{ ...user, mfaDevices: read(0), accessKeys: read([key]) }],
          };
          const isFound = age > 90 || (unused ?? age) > 45;
          assert.deepEqual(told(iamAccessKeysFresh, facts), isFound ? ["ci"] : []);
        },
      ),
    );
  });

  it("an organization without all features", () => {
    assert.deepEqual(told(allFeatures, { organization }), []);
    const featureSet = "CONSOLIDATED_BILLING";
    assert.deepEqual(told(allFeatures, { organization: { ...organization, featureSet } }), ["o-1"]);
  });

  const details = {
    status: "ACTIVE",
    statusReason: undefined,
    ownerAccount: "000000000001",
    homeRegion: "eu-west-1",
    permissionSetsEnabled: true,
    keyType: "AWS_OWNED_KMS_KEY",
    keyArn: undefined,
    encryptionStatus: "ENABLED",
    encryptionStatusReason: undefined,
  };

  it("an instance that is being made, without permission sets, or whose key is out of reach", () => {
    const sets = (changes: object) =>
      told(identityCenterPermissionSets, { instanceDetails: { ...details, ...changes } });
    assert.deepEqual(sets({}), []);
    assert.deepEqual(sets({ status: undefined }), ["look"]);
    assert.deepEqual(sets({ permissionSetsEnabled: undefined }), ["look"]);
    assert.deepEqual(sets({ permissionSetsEnabled: false }), ["permission-sets"]);
    assert.deepEqual(sets({ status: "CREATE_IN_PROGRESS" }), ["status"]);
    const key = (changes: object) =>
      reports(identityCenterKey, { instance, instanceDetails: { ...details, ...changes } });
    const own = { keyType: "CUSTOMER_MANAGED_KEY", keyArn: "arn:aws:kms:eu-west-1:1:key/k" };
    assert.equal(key(own).seen, "encrypted by arn:aws:kms:eu-west-1:1:key/k");
    assert.deepEqual(
      told(identityCenterKey, {
        instance,
        instanceDetails: { ...details, encryptionStatus: undefined },
      }),
      ["look"],
    );
    const broken = {
      encryptionStatus: "UPDATE_FAILED",
      encryptionStatusReason: "KMS_ACCESS_DENIED",
    };
    assert.deepEqual(key({ ...own, ...broken }).reports, [
      {
        what: "key",
        seen: "encryption by arn:aws:kms:eu-west-1:1:key/k is UPDATE_FAILED (KMS_ACCESS_DENIED)",
        fix: "AWS KMS: let the key's policy allow Identity Center and the identity store to use it (output keyPolicies), enable the key, and cancel its deletion: docs/regions-and-keys.md",
      },
    ]);
  });

  for (const [wanted, there, found] of [
    [undefined, {}, []],
    [undefined, { "us-east-1": "ACTIVE" }, []],
    [undefined, { "us-east-1": "ADDING" }, ["us-east-1"]],
    [[], {}, []],
    [["us-east-1"], { "us-east-1": "ACTIVE" }, []],
    [["us-east-1"], { "us-east-1": "ADDING" }, ["us-east-1"]],
    [["us-east-1"], {}, ["us-east-1"]],
    [["us-east-1"], { "eu-central-1": "ACTIVE" }, ["us-east-1", "eu-central-1"]],
    [[], { "eu-central-1": "REMOVING" }, ["eu-central-1"]],
    [[], { "eu-central-1": "ACTIVE", "eu-west-2": "NEW" }, ["eu-west-2", "eu-central-1"]],
  ] as const) {
    it(`Regions ${wanted ?? "without a stack"} where there is ${JSON.stringify(there)}`, () => {
      const further = Object.entries(there).map(([name, status]) => ({ name, status }));
      const instanceRegions = [
        { name: "eu-west-1", status: "ACTIVE", isHome: true },
        ...further.map((one) => ({ ...one, isHome: false })),
      ];
      const configuration = { identityCenter: { regions: wanted } };
      const stack = wanted && ({ name: "dev", configuration } as unknown as CheckContext["stack"]);
      const { reports: all } = reports(identityCenterRegions, { instance, instanceRegions }, stack);
      assert.deepEqual(
        all.map((one) => "what" in one && one.what),
        found,
      );
      const fixes = all.map((one) => ("fix" in one ? one.fix : undefined));
      for (const [index, name] of found.entries()) {
        const status: string | undefined = (there as Record<string, string>)[name];
        const fix = /ING$|NEW/.test(status ?? "")
          ? /^wait until AWS is done/
          : status === undefined
            ? /^npx pulumi refresh --stack dev, then npm run up .* the steps before it are missing/
            : /^write eu-central-1 into .* aws sso-admin remove-region --instance-arn arn:/;
        assert.match(fixes[index] ?? "", fix);
      }
    });
  }

  for (const [written, root, denied, attached] of [
    ["{ enabled: false }", undefined, undefined, undefined],
    ["{ enabled: true }", /^access:rootG.* on: npx pulumi refresh/, /has it on/, /has it on/],
    ["{ enabled: true, centralRootAccess: false }", undefined, /has it on/, /has it on/],
    ["{ enabled: true, without: [root-user] }", /has it on/, undefined, /has it on/],
    ["{ enabled: true, stage: [shop] }", /has it on/, /take stage out once/, /take stage out/],
    ["{ enabled: true, targets: [shop] }", /has it on/, /targets: write \[all\]/, /write \[all\]/],
  ] as const) {
    it(`guardrails that are missing where the stack says ${written}: its own way, or the check's`, () => {
      const rootGuardrails = rootGuardrailsSchema.parse(parse(written));
      const stack = {
        ...{ name: "dev", configuration: { rootGuardrails } },
      } as unknown as CheckContext["stack"];
      const shop = { id: "111111111111", name: "shop", email: undefined, state: "ACTIVE" };
      const accounts = [{ ...shop, parentId: "r-1", organizationalUnit: "" }];
      const tree = { units: [], accounts };
      const controlPolicies = { isEnabled: true, policies: [] };
      const all = { organization, tree, controlPolicies } as unknown as Facts;
      const fixOf = (given: readonly Report[]) => {
        const [one] = given;
        return one && "fix" in one ? one.fix : undefined;
      };
      const seen = [
        [fixOf(reports(centralRootAccess, { centralRootAccess: [] }, stack).reports), root],
        [fixOf(reports(memberRootDenied, all, stack).reports), denied],
        [fixOf(reports(controlPoliciesCheck, all, stack).reports), attached],
      ] as const;
      for (const [fix, wanted] of seen) {
        if (wanted === undefined) assert.equal(fix, undefined);
        else assert.match(fix ?? "", wanted);
      }
    });
  }

  it("only checks that there are: otherwise it proposes one, and names all", () => {
    for (const [given, meant] of [
      ["central-root", 'did you mean "central-root-access"?'],
      ["root-mfaa", 'did you mean "root-mfa"?'],
      ["iam", undefined],
      ["", undefined],
    ] as const) {
      const proposal = meant === undefined ? "" : ` (${meant})`;
      assert.throws(() => chosenChecks(given, undefined), {
        message: `--only: there is no check "${given}"${proposal}; checks: ${checkIds.join(", ")}`,
      });
    }
  });

  it("what is to be done, once for findings that want the same, in place of the check's", () => {
    const wait = "wait until AWS is done, up to half an hour, and look again";
    const findings = ["us-east-1", "eu-west-2"].map((what) => ({ what, seen: what, fix: wait }));
    const base = { check: identityCenterRegions, verdict: "doesn't hold", gaps: [], looks: [] };
    const diagnosis = { results: [{ ...base, findings }], over: [], unused: [] };
    const text = diagnosisLines(diagnosis as unknown as Diagnosis).join("\n");
    assert.deepEqual(text.match(/fix: .*/g), [`fix: ${wait}`]);
  });

  it("what is missing of guardrails is done by this program, or by hand", () => {
    for (const { fix } of [centralRootAccess, memberRootDenied, controlPoliciesCheck]) {
      assert.match(
        fix,
        /^access:rootGuardrails: \{ enabled: true \}.*\(docs\/guardrails\.md\), or by hand: /,
      );
    }
  });

  it("a Region that the other stack of delegated administration may name", () => {
    const instanceRegions = [{ name: "us-east-1", status: "ACTIVE", isHome: false }];
    const configuration = { identityCenter: { regions: [] }, delegatedAdministration: {} };
    const stack = { name: "dev", configuration } as unknown as CheckContext["stack"];
    assert.deepEqual(
      reports(identityCenterRegions, { instance, instanceRegions }, stack).reports,
      [],
    );
  });

  it("a key that isn't the one of the configuration, where both are known", () => {
    const [one, other] = ["a", "b"].map((id) => `arn:aws:kms:eu-west-1:000000000001:key/${id}`);
    const found = (changes: object, encryption?: { keyArn: string }) => {
      const identityCenter = { region: "eu-west-1", attributes: {}, regions: [], tags: {} };
      const configuration = {
        detection: undefined,
        doctor: undefined,
        identityCenter:
          encryption === undefined ? identityCenter : { ...identityCenter, encryption },
      };
      const stack = { name: "dev", configuration } as unknown as NonNullable<CheckContext["stack"]>;
      const facts = { instance, instanceDetails: { ...details, ...changes } };
      return reports(identityCenterKey, facts, stack).reports;
    };
    const given = (key: string | undefined) =>
      `give the key's policy, then the key, to Identity Center (docs/regions-and-keys.md, step 3 on): aws sso-admin update-instance --instance-arn arn:aws:sso:::instance/ssoins-1 --encryption-configuration KeyType=CUSTOMER_MANAGED_KEY,KmsKeyArn=${key}`;
    const own = { keyType: "CUSTOMER_MANAGED_KEY", keyArn: one };
    assert.deepEqual(found(own, { keyArn: String(one) }), []);
    assert.deepEqual(found(own), []);
    assert.deepEqual(found({ keyType: undefined }, { keyArn: String(one) }), []);
    assert.deepEqual(found(own, { keyArn: String(other) }), [
      {
        what: "other-key",
        seen: `Identity Center is encrypted by ${one}, and access:identityCenter.encryption.keyArn is ${other}`,
        fix: `${given(other)}; or, if the other key is right, write its ARN into access:identityCenter.encryption.keyArn`,
      },
    ]);
    const [aws, ...others] = found({}, { keyArn: String(one) });
    assert.deepEqual(others, []);
    assert.equal(aws && "fix" in aws && aws.fix, given(one), "the ARN is there already");
  });

  it("nothing where there is nothing: no members, no instance", () => {
    const accounts = [{ id: "000000000001", name: "m", email: undefined, state: "ACTIVE" }].map(
      (one) => ({ ...one, parentId: "r-1", organizationalUnit: "" }),
    );
    assert.deepEqual(
      told(memberRootCredentials, { organization, tree: { units: [], accounts } }),
      [],
    );
    const instance = { problem: "there is none" };
    assert.deepEqual(told(portal, { instance }), ["not read"]);
  });

  const trail: LiveTrail = {
    name: "all",
    arn: "arn",
    homeRegion: "eu-west-1",
    isOfOrganization: true,
    isMultiRegion: true,
    validatesLogFiles: true,
    status: read({ isLogging: true, deliveryError: undefined }),
    recordsManagement: read(true),
  };

  it("one sound trail of the organization is enough, and unread ones aren't faults", () => {
    const stopped = {
      ...trail,
      name: "old",
      status: read({ isLogging: false, deliveryError: undefined }),
    };
    const full = {
      ...trail,
      name: "full",
      status: read({ isLogging: true, deliveryError: "NoSuchBucket" }),
    };
    const narrow = { ...trail, name: "data", recordsManagement: read(false) };
    const unread = { ...trail, name: "unread", status: denied };
    const trails = (...all: LiveTrail[]) => told(organizationTrail, { trails: all });
    assert.deepEqual(trails(stopped, full, trail), []);
    assert.deepEqual(trails(stopped, full, narrow), ["old", "full", "data"]);
    assert.deepEqual(trails(stopped, unread), ["not read"]);
    assert.deepEqual(trails({ ...unread, isMultiRegion: false }), ["unread"]);
    assert.deepEqual(trails({ ...trail, isOfOrganization: false }), ["none"]);
  });

  it("analyzers, which may be another account's to show", () => {
    const caller = { account: "000000000001", arn: "arn" };
    const analyzer = { name: "a", type: "ORGANIZATION", status: "ACTIVE" };
    const service = "access-analyzer.amazonaws.com";
    const delegated = (...services: string[]) => [{ account: "2", services: read(services) }];
    const organization = {
      ...{ id: "o-1", managementAccount: "000000000001", featureSet: "ALL" },
    };
    const analyzers = (
      analyzers: Facts["analyzers"],
      delegatedAdministrators = delegated(),
      account = caller.account,
    ) =>
      told(externalAccessAnalyzer, {
        ...{ analyzers, organization, delegatedAdministrators },
        caller: { ...caller, account },
      });
    assert.deepEqual(analyzers([analyzer]), []);
    assert.deepEqual(analyzers([{ ...analyzer, status: "DISABLED" }]), ["eu-west-1"]);
    assert.deepEqual(analyzers([]), ["eu-west-1"]);
    assert.deepEqual(analyzers([], delegated(service)), ["look"]);
    assert.deepEqual(analyzers([], delegated("sso.amazonaws.com")), ["eu-west-1"]);
    const delegatedAdministrators = [{ account: "2", services: denied }];
    for (const services of [[], ["sso.amazonaws.com"], [service]]) {
      assert.deepEqual(analyzers([], delegated(...services), "2"), ["not read"]);
      assert.deepEqual(analyzers([analyzer], delegated(...services), "2"), []);
    }
    assert.deepEqual(analyzers([], delegated(service), "3"), ["look"]);
    const unread = { analyzers: [], organization, caller, delegatedAdministrators };
    assert.deepEqual(told(externalAccessAnalyzer, unread), ["not read"]);
  });

  it("groups of an identity provider, which may be empty", () => {
    const group: LiveGroup = {
      id: "1",
      name: "break-glass",
      description: undefined,
      externalIds: [],
      members: read([]),
    };
    const externalIds = [{ issuer: "https://idp.example.com", id: "7" }];
    assert.deepEqual(told(groupsWithMembers, { groups: [group] }), ["break-glass"]);
    assert.deepEqual(told(groupsWithMembers, { groups: [{ ...group, externalIds }] }), []);
    assert.deepEqual(told(groupsWithMembers, { groups: [{ ...group, members: denied }] }), [
      "not read",
    ]);
  });

  describe("who administers", () => {
    const set: LivePermissionSet = {
      arn: "arn:set",
      settings: denied,
      tags: denied,
      managedPolicies: read(["arn:aws:iam::aws:policy/AWSSSOMasterAccountAdministrator"]),
      customerManagedPolicies: read([]),
      inlinePolicy: read(undefined),
      permissionsBoundary: read(undefined),
      accounts: denied,
      accountsBehind: denied,
    };
    const own = {
      ...set,
      managedPolicies: read([]),
      customerManagedPolicies: read([{ name: "own", path: "/" }]),
    };
    const user = (id: string, status?: string): LiveUser => ({
      ...{ id, userName: `user ${id}`, status, externalIds: [], attributes: {} },
    });
    const group = (...members: string[]): LiveGroup => ({
      ...{ id: "g", name: "admins", description: undefined, externalIds: [] },
      members: read(members.map((userId) => ({ id: userId, userId }))),
    });

    interface Given {
      set?: LivePermissionSet;
      groups?: readonly LiveGroup[];
      users?: readonly LiveUser[];
      account?: string;
      delegated?: Facts["delegatedAdministrators"];
    }
    function administering(given: Given) {
      const { groups = [group("1")], users = [user("1")], delegated = [] } = given;
      const assignment = {
        ...{ account: given.account ?? "000000000001", permissionSetArn: "arn:set" },
        ...{ principalType: "GROUP", principalId: "g" },
      };
      return told(administrators, {
        organization,
        delegatedAdministrators: delegated,
        permissionSets: [given.set ?? set],
        groups,
        users,
        assignments: { way: "by permission set and account", list: [assignment] },
      });
    }

    it("is whoever has what administers in the management account, or where it is delegated", () => {
      assert.deepEqual(administering({}), []);
      assert.deepEqual(administering({ account: "2" }), ["nobody"]);
      const services = read(["sso.amazonaws.com"]);
      assert.deepEqual(
        administering({ account: "2", delegated: [{ account: "2", services }] }),
        [],
      );
      assert.deepEqual(
        administering({ account: "2", delegated: [{ account: "2", services: denied }] }),
        ["not read"],
      );
    });

    it("is nobody who is disabled, or gone", () => {
      const groups = [group("1", "2", "3")];
      const users = [user("1", "ENABLED"), user("2", "DISABLED")];
      assert.deepEqual(administering({ groups, users }), ["user 2", "3"]);
      assert.deepEqual(administering({ users: [user("1", "DISABLED")] }), ["user 1", "nobody"]);
    });

    it("isn't told from here where customer managed policies decide, or something isn't read", () => {
      assert.deepEqual(administering({ set: own }), ["look"]);
      assert.deepEqual(administering({ set: { ...set, inlinePolicy: denied } }), ["not read"]);
      assert.deepEqual(administering({ groups: [{ ...group(), members: denied }] }), ["not read"]);
    });
  });
});
