import type resproto from "@pulumi/pulumi/proto/resource_pb.js";

type Request = resproto.RegisterResourceRequest;

/** What the engine keeps of a registration beside what its events tell, as a state has it (apitype.ResourceV3). */
export interface Registration {
  readonly type: string;
  readonly name: string;
  /** URN; empty where the engine takes the stack itself. */
  readonly parent: string;
  readonly kept: Readonly<Record<string, unknown>>;
}

/** Reads a registration on its way to the engine. */
export function toRegistration(request: Request): Registration {
  const trigger = request.getReplacementTrigger()?.toJavaScript();
  const kept = {
    dependencies: request.getDependenciesList(),
    propertyDependencies: propertyDependenciesOf(request),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    deletedWith: request.getDeletedwith(),
    replaceWith: request.getReplaceWithList(),
    resourceHooks: hooksOf(request),
    customTimeouts: timeoutsOf(request),
    importID: request.getImportid(),
    ...(trigger === undefined || trigger === null ? {} : { replacementTrigger: trigger }),
  };
  return {
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent(),
    kept: Object.fromEntries(Object.entries(kept).filter(([, value]) => !isEmpty(value))),
  };
}

function propertyDependenciesOf(request: Request): Record<string, readonly string[]> {
  const all: Record<string, readonly string[]> = {};
  request.getPropertydependenciesMap().forEach((urns, key) => {
    all[key] = urns.getUrnsList();
  });
  return all;
}

function hooksOf(request: Request): Record<string, readonly string[]> {
  const hooks = request.getHooks();
  if (!hooks) return {};
  const all = {
    BeforeCreate: hooks.getBeforeCreateList(),
    AfterCreate: hooks.getAfterCreateList(),
    BeforeUpdate: hooks.getBeforeUpdateList(),
    AfterUpdate: hooks.getAfterUpdateList(),
    BeforeDelete: hooks.getBeforeDeleteList(),
    AfterDelete: hooks.getAfterDeleteList(),
    OnError: hooks.getOnErrorList(),
  };
  return Object.fromEntries(Object.entries(all).filter(([, names]) => names.length > 0));
}

/** In seconds. */
function timeoutsOf(request: Request): Record<string, number> {
  const timeouts = request.getCustomtimeouts();
  const all = {
    create: secondsOf(timeouts?.getCreate()),
    update: secondsOf(timeouts?.getUpdate()),
    delete: secondsOf(timeouts?.getDelete()),
  };
  return Object.fromEntries(Object.entries(all).filter(([, seconds]) => seconds > 0));
}

const UNITS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };

/** Of a duration as Go writes it, such as `1h30m`. */
function secondsOf(duration = ""): number {
  const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g)];
  return parts.reduce((sum, [, count, unit = ""]) => sum + Number(count) * (UNITS[unit] ?? 0), 0);
}

function isEmpty(value: unknown): boolean {
  return value === "" || (typeof value === "object" && Object.keys(value ?? {}).length === 0);
}
