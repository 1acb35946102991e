import assert from "node:assert/strict";
import fc from "fast-check";
import { deployedIn } from "../../program/deployedState.ts";

const TYPE = "identity-center:index:PermissionSet";
const urn = (type: string, name: string) => `urn:pulumi:prod::identity-center::${type}::${name}`;
const arnOf = (set: string) => `arn:aws:sso:::permissionSet/ssoins-1/ps-${set}`;

/** Resources of a permission set: each part is called after the key that the set has, or had. */
function set(id: string, key: string, former: string, ...renamed: readonly string[]) {
  const permissionSetArn = arnOf(id);
  const part = (type: string, end: string, outputs: object) => {
    const full = `${TYPE}$aws:ssoadmin/${type}`;
    const name = `${renamed.includes(end) ? key : former}${end}`;
    return [urn(full, name), { type: full, outputs: { permissionSetArn, ...outputs } }] as const;
  };
  const self = `${TYPE}$aws:ssoadmin/permissionSet:PermissionSet`;
  return Object.fromEntries([
    [
      urn(self, renamed.includes("") ? key : former),
      { type: self, outputs: { arn: permissionSetArn, name: "builder", sessionDuration: "PT1H" } },
    ],
    part("managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive", "-managed", {
      managedPolicyArns: [`arn:aws:iam::aws:policy/${id}`],
    }),
    part(
      "customerManagedPolicyAttachmentsExclusive:CustomerManagedPolicyAttachmentsExclusive",
      "-customer-managed",
      { customerManagedPolicyReferences: [{ name: id }] },
    ),
    part("permissionSetInlinePolicy:PermissionSetInlinePolicy", "-inline", {
      inlinePolicy: `{"Id":"${id}"}`,
    }),
    part("permissionsBoundaryAttachment:PermissionsBoundaryAttachment", "-boundary", {
      permissionsBoundary: { managedPolicyArn: `arn:aws:iam::aws:policy/${id}-limit` },
    }),
  ]);
}

/** A group, and what its component registered. */
function group(key: string, registered: object) {
  const component = "identity-center:index:AccessGroup";
  const type = `${component}$aws:identitystore/group:Group`;
  return {
    [urn(component, key)]: { type: component, outputs: { ...registered } },
    [urn(type, key)]: { type, outputs: { groupId: `g-${key}`, displayName: key } },
  };
}

const NAMES = ["", "-managed", "-customer-managed", "-inline", "-boundary"];

describe("what a state says is deployed", () => {
  for (const [what, registered, administrators] of [
    ["that is theirs", { groupId: "g-owners", administrators: true }, true],
    ["that isn't", { groupId: "g-owners", administrators: false }, false],
    ["of a version that didn't say so", { groupId: "g-owners" }, false],
    ["whose update was stopped, so that nobody knows", {}, true],
  ] as const) {
    it(`may have administrators in a group ${what}: ${administrators}`, () => {
      const { groups } = deployedIn(group("owners", registered));
      assert.equal(groups.get("owners")?.administrators, administrators);
    });
  }

  it("has nothing of a group that was handed over among what an update made", () => {
    const note = { type: "identity-center:index:HandedOver", outputs: { urns: [] as string[] } };
    const state = {
      ...group("owners", { groupId: "g-owners" }),
      ...group("others", { groupId: "g-others" }),
      [urn(note.type, "handed-over")]: note,
    };
    const things = () => [...deployedIn(state).lastUpdate.things.keys()];
    assert.deepEqual(things(), ["group owners", "group others"]);
    note.outputs.urns = Object.keys(state).filter((one) => /\$.*::owners$/.test(one));
    assert.deepEqual(things(), ["group others"]);
  });

  it("has of each permission set its own parts, wherever a change of keys was stopped", () => {
    const some = fc.subarray(NAMES);
    fc.assert(
      fc.property(some, some, (ofOne, ofOther) => {
        const one = set("one", "maker", "builder", ...ofOne);
        const other = set("other", "viewer", "reader", ...ofOther);
        const { permissionSets, setContents, permissionSetParts } = deployedIn({
          ...one,
          ...other,
        });
        for (const [key, { id }] of permissionSets) {
          const name = id === arnOf("one") ? "one" : "other";
          assert.deepEqual(setContents.get(key), {
            sessionDuration: "PT1H",
            managedPolicies: [`arn:aws:iam::aws:policy/${name}`],
            customerManagedPolicies: [{ name, path: "/" }],
            inlinePolicy: `{"Id":"${name}"}`,
            managedBoundary: `arn:aws:iam::aws:policy/${name}-limit`,
          });
          assert.equal(permissionSetParts.get(key)?.size, 4);
        }
        assert.equal(permissionSets.size, 2);
      }),
    );
  });

  it("has nothing of a set's former self in a set that is made anew under another name", () => {
    const former = set("former", "builder", "builder");
    const self = `${TYPE}$aws:ssoadmin/permissionSet:PermissionSet`;
    const again = { type: self, outputs: { arn: arnOf("again"), name: "maker" } };
    const { setContents } = deployedIn({ ...former, [urn(self, "builder")]: again });
    assert.deepEqual(setContents.get("builder"), {
      ...{ sessionDuration: "", managedPolicies: [], customerManagedPolicies: [] },
    });
  });
});
