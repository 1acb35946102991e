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
import { type Instant, Judge } from "./judge.ts";
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

/** What somebody wants, and by which edits. */
interface Wish {
  readonly wanted: Company;
  readonly edits: readonly string[];
}

/** How something was brought about. */
interface Way extends Wish {
  readonly runs: readonly Run[];
  readonly before: Instant;
  readonly trouble: Trouble | undefined;
  /** What an update that ended in between may have left. */
  readonly left: readonly Instant[];
  /** What was wrong so far. */
  readonly wrong: readonly string[];
}

/** One stack from its first update to its destruction, on the engine and the sandbox. */
export class Life {
  readonly #seed: number;
  readonly #random: Random;
  readonly #deployment: Deployment;
  readonly #judge = new Judge();
  readonly #tally: Tally;
  readonly #organization: string;
  /** Keys and names of what an update that ended in between may have made, and nobody asked for again. */
  readonly #forgotten = new Set<unknown>();
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
    if (!isTroubled) return await this.#bring(wanted, edits);
    const trouble = drawTrouble(this.#random);
    return await this.#bring(wanted, edits, trouble, this.#drawOther(wanted));
  }

  /** What somebody may want once an update ended in between: the same, what was before, or something else. */
  #drawOther(wanted: Company): Wish {
    const kind = this.#random.pick(["the same", "back", "more", "something else"] as const);
    const back = { ...structuredClone(this.#company), made: wanted.made };
    if (kind === "back") return { wanted: back, edits: ["then back"] };
    if (kind === "the same" || kind === undefined) return { wanted, edits: [] };
    const { wanted: other, edits } = edited(kind === "more" ? wanted : back, this.#random);
    return { wanted: other, edits: [`then ${kind}`, ...edits] };
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

  /** @param then what is wanted once there was trouble */
  async #bring(
    wanted: Company,
    edits: readonly string[],
    trouble?: Trouble,
    then: Wish = { wanted, edits: [] },
  ): Promise<Fault | undefined> {
    const before = this.#judge.now;
    this.#update += 1;
    this.#tally.count("updates");
    this.#organize(wanted);
    const begun = await this.#deployment.planned(wanted.config, trouble?.options);
    const happened = { wanted, edits: trouble ? [...edits, `with ${trouble.what}`] : edits };
    const way: Way = { ...happened, runs: begun, before, trouble, left: [], wrong: [] };
    if (!trouble || begun.at(-1)?.ok) return await this.#judged(way);
    this.#tally.count("troubled");
    this.#tally.count(`trouble ${trouble.what}`);
    const other = then.wanted === wanted ? undefined : await this.#otherwise(way, then);
    if (other) return await this.#judged(other);
    return await this.#judged({ ...way, runs: [...begun, ...(await this.#healed(wanted))] });
  }

  /** The way to something else after trouble; undefined where that was refused, or nothing was done before. */
  async #otherwise(way: Way, { wanted, edits }: Wish): Promise<Way | undefined> {
    if (!way.runs.some(isEffective)) return undefined;
    const first = this.#judge.wantedBy(way.wanted);
    const wrong = this.#since(way.before, { after: first });
    const before = this.#judge.now;
    this.#organize(wanted);
    const runs = await this.#healed(wanted);
    if (!runs.at(-1)?.ok && !runs.some(isEffective)) {
      this.#tally.count("refused");
      this.#tally.count(`refusal ${reasonOf(runs.at(-1)?.said ?? "")}`);
      this.#organize(way.wanted);
      return undefined;
    }
    this.#tally.count(`after trouble, ${edits[0]}`);
    for (const name of namesOf(way.wanted)) this.#forgotten.add(name);
    const left = [way.before, first];
    return { ...way, wanted, edits: [...way.edits, ...edits], runs, before, left, wrong };
  }

  async #judged({ wanted, edits, runs, before, trouble, left, wrong: already }: Way) {
    const last = runs.at(-1) as Run;
    if (!last.ok) {
      const wrong = [...already, ...this.#since(before, { left })];
      if (runs.some(isEffective)) {
        return this.#fault(wanted, edits, [...wrong, `failed: ${last.said}`], true);
      }
      this.#tally.count("refused");
      this.#tally.count(`refusal ${reasonOf(last.said)}`);
      this.#organize(this.#company);
      if (!isDeepStrictEqual(before, this.#judge.now)) wrong.push("a refusal changed access");
      return this.#fault(wanted, edits, wrong, false);
    }
    if (!trouble) this.#tally.count(`stages ${runs.length}`);
    const again = await this.#settled(wanted, trouble);
    const wrong = [...already, ...this.#since(before, { left })];
    wrong.push(...this.#judge.differences(wanted));
    if (!again.ok || again.steps.length > 0) {
      wrong.push(`a preview afterwards: ${again.steps.join(", ") || again.said}`);
    }
    const fault = this.#fault(wanted, edits, wrong, false);
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

  /** Runs after trouble until all is as it is wanted, or nobody knows how to go on. */
  async #healed({ config }: Company): Promise<Run[]> {
    const runs: Run[] = [];
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

  #since(before: Instant, sides: { after?: Instant; left?: readonly Instant[] } = {}): string[] {
    const { journal, history } = this.#deployment;
    return this.#judge.since(before, journal, history, sides);
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
      this.#forgotten.has(name) ||
      kept.has(name as string) ||
      Object.hasOwn({ ...members, ...sets }, name as string);
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

function isEffective({ history }: Run): boolean {
  return history.some(({ operation, error }) => isChange(operation) && error === undefined);
}

/** Names of people, groups and permission sets. What was made and isn't wanted gives nothing, and stays (docs/failures.md). */
function namesOf({ config }: Company): unknown[] {
  const entries = (["people", "groups", "permissionSets"] as const).flatMap((section) =>
    Object.entries<Record<string, unknown>>(config[`access:${section}`]),
  );
  return entries.map(([key, one]) => one.userName ?? one.displayName ?? one.name ?? key);
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
