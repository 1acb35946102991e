import assert from "node:assert/strict";
import type { ErrorHookArgs } from "@pulumi/pulumi";
import { retryTransientErrors } from "../../components/retry.ts";
import { deploy } from "./deploy.ts";

const throttled = "ThrottlingException: Rate exceeded";

const failure = (args: Partial<ErrorHookArgs>): ErrorHookArgs => ({
  urn: "urn:pulumi:stack::project::aws:identitystore/group:Group::engineers",
  id: "",
  name: "engineers",
  type: "aws:identitystore/group:Group",
  failedOperation: "create",
  errors: [throttled],
  ...args,
});

/** What the hook answers, as the engine would ask it, and what it says meanwhile. */
async function ask(args: Partial<ErrorHookArgs>) {
  let answer: boolean | undefined;
  const { diagnostics } = await deploy(async () => {
    answer = await retryTransientErrors().callback(failure(args));
  });
  return { answer, said: diagnostics.map(({ severity, message }) => `${severity}: ${message}`) };
}

describe("retry of transient errors", () => {
  const name = "IDENTITY_CENTER_RETRY_SECONDS";
  const before_ = process.env[name];
  beforeEach(() => {
    process.env[name] = "0";
  });
  afterEach(() => {
    if (before_ === undefined) delete process.env[name];
    else process.env[name] = before_;
  });

  it("tries again, and says why and which try it is", async () => {
    const { answer, said } = await ask({ errors: [throttled, throttled] });
    assert.equal(answer, true);
    assert.deepEqual(said, [
      `info: engineers: create met a passing error, try 3 of 9 in 0.0 s: ${throttled}`,
    ]);
  });

  for (const [type, failedOperation, answered] of [
    ["managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive", "update", false],
    ["managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive", "create", true],
    ["permissionSetInlinePolicy:PermissionSetInlinePolicy", "update", true],
    ["permissionSetInlinePolicy:PermissionSetInlinePolicy", "delete", false],
    ["permissionsBoundaryAttachment:PermissionsBoundaryAttachment", "create", true],
  ] as const) {
    const kind = type.split(":").at(-1);
    it(`${answered ? "tries" : "doesn't try"} again when provisioning met throttling in ${failedOperation} of ${kind}`, async () => {
      const error = `provisioning SSO Permission Set (arn): ${throttled}`;
      const { answer, said } = await ask({
        type: `aws:ssoadmin/${type}`,
        failedOperation,
        errors: [error],
      });
      assert.equal(answer, answered);
      assert.equal(
        said.some((line) => line.includes("change the set's description")),
        !answered,
      );
    });
  }

  it("judges the newest error", async () => {
    const { answer } = await ask({ errors: ["AccessDeniedException: no", throttled] });
    assert.equal(answer, false);
  });

  it("gives up after nine tries", async () => {
    const times = (count: number) => Array.from({ length: count }, () => throttled);
    assert.equal((await ask({ errors: times(8) })).answer, true);
    const { answer, said } = await ask({ errors: times(9) });
    assert.equal(answer, false);
    assert.match(said.join("\n"), /answered like this to each try: run pulumi up again/);
  });

  it("waits first, as long as the environment says", async () => {
    process.env[name] = "0.1";
    const { setTimeout: original } = globalThis;
    const waits: (number | undefined)[] = [];
    const noted: typeof setTimeout = Object.assign(
      (...args: Parameters<typeof setTimeout>) => {
        waits.push(args[1]);
        return original(...args);
      },
      { __promisify__: original.__promisify__ },
    );
    globalThis.setTimeout = noted;
    const { said } = await ask({}).finally(() => {
      globalThis.setTimeout = original;
    });
    assert.ok(
      waits.some((wait = 0) => wait >= 50 && wait <= 100),
      waits.join(),
    );
    assert.match(said[0] ?? "", / in 0\.1 s: /);
  });

  it("says how to come out of an assignment that AWS has and the state does not", async () => {
    const { answer, said } = await ask({
      name: "engineers/reader/111111111111",
      type: "aws:ssoadmin/accountAssignment:AccountAssignment",
      errors: ["creating SSO Account Assignment for GROUP (g): already exists"],
      newInputs: {
        instanceArn: "arn:aws:sso:::instance/ssoins-1",
        permissionSetArn: "arn:aws:sso:::permissionSet/ssoins-1/ps-1",
        principalType: "GROUP",
        principalId: "g",
        targetType: "AWS_ACCOUNT",
        targetId: "111111111111",
      },
    });
    assert.equal(answer, false);
    assert.equal(said.length, 1);
    assert.match(
      said[0] ?? "",
      /^warning: AccessGroup "engineers": access\.reader\.accounts\.111111111111: /,
    );
    for (const value of ["ps-1", "GROUP", " g ", "111111111111", "ssoins-1"]) {
      assert.ok(said[0]?.includes(value), value);
    }
  });

  it("fails at once where AWS refuses, and says which action to whom", async () => {
    const denied = "AccessDeniedException: not authorized to perform sso:CreatePermissionSet";
    const { answer, said } = await ask({ errors: [denied] });
    assert.equal(answer, false);
    assert.match(
      said.join("\n"),
      /^warning: .*refuses sso:CreatePermissionSet to these credentials/,
    );
  });

  it("says once what is the same of several", async () => {
    const denied = ["AccessDeniedException: not authorized to perform identitystore:CreateUser"];
    const type = "aws:identitystore/user:User";
    const { diagnostics } = await deploy(async () => {
      for (const name of ["ada", "grace", "alan"]) {
        const urn = `urn:pulumi:stack::project::${type}::people/${name}`;
        await retryTransientErrors().callback(failure({ urn, type, name: "one", errors: denied }));
      }
    });
    assert.equal(diagnostics.length, 1, JSON.stringify(diagnostics));
  });
});
