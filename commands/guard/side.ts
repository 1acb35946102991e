import { isObject } from "../../policies/isObject.ts";
import { type Properties, UNKNOWN, type Value } from "../../policies/value.ts";
import { type Digest, type PreviewState, type PreviewStep, partsOf } from "./digest.ts";
import { fullType, type Kind, kindOf } from "./resourceKind.ts";

/** A resource before or after the update. */
export interface SideResource {
  /** As it is called after the update, also where it had another URN before. */
  readonly urn: string;
  readonly type: string;
  readonly kind: Kind | undefined;
  readonly name: string;
  readonly id: string | undefined;
  readonly inputs: Properties;
  /** Of components what they registered. */
  readonly outputs: Properties;
  readonly parent: string | undefined;
  /** Only read: made elsewhere. */
  readonly external: boolean;
  /** URNs of the resources that each input comes from. */
  readonly origins: Readonly<Record<string, readonly string[]>>;
}

/** All that a preview shows, by URN: as it is, and as it will be. */
export interface Sides {
  readonly before: ReadonlyMap<string, SideResource>;
  readonly after: ReadonlyMap<string, SideResource>;
}

export function sidesOf({ steps }: Digest): Sides {
  const renamed = new Map(
    steps.flatMap(({ urn, oldState }) => (oldState ? [[oldState.urn, urn] as const] : [])),
  );
  const before = new Map<string, SideResource>();
  const after = new Map<string, SideResource>();
  for (const [urn, all] of Map.groupBy(steps, (step) => step.urn)) {
    // What a refresh finds is before the program says what it wants.
    const program = all.filter(({ op }) => op !== "refresh");
    const { old, next } = outcome(program.length > 0 ? program : all);
    if (old) before.set(urn, toResource(urn, old, old, renamed));
    if (next) after.set(urn, toResource(urn, next.state, next.known, renamed));
  }
  return { before, after };
}

interface Outcome {
  readonly old: PreviewState | undefined;
  readonly next: { readonly state: PreviewState; readonly known: PreviewState } | undefined;
}

/** What steps about one resource start from and lead to. */
function outcome(steps: readonly PreviewStep[]): Outcome {
  // A resource that waits for its deletion since an earlier update isn't the one that the others are about.
  const live = steps.filter(({ op, oldState }) => op !== "delete" || !oldState?.delete);
  const [old] = (live.length > 0 ? live : steps).flatMap(({ oldState }) => oldState ?? []);
  let next: Outcome["next"];
  for (const { op, oldState, newState } of live) {
    if (newState) next = { state: newState, known: remembered(op, oldState, newState) };
    else if (op === "delete" || op === "discard") next = undefined;
  }
  return { old, next };
}

/** Where outputs and id are known from: those of a new resource aren't yet, those of the others stay. */
function remembered(
  op: string,
  oldState: PreviewState | undefined,
  newState: PreviewState,
): PreviewState {
  const stays = ["same", "update", "refresh", "read"].includes(op);
  return stays && oldState
    ? { ...oldState, ...(newState.id ? { id: newState.id } : {}) }
    : newState;
}

function toResource(
  urn: string,
  state: PreviewState,
  known: PreviewState,
  renamed: ReadonlyMap<string, string>,
): SideResource {
  const now = (old: string) => renamed.get(old) ?? old;
  const { parent, external = false, propertyDependencies } = state;
  // A resource that is only read has no inputs in a preview.
  const inputs = external ? (state.inputs ?? known.inputs) : state.inputs;
  return {
    urn,
    type: fullType(state.type),
    kind: kindOf(state.type),
    name: partsOf(urn).name,
    id: known.id === undefined || UNKNOWN_VALUES.has(known.id) ? undefined : known.id,
    inputs: plain(inputs),
    outputs: plain(known.outputs),
    parent: parent === undefined ? undefined : now(parent),
    external,
    origins: Object.fromEntries(
      Object.entries(propertyDependencies ?? {}).map(([key, urns]) => [key, (urns ?? []).map(now)]),
    ),
  };
}

/** What the engine writes for values that aren't known yet (pulumi sdk/go/common/resource/plugin/rpc.go), and for secrets. */
const UNKNOWN_VALUES: ReadonlySet<string> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
  "[secret]",
]);

/** Marks an object that stands for something else (pulumi sdk/go/common/resource/sig/sig.go). */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** Levels of lists and objects within each other that are read: no policy has half as many. */
const DEPTH = 100;

function plain(properties: Readonly<Record<string, unknown>> | null | undefined): Properties {
  return isObject(properties) ? (value(properties, 0) as Properties) : {};
}

function value(given: unknown, depth: number): Value {
  if (typeof given === "string") return UNKNOWN_VALUES.has(given) ? UNKNOWN : given;
  if (typeof given !== "object" || given === null) return given as Value;
  if (depth > DEPTH || SIGNATURE in given) return UNKNOWN;
  if (Array.isArray(given)) return given.map((one) => value(one, depth + 1));
  return Object.fromEntries(
    Object.entries(given).map(([key, one]) => [key, value(one, depth + 1)]),
  );
}
