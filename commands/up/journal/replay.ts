import type { ExportedState, StateResource } from "./deployment.ts";
import type { EventState, EventStep, LoggedEvent } from "./engineLog.ts";
import { isHidden } from "./hiddenValue.ts";
import { inOrder } from "./inOrder.ts";
import type { Registrations } from "./registrations.ts";
import { Resources } from "./resources.ts";
import { toState } from "./toState.ts";

/** Of a step that failed, and whose resource is there all the same (resource.StatusPartialFailure). */
const PARTIAL_FAILURE = 1;

/** Steps that change nothing in AWS: where there are no others, the same update makes them again. */
const IDLE = new Set(["same", "replace", "refresh", "extend-parameterize", "read"]);

/**
 * Plays the events of an update on the state that it began from, as the engine's own checkpoints do (pulumi
 * pkg/backend/snapshot.go).
 */
export class Replay {
  readonly #base: ExportedState;
  readonly #resources: Resources;
  readonly #registrations: Registrations;
  readonly #underWay = new Map<string, EventStep>();
  readonly #renamed = new Map<string, string>();
  #done = 0;

  constructor(base: ExportedState, registrations: Registrations) {
    this.#base = base;
    this.#registrations = registrations;
    this.#resources = new Resources(base.deployment.resources ?? []);
  }

  /** How many steps were completed that changed something. */
  get done(): number {
    return this.#done;
  }

  /** Steps that were begun, and whose end nobody knows. */
  get underWay(): readonly EventStep[] {
    return [...this.#underWay.values()];
  }

  hear(event: LoggedEvent): void {
    const { resourcePreEvent, resOutputsEvent, resOpFailedEvent } = event;
    const at = new Date(event.timestamp * 1000).toISOString();
    if (resourcePreEvent) this.#begin(resourcePreEvent.metadata, at);
    if (resOutputsEvent) this.#outputs(resOutputsEvent.metadata, at);
    if (resOpFailedEvent) this.#fail(resOpFailedEvent.metadata, resOpFailedEvent.status, at);
  }

  /** The state as the engine would have left it, but for the steps that were under way: an import takes none. */
  get state(): ExportedState {
    const resources = inOrder(this.#resources.all, this.#renamed);
    const { pending_operations, ...deployment } = this.#base.deployment;
    return { ...this.#base, deployment: { ...deployment, resources } };
  }

  #begin(step: EventStep, at: string): void {
    if (!isCustom(step)) {
      this.#end(step, at);
      return;
    }
    if (!IDLE.has(step.op)) this.#underWay.set(keyOf(step), step);
    if (step.op === "delete-replaced" && step.old && !step.old.delete) {
      this.#resources.markPendingReplacement(step.old);
      this.#done += 1;
    }
  }

  #outputs(step: EventStep, at: string): void {
    if (isCustom(step)) {
      const isTold = !isHidden(step.new?.inputs) && !isHidden(step.new?.outputs);
      // What the events hide is as good as lost: what became of it is for the next update to find out.
      if (isTold || step.op === "same") this.#end(step, at);
    } else if (step.new && !isHidden(step.new.outputs)) {
      this.#resources.change(step.new.urn, { outputs: step.new.outputs ?? {} });
    }
  }

  #fail(step: EventStep, status: number, at: string): void {
    if (status === PARTIAL_FAILURE && step.new && isCustom(step)) {
      const inputs = step.op === "update" ? step.old?.inputs : step.new.inputs;
      this.#outputs({ ...step, new: { ...step.new, ...(inputs ? { inputs } : {}) } }, at);
    } else this.#underWay.delete(keyOf(step));
  }

  #end(step: EventStep, at: string): void {
    const { op, old, new: now } = step;
    this.#underWay.delete(keyOf(step));
    if (!IDLE.has(op)) this.#done += 1;
    if (old && now && old.urn !== now.urn) this.#renamed.set(old.urn, now.urn);
    const resources = this.#resources;
    if (op === "same" && old && now) {
      const before = resources.take(old);
      if (before) resources.add({ ...this.#state(now, at, before), ...unchanged(before, now) });
    } else if (op === "create" && now) {
      resources.takeLive(now.urn); // one that was deleted to be replaced, or that a refresh didn't find
      resources.add(this.#state(now, at));
    } else if ((op === "create-replacement" || op === "import-replacement") && now) {
      resources.markReplaced(old ?? now); // under its former URN
      resources.add(this.#state(now, at));
    } else if (op === "update" && old && now) {
      const before = resources.take(old);
      resources.add(this.#state(now, at, before));
    } else if ((op === "read" || op === "read-replacement") && now) {
      const before = old ? resources.take(old) : undefined;
      resources.add(this.#state(now, at, before));
    } else if (op === "import" && now) {
      resources.add(this.#state(now, at));
    } else if (op === "refresh" && old) {
      const { inputs = {}, outputs = {} } = now ?? {};
      if (now) resources.change(old.urn, { inputs, outputs });
      else resources.take(old);
    } else if (op === "delete-replaced" && old) {
      if (!resources.isPendingReplacement(old)) resources.take(old);
    } else if (DELETIONS.has(op) && old) resources.take(old);
  }

  #state(now: EventState, at: string, before?: StateResource): StateResource {
    const state = toState(now, this.#registrations.of(now), at, before);
    if (now.custom) return state;
    const inputs = isHidden(now.inputs) ? {} : now.inputs;
    // A component has outputs when it registers them.
    return { ...state, inputs: inputs ?? {}, outputs: {} };
  }
}

const DELETIONS = new Set(["delete", "read-discard", "discard-replaced", "remove-pending-replace"]);

/** Of what didn't change, the state has what the events may hide; the outputs stay in any case. */
function unchanged(before: StateResource, now: EventState): Partial<StateResource> {
  const { inputs = {}, outputs = {}, modified } = before;
  return {
    ...(isHidden(now.inputs) ? { inputs } : {}),
    outputs,
    ...(modified === undefined ? {} : { modified }),
  };
}

function isCustom({ old, new: now }: EventStep): boolean {
  return (now ?? old)?.custom === true;
}

function keyOf({ op, urn, old }: EventStep): string {
  return JSON.stringify([op, urn, DELETIONS.has(op) || op === "delete-replaced" ? old?.id : ""]);
}
