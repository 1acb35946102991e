import assert from "node:assert/strict";
import { keyPolicy } from "../../components/keys/keyPolicy.ts";
import { type EncryptedInstance, keyRights } from "../../components/keys/keyRights.ts";
import { evaluate } from "../../policies/iam/evaluation/evaluate.ts";
import { readPolicy } from "../../policies/iam/policy/readPolicy.ts";

const management = "000000000001";
const encrypted: EncryptedInstance = {
  keyArn: `arn:aws:kms:eu-west-1:${management}:key/mrk-0123456789abcdef0123456789abcdef`,
  instanceArn: "arn:aws:sso:::instance/ssoins-0123456789abcdef",
  identityStoreId: "d-0123456789",
  managementAccountId: management,
};
const replica = encrypted.keyArn.replace("eu-west-1", "us-east-1");
const sso = {
  "kms:viaservice": "sso.eu-west-1.amazonaws.com",
  "kms:encryptioncontext:aws:sso:instance-arn": encrypted.instanceArn,
};
const store = {
  "kms:viaservice": "identitystore.eu-west-1.amazonaws.com",
  "kms:encryptioncontext:aws:identitystore:identitystore-arn": `arn:aws:identitystore::${management}:identitystore/d-0123456789`,
};

function verdict(
  use: "administer" | "read",
  action: string,
  context: Readonly<Record<string, string>>,
  {
    account = management,
    resource = encrypted.keyArn,
    accounts = [management, "222222222222"],
  } = {},
) {
  const document = (value: unknown) => JSON.stringify(value);
  const identity = document({ Version: "2012-10-17", Statement: keyRights(encrypted, use) });
  const of = `arn:aws:iam::${account}:role/ci`;
  const arn = `arn:aws:sts::${account}:assumed-role/ci/run`;
  return evaluate(
    {
      identity: [readPolicy(identity, "identity")],
      resource: readPolicy(document(keyPolicy(encrypted, accounts)), "resource"),
    },
    {
      ...{ action, resource, owner: management },
      caller: { kind: "session", arn, of, account },
      context: new Map(Object.entries(context).map(([key, value]) => [key, [value]])),
    },
  );
}

describe("rights on the key that encrypts Identity Center", () => {
  for (const [title, context] of Object.entries({ sso, store })) {
    it(`let a role use it through ${title}, in the delegated administrator's account and with a replica, too`, () => {
      for (const action of ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKeyWithoutPlaintext"]) {
        assert.equal(verdict("administer", action, context), "yes", action);
        assert.equal(verdict("administer", action, context, { account: "222222222222" }), "yes");
        assert.equal(verdict("administer", action, context, { resource: replica }), "yes");
      }
      assert.equal(verdict("read", "kms:Decrypt", context), "yes");
    });

    it(`deny it with another context than that of ${title}, without one, and directly`, () => {
      for (const key of Object.keys(context)) {
        const without = Object.fromEntries(Object.entries(context).filter(([one]) => one !== key));
        const other = { ...context, [key]: `${context[key as keyof typeof context]}0` };
        assert.equal(verdict("administer", "kms:Decrypt", without), "no", `without ${key}`);
        assert.equal(verdict("administer", "kms:Decrypt", other), "no", `other ${key}`);
      }
      assert.equal(verdict("administer", "kms:Decrypt", {}), "no");
    });
  }

  it("deny the service of the one with the context of the other", () => {
    const mixed = { ...sso, "kms:viaservice": store["kms:viaservice"] };
    assert.equal(verdict("administer", "kms:Decrypt", mixed), "no");
  });

  it("let those who read encrypt nothing, and nobody manage the key", () => {
    assert.equal(verdict("read", "kms:Encrypt", sso), "no");
    for (const action of ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:DisableKey"]) {
      assert.equal(verdict("administer", action, sso), "no", action);
    }
  });

  it("deny another key, and accounts that the key's policy doesn't name", () => {
    const resource = encrypted.keyArn.replace("mrk-0", "mrk-1");
    assert.equal(verdict("administer", "kms:Decrypt", sso, { resource }), "no");
    assert.equal(verdict("administer", "kms:Decrypt", sso, { account: "333333333333" }), "no");
    const accounts = [management];
    const account = "222222222222";
    assert.equal(verdict("administer", "kms:Decrypt", sso, { account, accounts }), "no");
  });

  it("are of one Region for a key of one Region", () => {
    const keyArn = `arn:aws:kms:eu-west-1:${management}:key/01234567-0123-0123-0123-0123456789ab`;
    for (const { Resource } of keyRights({ ...encrypted, keyArn }, "read")) {
      assert.equal(Resource, keyArn);
    }
  });
});
