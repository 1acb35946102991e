import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileJournal, readJournal } from "../../sandbox/world/journal.ts";
import { State } from "../../sandbox/world/tables.ts";
import { Transaction } from "../../sandbox/world/transaction.ts";
import { World } from "../../sandbox/world/world.ts";
import { organization, region } from "./fixture.ts";

describe("sandbox: journal", () => {
  let directory: string;
  let path: string;
  const open = (snapshot = organization()) =>
    new World({ snapshot, journal: new FileJournal(path) });
  const instanceOf = (world: World) =>
    world.call("ListInstances", {}, region).Instances[0]?.InstanceArn ?? "";
  const create = (world: World, Name: string) =>
    world.call("CreatePermissionSet", { InstanceArn: instanceOf(world), Name }, region);
  const names = (world: World) => {
    const InstanceArn = instanceOf(world);
    return world
      .call("ListPermissionSets", { InstanceArn }, region)
      .PermissionSets.map((PermissionSetArn) => {
        const request = { InstanceArn, PermissionSetArn };
        return world.call("DescribePermissionSet", request, region).PermissionSet.Name;
      });
  };

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "sandbox-journal-"));
    path = join(directory, "journal.jsonl");
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it("lets a later run go on where the last one ended", () => {
    create(open(), "one");
    assert.deepEqual(names(open()), ["AWSAdministratorAccess", "one"]);
  });

  it("shows one process what another one does meanwhile", () => {
    const [first, second] = [open(), open()];
    create(first, "one");
    create(second, "two");
    assert.deepEqual(names(first), ["AWSAdministratorAccess", "one", "two"]);
    assert.throws(() => create(first, "two"), /ConflictException|already exists/);
  });

  it("counts calls over all runs", () => {
    create(open(), "one");
    const world = open();
    create(world, "two");
    assert.equal(world.counts.get("CreatePermissionSet"), 2);
  });

  it("only ever grows, with numbers in sequence", () => {
    const world = open();
    create(world, "one");
    const before = readFileSync(path, "utf8");
    create(world, "two");
    assert.ok(readFileSync(path, "utf8").startsWith(before));
    const numbers = readJournal(path).map(({ sequence }) => sequence);
    assert.deepEqual(
      numbers,
      numbers.map((_, index) => index + 1),
    );
  });

  it("writes a refused call with its error and without changes", () => {
    const world = open();
    create(world, "one");
    assert.throws(() => create(world, "one"));
    const last = readJournal(path).at(-1);
    assert.equal(last?.error?.code, "ConflictException");
    assert.deepEqual(last?.changes, []);
  });

  it("survives a line that a killed process left half-written", () => {
    create(open(), "one");
    appendFileSync(path, '{"sequence":99,"operation":"CreatePerm');
    create(open(), "two");
    assert.deepEqual(names(open()), ["AWSAdministratorAccess", "one", "two"]);
    const numbers = readJournal(path).map(({ sequence }) => sequence);
    assert.equal(numbers.at(-1), numbers.length);
  });

  it("undoes what a call changed before it failed", () => {
    const state = new State();
    state.apply(["generations", "a", { count: 1 }]);
    const tx = new Transaction(state, { now: 0, latency: 0, outstandingLimit: 1 });
    tx.generation("a");
    tx.generation("b");
    tx.remove("generations", "a");
    tx.rollBack();
    assert.deepEqual(state.rows("generations"), [{ count: 1 }]);
    assert.deepEqual(tx.changes, []);
  });

  it("forgets an account that was taken out of the organization file", () => {
    open();
    const without = organization((yaml) => yaml.replace(/.*333333333333.*\n/, ""));
    const accounts = open(without)
      .call("ListAccounts", {})
      .Accounts.map(({ Name }) => Name);
    assert.deepEqual(accounts, ["management", "prod", "dev"]);
  });

  it("follows an organization file that was edited, and keeps what was deployed", () => {
    create(open(), "one");
    const edited = organization((yaml) => yaml.replace("name: dev,", "name: development,"));
    const world = open(edited);
    const accounts = world.call("ListAccounts", {}).Accounts.map(({ Name }) => Name);
    assert.deepEqual(accounts, ["management", "prod", "closed", "development"].sort(byFile));
    assert.deepEqual(names(world), ["AWSAdministratorAccess", "one"]);
  });

  it("gives whatever is made again a new id, and the same one in a repeated run", () => {
    const world = open();
    const first = create(world, "one").PermissionSet.PermissionSetArn;
    const request = { InstanceArn: instanceOf(world), PermissionSetArn: first };
    world.call("DeletePermissionSet", request, region);
    const second = create(world, "one").PermissionSet.PermissionSetArn;
    assert.notEqual(first, second);
    path = join(directory, "other.jsonl");
    assert.equal(create(open(), "one").PermissionSet.PermissionSetArn, first);
  });
});

const order = ["management", "prod", "development", "closed"];
const byFile = (one: string, other: string) => order.indexOf(one) - order.indexOf(other);
