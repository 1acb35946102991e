import type { Registration } from "../../../program/journal/registration.ts";
import type { StateResource } from "./deployment.ts";
import type { EventState } from "./engineLog.ts";

/** What a state has of a resource that neither an event nor a registration tells, and that stays. */
const STAYING = ["created", "sourcePosition", "stackTrace", "aliases", "refreshBeforeUpdate"];

/** What a registration tells; of one that the program doesn't make itself it stays, too. */
const REGISTERED = [
  ...["dependencies", "propertyDependencies", "additionalSecretOutputs", "ignoreChanges"],
  ...["replaceOnChanges", "deletedWith", "replaceWith", "resourceHooks", "customTimeouts"],
  ...["importID", "replacementTrigger"],
];

/**
 * A resource as the state has it after a step.
 *
 * @param before as the state has it before
 */
export function toState(
  now: EventState,
  registered: Registration["kept"] | undefined,
  at: string,
  before?: StateResource,
): StateResource {
  const keys = registered ? STAYING : [...STAYING, ...REGISTERED];
  const staying = Object.fromEntries(
    keys.flatMap((key) => (before?.[key] === undefined ? [] : [[key, before[key]]])),
  );
  const { urn, type, custom = false, id, inputs, outputs, parent, provider, hideDiffs } = now;
  const flags = (["protect", "taint", "external", "retainOnDelete", "delete"] as const).filter(
    (flag) => now[flag],
  );
  return {
    ...{ urn, custom, type, created: at, modified: at, ...registered, ...staying },
    ...(id ? { id } : {}),
    ...(inputs ? { inputs } : {}),
    ...(outputs ? { outputs } : {}),
    ...(parent ? { parent } : {}),
    ...(provider ? { provider } : {}),
    ...(now.initErrors?.length ? { initErrors: now.initErrors } : {}),
    ...(hideDiffs?.length ? { hideDiff: hideDiffs } : {}),
    ...Object.fromEntries(flags.map((flag) => [flag, true])),
  };
}
