import { isDeepStrictEqual } from "node:util";
import { errorForm } from "../../../components/errorForms.ts";
import type { FaultSwitch } from "../../../sandbox/world/faults.ts";
import { type Change, State } from "../../../sandbox/world/tables.ts";
import { accessFixture, make, region, types } from "../../sandbox/fixture.ts";
import { Resource } from "./resource.ts";
import { ASSIGNED, type Fixture, type Step } from "./steps.ts";

/** What AWS has when a step has failed, beside what it had and what was wanted. */
export type Left = "as before" | "as wanted" | "as wanted, accounts as before" | "a part of it";

/** What brings it right after an update that failed. */
export type Remedy =
  | "adopted"
  | "provisioned"
  | "state delete"
  | "another update"
  | "imported"
  | "refreshed"
  | "twin";

/** What became of a step. */
export interface Trial {
  /** Calls of its first update, in the order in which they were first made. */
  readonly operations: readonly string[];
  /** Updates that failed. */
  readonly failures: number;
  /** Tries of the first update. */
  readonly tries: number;
  readonly left: Left | undefined;
  readonly remedies: readonly Remedy[];
  /** The next preview has an update that changes nothing. */
  readonly isUnsettled: boolean;
  /** What isn't as it should be at the end. */
  readonly wrong: readonly string[];
  /** What the first update failed with. */
  readonly error: string | undefined;
}

/** Updates after which somebody has repaired what keeps failing. */
const PATIENCE = 2;
/** Updates after which nobody believes in more. */
const MOST = 6;

/** Does a step, with what goes wrong in it, as `npm run up` does, until it is done. */
export async function tried(step: Step, fault?: FaultSwitch): Promise<Trial> {
  const { operations, before, ...end } = await goThrough(step, fault);
  if (fault === undefined) return { ...end, operations, left: undefined, wrong: [] };
  const expected = await goThrough(step);
  const wrong = [
    ...(isDeepStrictEqual(end.there, expected.there) ? [] : ["AWS has something else"]),
    ...(stale(end.there).length === 0 ? [] : ["accounts have something else"]),
    ...(end.isDone ? [] : ["it never ends"]),
  ];
  return { ...end, operations, wrong, left: leftOf(end.afterFirst, before, expected.there) };
}

async function goThrough(step: Step, fault?: FaultSwitch) {
  const faults: FaultSwitch[] = [];
  const fixture = await accessFixture({ faults });
  const { provider, journal } = fixture;
  await make(provider, types.assignment, fixture.assignmentTo(ASSIGNED));
  const resource = new Resource(types[step.kind], provider);
  const set = new Resource(types.permissionSet, provider);
  set.kept = { ...fixture.set, hasInitErrors: false };
  const isSet = step.find !== undefined && step.kind === "permissionSet" && step.does === "update";
  if (isSet) resource.kept = set.kept;
  const now = () => stateOf(journal.entries);
  const wanted = (side: Step["from"]) => side?.(fixture, now());
  if (step.from) await resource.bring(wanted(step.from));
  if (isSet) set.kept = resource.kept;

  const before = contentOf(now());
  const start = journal.entries.length;
  if (fault) faults.push(fault);
  const remedies = new Set<Remedy>();
  let [failures, tries, isHalfMade, isDone] = [0, 0, false, false];
  let operations: string[] = [];
  let error: string | undefined;
  let afterFirst = before;
  for (let update = 1; update <= MOST && !isDone; update++) {
    if (fault?.times === "always" && failures === PATIENCE) faults.length = 0;
    if (isHalfMade && !(await succeeds(resource.refresh()))) {
      failures += 1;
      continue;
    }
    const again = async () => {
      if (!isHalfMade) return true;
      remedies.add("provisioned");
      const target = isSet ? resource : set;
      const inputs = { ...(isSet ? wanted(step.to) : set.kept?.inputs), sessionDuration: "PT60M" };
      return (await target.bring(inputs)).ok;
    };
    const isSecond = step.does === "delete";
    const first = isSecond ? await again() : true;
    const ended = first ? await resource.bring(wanted(step.to)) : { ok: false, errors: [] };
    isDone = first && ended.ok && (isSecond || (await again()));
    if (update === 1) {
      operations = calls(journal.entries.slice(start));
      // What AWS still works on ends before the next call.
      fixture.world.call("ListInstances", {}, region);
      afterFirst = contentOf(now());
      tries = ended.errors.length + (ended.ok ? 1 : 0);
      if (!ended.ok) [error] = ended.errors;
    }
    if (isDone) break;
    failures += 1;
    if (isOfSet(step)) isHalfMade = true;
    await remedy(step, fixture, resource, ended.errors, now(), remedies);
  }
  if (failures > 0 && remedies.size === 0) remedies.add("another update");
  return {
    ...{ operations, before, failures, tries, error, isDone, afterFirst, there: contentOf(now()) },
    ...{ remedies: [...remedies], isUnsettled: resource.kept?.hasInitErrors === true },
  };
}

/** What the message of an error advises, and `npm run up` does by itself where it can. */
async function remedy(
  step: Step,
  fixture: Fixture,
  resource: Resource,
  [error = ""]: readonly string[],
  state: State,
  remedies: Set<Remedy>,
): Promise<void> {
  const { type } = resource;
  const found = errorForm(error, { type, failedOperation: step.does });
  const form = found?.form;
  const id = form?.isTaken ? step.find?.(state, fixture) : undefined;
  if (id !== undefined && !resource.kept) {
    if (await succeeds(resource.adopt(id))) remedies.add("adopted");
  } else if (step.does === "delete" && /pulumi state delete/.test(advised(found, type))) {
    remedies.add("state delete");
    resource.kept = undefined;
  }
}

function advised(found: ReturnType<typeof errorForm>, type: string): string {
  const args = {
    ...{ urn: `urn:pulumi:dev::test::${type}::one`, id: "", name: "one", type, errors: [] },
    ...{ failedOperation: "delete" as const, newInputs: {}, oldInputs: {}, oldOutputs: {} },
  };
  return found?.form.advice?.(args, found.match) ?? "";
}

async function succeeds(work: Promise<void>): Promise<boolean> {
  return await work.then(
    () => true,
    () => false,
  );
}

/** Whether it changes a set that accounts have. */
function isOfSet({ kind, does }: Step): boolean {
  if (kind === "permissionSet") return does === "update";
  return ["boundary", "inlinePolicy", "customerPolicies", "managedPolicies"].includes(kind);
}

function calls(entries: readonly { readonly operation: string }[]): string[] {
  const names = entries.map(({ operation }) => operation);
  return [...new Set(names)].filter((name) => !name.endsWith("(ended)"));
}

function stateOf(entries: readonly { readonly changes: readonly Change[] }[]): State {
  const state = new State();
  for (const { changes } of entries) for (const change of changes) state.apply(change);
  return state;
}

const TABLES = [
  ...["users", "groups", "memberships", "permissionSets", "assignments", "provisioned"],
  "accessControlAttributes",
] as const;

type Content = Readonly<Record<string, unknown>>;

/** What AWS has; a duration in another spelling is the same. */
function contentOf(state: State): Content {
  const rows = TABLES.map((table) => [table, state.rows(table as "users")]);
  return JSON.parse(JSON.stringify(Object.fromEntries(rows)).replaceAll("PT60M", "PT1H"));
}

interface Role {
  readonly permissionSetArn: string;
  readonly content: unknown;
}

function stale({ permissionSets, provisioned }: Content): Role[] {
  const sets = permissionSets as { readonly arn: string; readonly content: unknown }[];
  return (provisioned as Role[]).filter(({ permissionSetArn, content }) => {
    const set = sets.find(({ arn }) => arn === permissionSetArn);
    return set && !isDeepStrictEqual(set.content, content);
  });
}

function leftOf(there: Content, before: Content, wanted: Content): Left {
  if (isDeepStrictEqual(there, before)) return "as before";
  if (isDeepStrictEqual(there, wanted)) return "as wanted";
  const { provisioned: _, ...now } = there;
  const { provisioned: __, ...then } = wanted;
  return isDeepStrictEqual(now, then) ? "as wanted, accounts as before" : "a part of it";
}
