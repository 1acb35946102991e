import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { stringify } from "yaml";
import { PROJECT_ROOT } from "../../../program/projectFiles.ts";
import { isChange } from "../../../sandbox/world/gate.ts";
import { commandsIn } from "../advice.ts";
import { Deployment, type Run } from "../deployment.ts";
import { type Company, newCompany, organizationOf } from "./company.ts";
import { edited, settled } from "./edits.ts";
import { Judge } from "./judge.ts";
import { Random } from "./random.ts";
import type { Tally } from "./tally.ts";
import { drawTrouble, type Trouble } from "./troubles.ts";

/** What is wrong with an update, and how to see it again. */
export interface Fault {
  readonly seed: number;
  /** From 1; the first creates. */
  readonly update: number;
  readonly edits: readonly string[];
  readonly wrong: readonly string[];
  /** Nothing can follow. */
  readonly isOver: boolean;
  /** File with both configurations. */
  readonly file: string;
}

/** One stack from its first update to its destruction, on the engine and the sandbox. */
export class Life {
  readonly #seed: number;
  readonly #random: Random;
  readonly #deployment: Deployment;
  readonly #judge = new Judge();
  readonly #tally: Tally;
  readonly #organization: string;
  #company: Company;
  #update = 0;

  constructor(seed: number, tally: Tally) {
    this.#seed = seed;
    this.#random = new Random(seed);
    this.#tally = tally;
    mkdirSync(FOLDER, { recursive: true });
    this.#organization = join(FOLDER, `fuzz-${process.pid}-${seed}.yaml`);
    this.#company = newCompany(this.#random);
    this.#deployment = Deployment.create(undefined, this.#organization);
  }

  /** Creates everything. */
  async begin(): Promise<Fault | undefined> {
    return await this.#bring(this.#company, ["creation"]);
  }

  /** Makes some edits, and brings them about; with trouble in between, and then without. */
  async edit(isTroubled: boolean): Promise<Fault | undefined> {
    const { wanted, edits } = edited(this.#company, this.#random);
    return await this.#bring(wanted, edits, isTroubled ? drawTrouble(this.#random) : undefined);
  }

  /** Destroys everything. */
  async end(): Promise<Fault | undefined> {
    const wanted = structuredClone(this.#company);
    wanted.config["access:identityCenter"].administratorsElsewhere = "another stack";
    for (const group of Object.values(wanted.config["access:groups"])) delete group.administrators;
    const fault = await this.#bring(wanted, ["administrators elsewhere"]);
    if (fault) return fault;
    const before = this.#judge.now;
    const run = await this.#deployment.destroy(wanted.config, "--run-program");
    this.#update += 1;
    const wrong = this.#since(before);
    if (!run.ok) wrong.push(`destroy: ${run.said}`);
    return this.#fault(wanted, ["destroy"], [...wrong, ...this.#left(wanted)], true);
  }

  remove(): void {
    this.#deployment.remove();
    rmSync(this.#organization, { force: true });
  }

  async #bring(
    wanted: Company,
    edits: readonly string[],
    trouble?: Trouble,
  ): Promise<Fault | undefined> {
    const before = this.#judge.now;
    this.#update += 1;
    this.#tally.count("updates");
    this.#organize(wanted);
    const runs = await this.#runs(wanted, trouble);
    const happened = trouble ? [...edits, `with ${trouble.what}`] : edits;
    const last = runs.at(-1) as Run;
    if (!last.ok) {
      const wrong = this.#since(before);
      if (runs.some(({ history }) => history.some(isEffective))) {
        return this.#fault(wanted, happened, [...wrong, `failed: ${last.said}`], true);
      }
      this.#tally.count("refused");
      this.#tally.count(`refusal ${reasonOf(last.said)}`);
      this.#organize(this.#company);
      if (!isDeepStrictEqual(before, this.#judge.now)) wrong.push("a refusal changed access");
      return this.#fault(wanted, happened, wrong, false);
    }
    if (!trouble) this.#tally.count(`stages ${runs.length}`);
    const again = await this.#settled(wanted, trouble);
    const wrong = this.#since(before);
    wrong.push(...this.#judge.differences(wanted));
    if (!again.ok || again.steps.length > 0) {
      wrong.push(`a preview afterwards: ${again.steps.join(", ") || again.said}`);
    }
    const fault = this.#fault(wanted, happened, wrong, false);
    this.#company = settled(wanted);
    return fault;
  }

  /**
   * The preview at the end. After a fault `npm run up` makes one more update where that finds something: the engine keeps
   * a creation's first error, though another try succeeded.
   */
  async #settled({ config }: Company, trouble: Trouble | undefined) {
    const found = await this.#deployment.preview(config);
    if (!trouble || !found.ok || found.steps.length === 0) return found;
    this.#tally.count("healed by one more update");
    await this.#deployment.planned(config);
    return this.#deployment.preview(config);
  }

  /** Runs until all is as it is wanted, or nobody knows how to go on. */
  async #runs({ config }: Company, trouble: Trouble | undefined): Promise<Run[]> {
    const runs = await this.#deployment.planned(config, trouble?.options);
    if (!trouble || runs.at(-1)?.ok) return runs;
    this.#tally.count("troubled");
    this.#tally.count(`trouble ${trouble.what}`);
    for (let tries = 1; tries <= TRIES; tries++) {
      const again = await this.#deployment.planned(config);
      runs.push(...again);
      const last = again.at(-1) as Run;
      if (last.ok) {
        if (tries === 1) this.#tally.count("healed by npm run up");
        break;
      }
      const commands = advised(last.said);
      if (commands.length === 0) break;
      let found = "";
      for (const command of commands) {
        this.#tally.count(`healed by ${command.split(" ").slice(0, 3).join(" ")}`);
        const run = await this.#deployment.advised(command.replace("MEMBERSHIP_ID", found));
        found = /"MembershipId":"([^"]+)"/.exec(run.said)?.[1] ?? found;
        runs.push(run);
      }
    }
    return runs;
  }

  #since(before: Judge["now"]): string[] {
    const { journal, history } = this.#deployment;
    return this.#judge.since(before, journal, history);
  }

  #organize(company: Company): void {
    writeFileSync(this.#organization, stringify(organizationOf(company)));
  }

  /** What a destroyed stack left in AWS, beside what was handed over. */
  #left({ members, sets, handedOver }: Company): string[] {
    const rows = new Map<string, { table: string; value: Record<string, unknown> }>();
    for (const { changes } of this.#deployment.journal) {
      for (const [table, key, value] of changes) {
        if (value === null) rows.delete(`${table} ${key}`);
        else rows.set(`${table} ${key}`, { table, value: value as Record<string, unknown> });
      }
    }
    const kept = new Set([...(members.security ?? []), ...handedOver]);
    const isKept = (name: unknown) =>
      kept.has(name as string) || Object.hasOwn({ ...members, ...sets }, name as string);
    return [...rows.values()].flatMap(({ table, value }) => {
      if (table === "assignments") return [`left: assignment ${JSON.stringify(value)}`];
      const isThing = ["users", "groups", "permissionSets"].includes(table);
      const name = value.userName ?? value.name;
      return isThing && !isKept(name) ? [`left: ${table} ${name}`] : [];
    });
  }

  #fault(
    wanted: Company,
    edits: readonly string[],
    wrong: readonly string[],
    isOver: boolean,
  ): Fault | undefined {
    if (wrong.length === 0) return undefined;
    const file = join(FOLDER, `fuzz-${this.#seed}-${this.#update}.json`);
    writeFileSync(file, JSON.stringify({ edits, wrong, before: this.#company, wanted }, null, 1));
    return { seed: this.#seed, update: this.#update, edits, wrong, isOver, file };
  }
}

const FOLDER = join(PROJECT_ROOT, ".sandbox");
/** Times that somebody does what the messages say. */
const TRIES = 4;

function isEffective({ operation, error }: Run["history"][number]): boolean {
  return isChange(operation) && error === undefined;
}

/** Commands of a message: those on lines of their own, and those within a sentence that keep what AWS has. */
function advised(said: string): string[] {
  const inText =
    /aws identitystore get-group-membership-id .*?(?=, then)|pulumi import .*?--generate-code=false|aws sso-admin delete-permission-set \S+ \S+ \S+ \S+|(?<=time-out; remove it: )aws sso-admin delete-account-assignment .*?(?=; then)/g;
  const all = [...commandsIn(said), ...[...said.matchAll(inText)].map(([command]) => command)];
  return [...new Set(all)].filter((command) => command !== "pulumi up");
}

/** The last thing that is told, since warnings come first, without what is particular to it. */
function reasonOf(said: string): string {
  const line = said.split("\n").findLast((one) => one.includes("access:")) ?? "";
  return line.replaceAll(/"[^"]*"/g, '"…"').slice(0, 160);
}
