import type { ErrorHookArgs } from "@pulumi/pulumi";
import { errorForm } from "../../../components/errorForms.ts";
import type { FaultSwitch } from "../../../sandbox/world/faults.ts";
import { there } from "../there.ts";
import { Resource } from "./resource.ts";
import { type SectionStep, worldAfter } from "./sectionSteps.ts";
import type { Left, Remedy, Trial } from "./trial.ts";

/** Updates after which somebody has repaired what keeps failing, and after which nobody believes in more. */
const PATIENCE = 2;
const MOST = 6;

const plain = new WeakMap<SectionStep, ReturnType<typeof goThrough>>();

/** How it goes where nothing goes wrong. */
async function undisturbed(step: SectionStep) {
  const known = plain.get(step) ?? goThrough(step);
  plain.set(step, known);
  return await known;
}

/** Does a step of a section, with what goes wrong in it, until it is done. */
export async function triedInSection(step: SectionStep, fault?: FaultSwitch): Promise<Trial> {
  const expected = await undisturbed(step);
  const {
    rows,
    before,
    afterFirst,
    isDone,
    id: _,
    ...end
  } = fault ? await goThrough(step, fault, expected.id) : expected;
  if (fault === undefined) return { ...end, left: undefined, wrong: [] };
  const missing = without(expected.rows, rows);
  const more = without(rows, expected.rows);
  const isTwin = more.length > 0 && missing.length === 0 && step.does === "create";
  const wrong = [
    ...missing.map((row) => `missing: ${row}`),
    ...(isTwin ? [] : more.map((row) => `left: ${row}`)),
    ...(isDone ? [] : ["it never ends"]),
  ];
  const remedies: Remedy[] = isTwin ? ["twin"] : [...end.remedies];
  return { ...end, remedies, wrong, left: leftOf(afterFirst, before, expected.rows) };
}

/** @param taken id by which AWS knows it */
async function goThrough(step: SectionStep, fault?: FaultSwitch, taken?: string) {
  const faults: FaultSwitch[] = fault ? [fault] : [];
  const { journal, provider, world } = worldAfter(step.before, faults);
  const resource = new Resource(step.type, provider, step.name);
  resource.kept = step.kept;
  const rows = () => rowsOf(journal.all, step.name);
  const before = rows();
  const remedies = new Set<Remedy>();
  let [failures, tries, isDone] = [0, 0, false];
  let operations: string[] = [];
  let error: string | undefined;
  let afterFirst = before;
  for (let update = 1; update <= MOST && !isDone; update++) {
    if (fault?.times === "always" && failures === PATIENCE) faults.length = 0;
    const ended = await resource.bring(step.wanted);
    isDone = ended.ok;
    if (update === 1) {
      operations = [...new Set(journal.entries.map(({ operation }) => operation))];
      // What AWS still works on ends before the next call.
      world.call("ListInstances", {}, "eu-west-1");
      afterFirst = rows();
      tries = ended.errors.length + (ended.ok ? 1 : 0);
      if (!ended.ok) [error] = ended.errors;
    }
    if (isDone) break;
    failures += 1;
    const isStuck = faults.length === 0 && failures > PATIENCE;
    await remedy(step, resource, { errors: ended.errors, taken, isStuck }, remedies);
  }
  if (failures > 0 && remedies.size === 0) remedies.add("another update");
  return {
    ...{
      operations,
      before,
      afterFirst,
      failures,
      tries,
      error,
      isDone,
      rows: rows(),
      id: resource.kept?.id,
    },
    ...{ remedies: [...remedies], isUnsettled: resource.kept?.hasInitErrors === true },
  };
}

interface Failed {
  readonly errors: readonly string[];
  readonly taken: string | undefined;
  /** Whether it fails for no other reason than what AWS has. */
  readonly isStuck: boolean;
}

/** Does what the message of an error advises. */
async function remedy(
  { does, name, type, wanted }: SectionStep,
  resource: Resource,
  { errors, taken, isStuck }: Failed,
  remedies: Set<Remedy>,
): Promise<void> {
  const [error = ""] = errors;
  const args = {
    ...{ urn: `urn:pulumi:dev::test::a$${type}::${name}`, id: "", name, type, errors: [...errors] },
    ...{ failedOperation: does, newInputs: wanted ?? {}, oldInputs: resource.kept?.inputs ?? {} },
    oldOutputs: resource.kept?.outputs ?? {},
  } satisfies ErrorHookArgs;
  const found = errorForm(error, args);
  const advice =
    found?.form.advice?.(args, found.match, taken === undefined ? undefined : { id: taken }) ?? "";
  const [, id] = /pulumi import \S+ \S+ '?([^\s']+)/.exec(advice) ?? [];
  if (resource.kept && /pulumi up --refresh/.test(advice)) {
    await resource.refresh();
    remedies.add("refreshed");
  } else if (id !== undefined && !resource.kept) {
    await resource.adopt(id).then(
      () => remedies.add(resource.isAsWanted(wanted ?? {}) ? "adopted" : "imported"),
      () => undefined,
    );
  } else if (does === "delete" && isStuck && /pulumi state delete/.test(advice)) {
    remedies.add("state delete");
    resource.kept = undefined;
  }
}

const ROLE = /AROA[0-9A-Z]{17}/g;
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** What AWS has, each row as a text in which names and ids that were made by chance are alike. */
function rowsOf(journal: Parameters<typeof there>[0], name: string): readonly string[] {
  const rows = [...there(journal)].map(([key, row]) => [key, JSON.stringify(row)] as const);
  const chance = new RegExp(`\\b${name}-[0-9a-f]{7}\\b`, "g");
  return rows.map(([key, row]) => {
    const id = key.startsWith("storage key|") ? (UUID.exec(key)?.[0] ?? "") : "";
    const text = `${key} ${row}`.replaceAll(chance, name).replaceAll(ROLE, "ROLE");
    return id === "" ? text : text.replaceAll(id, "ID");
  });
}

/** Those of the one that the other hasn't, as often as it hasn't. */
function without(all: readonly string[], others: readonly string[]): string[] {
  const rest = [...others];
  return all.filter((one) => {
    const index = rest.indexOf(one);
    if (index >= 0) rest.splice(index, 1);
    return index < 0;
  });
}

function leftOf(
  there: readonly string[],
  before: readonly string[],
  wanted: readonly string[],
): Left {
  const isLike = (others: readonly string[]) =>
    without(there, others).length === 0 && without(others, there).length === 0;
  if (isLike(before)) return "as before";
  return isLike(wanted) ? "as wanted" : "a part of it";
}
