import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { driftJson } from "../../../commands/drift/report/driftJson.ts";
import { driftLines } from "../../../commands/drift/report/driftLines.ts";
import { remedyLines } from "../../../commands/drift/report/remedyLines.ts";
import { DriftFixture } from "./driftFixture.ts";

describe("what npm run drift says", () => {
  let aws: DriftFixture;
  before(async () => {
    aws = await DriftFixture.started();
    const UserId = await aws.userId("alan");
    const { GroupId = "" } = await aws.store.createGroup({
      ...aws.directory,
      DisplayName: "contractors",
    });
    await aws.store.createGroupMembership({ ...aws.directory, GroupId, MemberId: { UserId } });
    await aws.sso.createAccountAssignment(
      await aws.assignment("billing", { group: "contractors" }, "000000000001"),
    );
    await aws.sso.createAccountAssignment(
      await aws.assignment("auditor", { user: "grace" }, "222222222222"),
    );
    await aws.sso.deleteAccountAssignment(
      await aws.assignment("developer", { group: "engineers" }, "444444444444"),
    );
    await aws.store.updateUser({
      ...aws.directory,
      UserId,
      Operations: [{ AttributePath: "title", AttributeValue: "Boss" }],
    });
    const set = await aws.set("read-only");
    const ManagedPolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
    await aws.sso.attachManagedPolicyToPermissionSet({ ...set, ManagedPolicyArn });
  });
  after(() => aws.stop());

  it("is a table by person, then what differs, and what becomes of it", async () => {
    const drift = await aws.drift({ today: "2027-03-25" });
    const lines = driftLines(drift, { stack: "dev", width: 100 });
    const [removal] = lines.filter((line) => line.startsWith("      aws "));
    assert.match(
      removal ?? "",
      /^ {6}aws sso-admin delete-account-assignment .* --target-id \d{12}$/,
    );
    assert.deepEqual(
      lines.filter((line) => line !== removal),
      [
        "More access than the code says",
        "  alan",
        "    billing through contractors (not in the code): acme-management",
        "  grace",
        "    auditor assigned directly: web-prod",
        "",
        "Less access than the code says",
        "  ada",
        "    developer through engineers: playground",
        "  alan",
        "    developer through engineers: playground",
        "  grace",
        "    developer through engineers: playground",
        "",
        "What differs",
        '  person alan: title "Boss" in AWS, not in the code [refresh first]',
        "  permission set read-only: AWS managed policy AdministratorAccess in AWS, not in the code [refresh",
        "    first]",
        "  assignment developer for engineers in playground: in the code, not in AWS [refresh first]",
        "  assignment auditor for the user grace in web-prod: in AWS, not in the code [by hand]",
        "",
        "In AWS, not in the code",
        "  groups: contractors",
        "",
        "Permission sets that AWS hasn't brought to all their accounts",
        "  read-only: payments-prod, web-prod, web-dev (it isn't as the code says: heal that first, which brings it there)",
        "",
        "Lines that end within 14 days",
        "  read-only for engineers, until 2027-03-31",
        "",
        "What to do",
        "  npx pulumi refresh --stack dev, then npm run up -- --stack dev: 3 that Pulumi's state doesn't see",
        "  by hand: 1, marked so above; or write it into the code",
        "  what isn't in the code: name it there with existing: true, if others make it; take it over (docs/adopting.md); or delete it in AWS",
        "",
        "Access alone is compared, and not access:rootGuardrails, access:auditTrail, access:alarms,",
        "  access:detection, access:delegatedAdministration, access:identityCenter.regions,",
        "  access:identityCenter.encryption: npx pulumi refresh --preview-only --stack dev shows where AWS",
        "  differs from Pulumi's state in these, npm run doctor -- --stack dev what of them doesn't work.",
        "dev: code and AWS differ: 3 people with other access, 4 differences, 1 permission set behind",
      ],
    );
  });

  it("has no remedies without a state, and says so", async () => {
    const drift = await aws.drift({ state: "none" });
    const noState = "there is no Pulumi CLI on PATH or in ~/.pulumi";
    const lines = driftLines(drift, { stack: "dev", width: 100, noState });
    assert.ok(!lines.some((line) => /\[(refresh|the next|unknown)/.test(line)), lines.join("\n"));
    assert.match(lines.join(" "), /The state wasn't read \(there is no Pulumi CLI on PATH/);
  });

  it("proposes an update only for what one may bring to what the code says", async () => {
    const drift = await aws.drift({ state: "none" });
    const said = (differences: typeof drift.differences) =>
      remedyLines({ ...drift, differences, behind: [] }, "dev").filter((line) =>
        /npm run up|by hand/.test(line),
      );
    const byHand = drift.differences.filter(({ remedy }) => remedy === "hand");
    assert.deepEqual(said(byHand), [
      "  by hand: 1, marked so above; or write it into the code. What Pulumi's state has of it, an update takes away",
    ]);
    assert.deepEqual(said(drift.differences.filter(({ remedy }) => remedy !== "hand")), [
      "  npm run up -- --stack dev, after npx pulumi refresh --stack dev: 3, which it brings to what the code says",
    ]);
    assert.deepEqual(said([]), []);
  });

  it("names what it doesn't compare of what the stack has on, and nothing else", async () => {
    const drift = await aws.drift();
    const nothing = { ...drift, access: { more: [], less: [] }, differences: [], behind: [] };
    const unmanaged = { people: [], groups: [], permissionSets: [] };
    const on = driftLines({ ...nothing, unmanaged }, { stack: "dev", width: 1000 });
    assert.match(
      on.at(-2) ?? "",
      /^Access alone is compared, and not access:rootGuardrails, .*npm run doctor/,
    );
    assert.equal(on.at(-1), "dev: AWS gives the access that the code says");
    const off = driftLines(
      { ...nothing, unmanaged, otherSections: [] },
      { stack: "dev", width: 99 },
    );
    assert.ok(!off.some((line) => line.includes("doctor")), off.join("\n"));
    const json = driftJson(drift, { stack: "dev" }) as Record<string, unknown>;
    assert.deepEqual(json.otherSections, [
      ...["access:rootGuardrails", "access:auditTrail", "access:alarms", "access:detection"],
      ...["access:delegatedAdministration", "access:identityCenter.regions"],
      "access:identityCenter.encryption",
    ]);
  });

  it("is complete in JSON", async () => {
    const json = driftJson(await aws.drift(), { stack: "dev" }) as Record<string, object[]>;
    assert.deepEqual(json.more, [
      {
        person: { key: "alan", name: "alan" },
        permissionSet: { key: "billing", name: "billing" },
        account: "000000000001",
        accountName: "acme-management",
        through: [{ name: "contractors" }],
      },
      {
        person: { key: "grace", name: "grace" },
        permissionSet: { key: "auditor", name: "auditor" },
        account: "222222222222",
        accountName: "web-prod",
        through: [null],
      },
    ]);
    assert.deepEqual(json.differences?.[0], {
      kind: "person",
      name: "alan",
      path: "access:people.alan",
      what: "title",
      aws: "Boss",
      remedy: "refresh",
    });
    const page = readFileSync("docs/commands.md", "utf8");
    const [, table = ""] =
      /`npm run drift -- --json`: one object.([\s\S]*?)\nA finding/.exec(page) ?? [];
    for (const key of Object.keys(json)) assert.ok(table.includes(`\`${key}\``), key);
  });

  it("shows what can't be seen, and nothing that a terminal obeys", async () => {
    await aws.sso.updatePermissionSet({
      ...(await aws.set("billing")),
      Description: "Bills\u00ad",
    });
    const lines = driftLines(await aws.drift(), { stack: "dev", width: 100 }).join("\n");
    assert.match(lines, /"Bills\\u00AD"/);
    assert.doesNotMatch(lines, /\u00ad/);
  });
});
