import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { stringify } from "yaml";
import { type Digest, parseDigest } from "../../../commands/guard/digest.ts";
import { judgePreview } from "../../../commands/guard/judgePreview.ts";
import { ImportFiles, type ImportWanted } from "../../../commands/import/import.ts";
import { readForImport } from "../../../commands/import/read.ts";
import { toStackFile } from "../../../commands/stack/stackFile.ts";
import { safetyOf } from "../../../commands/up/safety.ts";
import { Session } from "../../../live/session.ts";
import { isObject } from "../../../policies/isObject.ts";
import { today } from "../../../policies/today.ts";
import { PROJECT_ROOT } from "../../../program/projectFiles.ts";
import { Endpoint } from "../../../sandbox/endpoint/endpoint.ts";
import { loadSnapshot } from "../../../sandbox/snapshot.ts";
import { type Grant, grantsAfter } from "../../../sandbox/world/history.ts";
import { FileJournal } from "../../../sandbox/world/journal.ts";
import { World } from "../../../sandbox/world/world.ts";
import { region } from "../../sandbox/fixture.ts";
import type { StackConfig } from "../acme.ts";
import { Deployment, type Run } from "../deployment.ts";
import { isWrite } from "../effectiveAccess.ts";
import { Random } from "../fuzz/random.ts";
import { Hands } from "./handMade.ts";
import { keysOf, madeByHand, startingPoint } from "./variants.ts";

/** What an import of one organization wrote and said. */
export interface Imports {
  readonly config: StackConfig;
  readonly report: string;
  /** Path of the bulk import file. */
  readonly list: string;
}

/** An organization's AWS behind its own protocols, and a stack that nothing was imported into yet. */
export class ImportLife {
  readonly folder = mkdtempSync(join(tmpdir(), "identity-center-import-"));
  readonly deployment: Deployment;
  readonly #world: World;
  readonly #endpoint: Endpoint;

  private constructor(deployment: Deployment, organization: string) {
    this.deployment = deployment;
    this.#world = new World({
      snapshot: loadSnapshot(organization),
      journal: new FileJournal(deployment.journalFile),
    });
    this.#endpoint = new Endpoint(this.#world, { pageSize: 3 });
  }

  /** @param organization path of its file */
  static async started(deployment: Deployment, organization: string): Promise<ImportLife> {
    const life = new ImportLife(deployment, organization);
    await life.#endpoint.start();
    return life;
  }

  /** An organization that somebody made by hand, by AWS's own SDK. */
  static async made(seed: number): Promise<ImportLife> {
    const random = new Random(seed);
    const snapshot = startingPoint(random);
    const folder = mkdtempSync(join(tmpdir(), "identity-center-organization-"));
    const path = join(folder, "organization.yaml");
    writeFileSync(path, stringify({ ...snapshot, keys: keysOf(snapshot) }));
    const life = await ImportLife.started(Deployment.create("", path), path);
    const endpoint = new Endpoint(life.#world);
    await endpoint.start();
    const hands = new Hands(endpoint.url, random);
    try {
      await hands.make(madeByHand(random, snapshot));
      return life;
    } catch (error) {
      await life.remove();
      throw error;
    } finally {
      hands.close();
      await endpoint.stop();
    }
  }

  /** Who reaches what now. */
  get grants(): readonly Grant[] {
    return grantsAfter(this.deployment.journal);
  }

  async imports(changes: Partial<ImportWanted> = {}): Promise<Imports> {
    const session = new Session({
      region,
      callsPerSecond: Number.POSITIVE_INFINITY,
      client: {
        endpoint: this.#endpoint.url,
        credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "example" },
      },
    });
    try {
      const usual = { fold: false, force: false, resume: false, leave: [] };
      const wanted = { stack: "test", region, output: this.folder, ...usual, ...changes };
      const { code, text } = new ImportFiles(wanted).write(await readForImport(session));
      if (code !== 0) throw new Error(text);
      return {
        config: this.#config(),
        report: text,
        list: join(this.folder, "import.test.json"),
      };
    } finally {
      session.close();
    }
  }

  /** The stack file's configuration, with files of sections where the program finds them. */
  #config(): StackConfig {
    const read = (name: string) => readFileSync(join(this.folder, name), "utf8");
    const { config } = toStackFile("test", read("Pulumi.test.yaml"), read);
    const sections = Object.entries(config).map(([key, value]) => {
      if (typeof value !== "string" || !value.endsWith(".yaml")) return [key, value];
      const path = this.deployment.file(value);
      writeFileSync(path, read(value));
      return [key, relative(PROJECT_ROOT, path)];
    });
    return Object.fromEntries(sections) as StackConfig;
  }

  async remove(): Promise<void> {
    await this.#endpoint.stop();
    this.deployment.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What a preview would do beside what the command announced: steps such as `delete aws:identitystore/user:User people/ada`. */
export function unannounced(preview: string, report: string): string[] {
  const { steps } = JSON.parse(preview) as { steps: { op: string; urn: string }[] };
  return steps.flatMap(({ op, urn }) => {
    const { type, name } = partsOf(urn);
    const isOwn = /^(identity-center|pulumi):/.test(type);
    if (op === "same" || (op === "update" && isOwn)) return [];
    if (op === "create" && /(Stash|UpdateNote|AttachmentsExclusive)$/.test(type)) return [];
    return op === "update" && isAnnounced(urn, report) ? [] : [`${op} ${type} ${name}`];
  });
}

function partsOf(urn: string): { readonly type: string; readonly name: string } {
  const [, , types = "", ...name] = urn.split("::");
  return { type: types.split("$").at(-1) ?? "", name: name.join("::") };
}

function isAnnounced(urn: string, report: string): boolean {
  const { type, name } = partsOf(urn);
  if (type.endsWith(":User")) return report.includes(`person ${name.replace("people/", "")}: `);
  const set = name.replace(/-inline$/, "");
  return type.endsWith("InlinePolicy") && report.includes(`permission set ${set}: `);
}

/** What npm run up would say where it refused the first update after an import for more than an administrator's changes that were announced. */
function unsafe(preview: string, folder: string, report: string): string[] {
  const { managementAccount } = loadSnapshot(join(folder, "organizations/test.yaml"));
  const judge = (one: Digest) => {
    const verdict = judgePreview(one, today(), { managementAccount });
    const passed = verdict.findings.every(
      ({ kind, urn = "" }) => kind === "administrators-access" && isAnnounced(urn, report),
    );
    return { ...verdict, passed };
  };
  const { safe, lines } = safetyOf(parseDigest(preview, "the preview"), judge);
  return safe ? [] : ["npm run up refuses:", ...lines];
}

/** What went wrong in a life: nothing where access is the same at every instant of import and first update. */
export async function judgedImport(seed: number): Promise<string[]> {
  const life = await ImportLife.made(seed);
  try {
    return await judged(life, seed);
  } finally {
    await life.remove();
  }
}

async function judged(life: ImportLife, seed: number): Promise<string[]> {
  const { deployment } = life;
  const { config, list, report } = await life.imports({ fold: seed % 2 === 0 });
  // What AWS does in a while has ended by now: everything was read since.
  const before = meaningOf(life.grants);
  const begin = deployment.journal.length;
  const others = (run: Run) => {
    const instants = run.history.filter(({ sequence }) => sequence > begin);
    const wrong = instants.filter(({ grants }) => meaningOf(grants) !== before);
    return wrong.map(({ operation }) => `access is another after ${operation}`);
  };
  const center = config["access:identityCenter"];
  // What no API tells, and the report asks for.
  if (report.includes("  identitySource: ")) {
    Object.assign(center, { identitySource: "identity-center-directory" });
  }
  deployment.configure(config);
  const flags = ["--protect=false", "--generate-code=false", "--yes"];
  const imported = await deployment.command(config, "import", "--file", list, ...flags);
  if (!imported.ok) return [imported.said];
  const preview = await deployment.previewJson(config, "--show-sames");
  const wrong = [
    ...others(imported),
    ...unannounced(preview, report),
    ...unsafe(preview, life.folder, report),
  ];
  if (wrong.length > 0) return wrong;
  const first = await deployment.up(config);
  if (!first.ok) return [first.said];
  const isSaid = report.includes("- no change in AWS");
  const writes = isSaid ? first.history.filter(isWrite) : [];
  const idle = await deployment.preview(config);
  return [
    ...others(first),
    ...writes.map(({ operation }) => `${operation}, though no change was announced`),
    ...idle.steps.map((step) => `afterwards: ${step}`),
  ];
}

/** Access in one text; a policy document without a version is what IAM takes it for. */
function meaningOf(grants: readonly Grant[]): string {
  return JSON.stringify(
    grants.map(({ role, ...grant }) => {
      const document = role.inlinePolicy === null ? {} : JSON.parse(role.inlinePolicy);
      const inlinePolicy = { Version: "2008-10-17", ...document };
      return { ...grant, role: { ...role, inlinePolicy } };
    }),
    // The provider writes keys in alphabetical order.
    (_, value) => (isObject(value) ? Object.fromEntries(Object.entries(value).sort()) : value),
  );
}
