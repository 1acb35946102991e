import { UPDATE_NOTE } from "../../program/deployedUpdate.ts";
import { record } from "../../program/stateValues.ts";
import { nameOf, type State, type StateResource } from "./state.ts";

const PROVIDER = /^pulumi:providers:/;

/** Two states after a move. */
export interface Moved {
  readonly from: State;
  readonly to: State;
  /** URNs, in the former stack, of what has moved. */
  readonly urns: readonly string[];
}

/**
 * Moves resources from one state to another, under the components that they are below: AWS is not called, so nobody's
 * access changes. What both have already, as after a move that was stopped, is only taken from the first. Where that
 * has nothing of AWS any more, it has nothing: Pulumi refuses to remove a stack with so much as a component.
 *
 * @param urns of what moves, as it is called in `from`
 * @param stacks names of both stacks
 * @throws where both are one, an update of either hasn't ended or hasn't made all, or they have two things of one name
 */
export function moved(
  from: State,
  to: State,
  urns: ReadonlySet<string>,
  stacks: { readonly from: string; readonly to: string },
): Moved {
  if (stacks.from === stacks.to) throw new Error("both are one stack; name two");
  for (const [state, name] of [
    [from, stacks.from],
    [to, stacks.to],
  ] as const) {
    const { pending_operations: pending = [], resources = [] } = state.deployment;
    const isLeft = resources.some((one) => one.delete);
    if (pending.length === 0 && !isLeft && hasMadeAll(resources)) continue;
    const seen = isLeft
      ? "left something to be deleted"
      : pending.length > 0
        ? "was interrupted"
        : "ended before it had made everything";
    throw new Error(
      `an update of stack ${name} ${seen}; end it first: npm run up -- --stack ${name}`,
    );
  }
  const sources = from.deployment.resources ?? [];
  const taken = sources.filter(({ urn }) => urns.has(urn));
  const rename = (text: string) =>
    text.replace(`urn:pulumi:${stacks.from}::`, `urn:pulumi:${stacks.to}::`);
  const there = new Map((to.deployment.resources ?? []).map((one) => [one.urn, one]));
  const added: StateResource[] = [];
  const add = (resource: StateResource) => {
    there.set(resource.urn, resource);
    added.push(resource);
  };
  const byUrn = new Map(sources.map((one) => [one.urn, one]));
  // What they are below, and their provider, are in both: a component is nothing in AWS.
  const needed = new Set(taken.flatMap((one) => [...above(one, byUrn), providerOf(one)]));
  for (const resource of sources) {
    const isTaken = urns.has(resource.urn);
    if (!isTaken && !needed.has(resource.urn)) continue;
    const same = there.get(rename(resource.urn));
    if (same === undefined) add(renamed(resource, rename, there));
    else if (isTaken && resource.custom && same.id !== resource.id) {
      throw new Error(
        `stack ${stacks.to} has ${same.urn} already, and it is another one (${same.id}, not ${resource.id}); give one of the two another key, with aliases`,
      );
    }
  }
  const left = sources
    .filter(({ urn }) => !urns.has(urn))
    .map((one) => without(one, (urn) => !urns.has(urn)));
  return {
    from: withResources(from, left.some(isInAws) ? left : []),
    to: withResources(to, [...(to.deployment.resources ?? []), ...added]),
    urns: taken.map(({ urn }) => urn),
  };
}

/** Whether the last update made all that it noted (program/noteUpdate.ts): a stack that is emptied loses its note. */
function hasMadeAll(resources: readonly StateResource[]): boolean {
  const notes = resources.filter(({ type }) => type === UPDATE_NOTE.type);
  const outputsOf = (name: string) => record(notes.find((one) => nameOf(one) === name)?.outputs);
  const { update, unseen } = outputsOf(UPDATE_NOTE.begun);
  const ends = notes.filter((one) => nameOf(one) !== UPDATE_NOTE.begun);
  const isSeen = Object.keys(record(unseen)).length === 0;
  return isSeen && ends.every(({ outputs }) => outputs?.update === update);
}

/** Whether it is anything but Pulumi's own: components, providers, and what is noted in the state alone. */
function isInAws({ custom, type }: StateResource): boolean {
  return custom && !type.startsWith("pulumi:");
}

function above(
  { parent }: StateResource,
  byUrn: ReadonlyMap<string, StateResource>,
): readonly string[] {
  const holder = byUrn.get(parent ?? "");
  return holder ? [holder.urn, ...above(holder, byUrn)] : [];
}

function providerOf({ provider = "" }: StateResource): string {
  return provider.slice(0, provider.lastIndexOf("::"));
}

/** The resource as the other stack has it: with that stack's provider, and what it depends on there. */
function renamed(
  resource: StateResource,
  rename: (text: string) => string,
  there: ReadonlyMap<string, StateResource>,
): StateResource {
  const copy = JSON.parse(JSON.stringify(resource), (_key, value) =>
    typeof value === "string" && value.startsWith("urn:pulumi:") ? rename(value) : value,
  ) as StateResource;
  const provider = there.get(providerOf(copy));
  const withProvider = provider ? { ...copy, provider: `${provider.urn}::${provider.id}` } : copy;
  const found = PROVIDER.test(resource.type) ? copy : withProvider;
  return without(found, (urn) => there.has(urn));
}

/** Without what it depends on and isn't there. */
function without(resource: StateResource, isThere: (urn: string) => boolean): StateResource {
  const { deletedWith, replaceWith, dependencies, propertyDependencies, ...rest } = resource;
  return {
    ...rest,
    ...(dependencies && { dependencies: dependencies.filter(isThere) }),
    ...(propertyDependencies && {
      propertyDependencies: Object.fromEntries(
        Object.entries(propertyDependencies).map(([key, urns]) => [
          key,
          urns?.filter(isThere) ?? null,
        ]),
      ),
    }),
    ...(replaceWith && { replaceWith: replaceWith.filter(isThere) }),
    ...(deletedWith !== undefined && isThere(deletedWith) ? { deletedWith } : {}),
  };
}

function withResources(state: State, resources: readonly StateResource[]): State {
  return { ...state, deployment: { ...state.deployment, resources } };
}
