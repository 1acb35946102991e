import assert from "node:assert/strict";
import fc from "fast-check";
import { stringify } from "yaml";
import { chosen } from "../../../commands/move/chosen.ts";
import { moved } from "../../../commands/move/moved.ts";
import { nameOf, type State, type StateResource } from "../../../commands/move/state.ts";
import { parseStackFile, toStackFile } from "../../../commands/stack/stackFile.ts";
import { resolveAccess } from "../../../model/access/resolve.ts";
import type { Configuration } from "../../../model/schema/configuration.ts";

const TODAY = "2027-01-01";
const ids = { management: "000000000001", tools: "111111111111", shop: "222222222222" };
const organization = {
  managementAccountId: ids.management,
  accounts: Object.entries(ids).map(([name, id]) => ({ id, name, state: "ACTIVE" })),
};

type Sections = Readonly<Record<string, object>>;
type Line = { permissionSet: string; accounts: string[] };
type Group = {
  administrators?: boolean;
  existing?: boolean;
  members?: string[];
  access: Line[];
};
type Stack = {
  people: Record<string, object>;
  permissionSets: Record<string, object>;
  groups: Record<string, Group>;
};

const person = (key: string) => ({ givenName: key, familyName: "X", email: `${key}@example.com` });
const reads = { managedPolicies: ["job-function/ViewOnlyAccess"] };
const isInManagement = ({ accounts }: Line) => accounts.includes("management");

/** One stack whose permission sets are given in the management account or in others, not both: as after the first step. */
const single: fc.Arbitrary<Stack> = fc
  .record({
    people: fc.uniqueArray(fc.constantFrom("p1", "p2", "p3", "p4"), { maxLength: 4 }),
    groups: fc.uniqueArray(
      fc.record({
        key: fc.constantFrom("g1", "g2", "g3", "g4"),
        members: fc.uniqueArray(fc.constantFrom("p1", "p2", "p3", "p4"), { maxLength: 4 }),
        here: fc.subarray(["here-1", "here-2"]),
        others: fc.subarray(["others-1", "others-2", "others-3"]),
        accounts: fc.subarray(["tools", "shop"], { minLength: 1 }),
      }),
      { selector: ({ key }) => key, maxLength: 4 },
    ),
  })
  .map(({ people, groups }) => {
    const lines = (sets: readonly string[], accounts: string[]) =>
      sets.map((permissionSet) => ({ permissionSet, accounts }));
    const made = groups.map(({ key, members, here, others, accounts }): [string, Group] => [
      key,
      {
        members: members.filter((one) => people.includes(one)),
        access: [...lines(here, ["management"]), ...lines(others, accounts)],
      },
    ]);
    return {
      people: Object.fromEntries(["ada", ...people].map((key) => [key, person(key)])),
      permissionSets: {
        administrator: { managedPolicies: ["AWSSSOMasterAccountAdministrator"] },
        "access-administrator": { managedPolicies: ["AWSSSOMemberAccountAdministrator"] },
        ...Object.fromEntries(
          ["here-1", "here-2", "others-1", "others-2", "others-3"].map((key) => [key, reads]),
        ),
      },
      groups: {
        administrators: {
          administrators: true,
          members: ["ada"],
          access: lines(["administrator"], ["management"]),
        },
        "access-administrators": {
          members: ["ada"],
          access: lines(["access-administrator"], ["tools"]),
        },
        ...Object.fromEntries(made),
      },
    };
  });

/** As docs/delegated-administration.md says: sets by where they are given, people and groups made by one stack. */
function split({ people, permissionSets, groups }: Stack): { management: Stack; delegated: Stack } {
  const isOurs = (set: string) => set === "administrator" || set.startsWith("here-");
  const sets = (isWanted: (key: string) => boolean) =>
    Object.fromEntries(Object.entries(permissionSets).filter(([key]) => isWanted(key)));
  const ours: Record<string, Group> = {};
  const theirs: Record<string, Group> = {};
  for (const [key, group] of Object.entries(groups)) {
    const here = group.access.filter(isInManagement);
    const others = group.access.filter((line) => !isInManagement(line));
    if (here.length > 0 && others.length === 0) ours[key] = { ...group };
    else {
      const marks = key === "access-administrators" ? { administrators: true } : {};
      theirs[key] = { ...group, ...marks, access: others };
      if (here.length > 0) ours[key] = { existing: true, access: here };
    }
  }
  const named = new Set(Object.values(ours).flatMap(({ members = [] }) => members));
  return {
    management: {
      people: Object.fromEntries([...named].map((key) => [key, { existing: true }])),
      permissionSets: sets(isOurs),
      groups: ours,
    },
    delegated: { people, permissionSets: sets((key) => !isOurs(key)), groups: theirs },
  };
}

function textOf(stack: Stack, part?: "management" | "delegated"): string {
  const otherStack = part === "management" ? "delegated" : "management";
  const delegation: Sections = part
    ? { delegatedAdministration: { account: "tools", stack: part, otherStack } }
    : {};
  const sections: Sections = {
    identityCenter: { region: "eu-west-1" },
    accounts: ids,
    ...delegation,
    ...stack,
  };
  return stringify(
    {
      config: Object.fromEntries(
        Object.entries(sections).map(([name, value]) => [`access:${name}`, value]),
      ),
    },
    { defaultStringType: "QUOTE_DOUBLE", aliasDuplicateObjects: false },
  );
}

/** What a stack means beside the other one's file, and what is wrong with it. */
function judged(name: string, files: Readonly<Record<string, string>>) {
  const file = toStackFile(name, files[name] ?? "", (path) => {
    const found = files[/^Pulumi\.(.*)\.yaml$/.exec(path)?.[1] ?? ""];
    if (found === undefined) throw new Error(path);
    return found;
  });
  const { configuration, problems } = parseStackFile(file);
  const resolved = resolveAccess(configuration, organization, TODAY);
  const errors = [...problems, ...resolved.problems].filter(({ severity }) => severity === "error");
  const access = resolved.access.entries.map(
    ({ group, permissionSet, account }) => `${group} ${permissionSet} ${account}`,
  );
  return { configuration, errors: errors.map(({ message }) => message), access };
}

/** The state of a stack that has made its configuration. */
function stateOf(stack: string, { configuration, access }: ReturnType<typeof judged>): State {
  const urn = (type: string, name: string) =>
    `urn:pulumi:${stack}::identity-center::${type}::${name}`;
  const top = {
    urn: urn("pulumi:pulumi:Stack", "top"),
    type: "pulumi:pulumi:Stack",
    custom: false,
  };
  const under = (type: string, name: string, parent: string, custom = true): StateResource => ({
    ...{ urn: urn(type, name), type, custom, parent },
    ...(custom ? { id: `${type} ${name}` } : {}),
  });
  const { people, groups, permissionSets }: Configuration = configuration;
  const resources: StateResource[] = [top];
  const made = <Entry extends { existing: boolean }>(entries: Readonly<Record<string, Entry>>) =>
    Object.entries(entries).filter(([, { existing }]) => !existing);
  for (const [key] of made(people)) {
    resources.push(under("aws:identitystore/user:User", `people/${key}`, top.urn));
  }
  for (const [key] of made(permissionSets)) {
    const component = under("identity-center:index:PermissionSet", key, top.urn, false);
    resources.push(component);
    resources.push(under("aws:ssoadmin/permissionSet:PermissionSet", key, component.urn));
    resources.push(
      under(
        "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive",
        `${key}-managed`,
        component.urn,
      ),
    );
  }
  for (const [key] of Object.entries(groups)) {
    resources.push(under("identity-center:index:AccessGroup", key, top.urn, false));
  }
  const groupUrn = (key: string) => urn("identity-center:index:AccessGroup", key);
  for (const [key, { members }] of made(groups)) {
    resources.push(under("aws:identitystore/group:Group", key, groupUrn(key)));
    for (const one of members) {
      const type = "aws:identitystore/groupMembership:GroupMembership";
      resources.push(under(type, `${key}/${one}`, groupUrn(key)));
    }
  }
  for (const entry of access) {
    const type = "aws:ssoadmin/accountAssignment:AccountAssignment";
    const [group = ""] = entry.split(" ");
    resources.push(under(type, entry.replaceAll(" ", "/"), groupUrn(group)));
  }
  return { deployment: { resources } };
}

/** What a state has in AWS. */
function has({ deployment: { resources = [] } }: State): string[] {
  return resources
    .filter(({ custom }) => custom)
    .map((one) => `${one.type} ${nameOf(one)}`)
    .sort();
}

const sorted = (...lists: readonly (readonly string[])[]) => lists.flat().sort();

describe("a stack that is split in two by npm run move, and put together again", () => {
  it("gives what it gave, has each permission set once, and leaves both updates nothing to do", () => {
    fc.assert(
      fc.property(single, (stack) => {
        const parts = split(stack);
        const whole = judged("management", { management: textOf(stack) });
        assert.deepEqual(whole.errors, []);
        const files = {
          management: textOf(parts.management, "management"),
          delegated: textOf(parts.delegated, "delegated"),
        };
        const ours = judged("management", files);
        const theirs = judged("delegated", files);
        assert.deepEqual([...ours.errors, ...theirs.errors], []);
        assert.deepEqual(sorted(ours.access, theirs.access), sorted(whole.access));

        const before = stateOf("management", whole);
        const empty: State = { deployment: { resources: [] } };
        const wanted = chosen(before.deployment.resources ?? [], theirs.configuration);
        const there = { from: "management", to: "delegated" };
        const after = moved(before, empty, wanted, there);
        assert.deepEqual(has(after.from), has(stateOf("management", ours)));
        assert.deepEqual(has(after.to), has(stateOf("delegated", theirs)));
        assert.deepEqual(sorted(has(after.from), has(after.to)), has(before));

        const all = chosen(after.to.deployment.resources ?? [], whole.configuration);
        const back = moved(after.to, after.from, all, { from: "delegated", to: "management" });
        assert.deepEqual(has(back.to), has(before));
        assert.deepEqual(has(back.from), []);
      }),
      { numRuns: 100 },
    );
  });

  it("keeps administrators in each: neither stack is taken without its own", () => {
    fc.assert(
      fc.property(single, fc.constantFrom("management", "delegated"), (stack, part) => {
        const parts = split(stack);
        for (const group of Object.values(parts[part].groups)) delete group.administrators;
        const files = {
          management: textOf(parts.management, "management"),
          delegated: textOf(parts.delegated, "delegated"),
        };
        assert.match(judged(part, files).errors.join("\n"), /administrators: true/);
      }),
      { numRuns: 30 },
    );
  });
});
