import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { ExportedState, StateResource } from "../../commands/up/journal/deployment.ts";
import { type LoggedEvent, loggedEvents } from "../../commands/up/journal/engineLog.ts";
import { Registrations } from "../../commands/up/journal/registrations.ts";
import { Replay } from "../../commands/up/journal/replay.ts";
import { journalFiles } from "../../program/journal/journals.ts";
import type { StackConfig } from "./acme.ts";
import type { Deployment, Run, RunOptions } from "./deployment.ts";

/** An update with the engine's own checkpoints, and with all that a journal has of it. */
export interface Replayed {
  readonly run: Run;
  readonly before: ExportedState;
  /** As the engine left it. */
  readonly after: ExportedState;
  readonly events: readonly LoggedEvent[];
  readonly registrations: Registrations;
}

/** Makes an update and keeps what its journal would hold. */
export async function recorded(
  deployment: Deployment,
  config: StackConfig,
  options: RunOptions = {},
): Promise<Replayed> {
  const folder = mkdtempSync(join(tmpdir(), "journal-"));
  try {
    const files = journalFiles(folder);
    writeFileSync(files.events, "");
    const before = JSON.parse(await deployment.exported()) as ExportedState;
    const run = await deployment.up(config, {
      ...options,
      flags: [...(options.flags ?? []), "--event-log", files.events],
      environment: {
        ...options.environment,
        PULUMI_DEBUG_COMMANDS: "true",
        IDENTITY_CENTER_JOURNAL: folder,
      },
    });
    const after = JSON.parse(await deployment.exported()) as ExportedState;
    const events: LoggedEvent[] = [];
    for await (const event of loggedEvents(files.events)) events.push(event);
    const registrations = await Registrations.read(files.registrations);
    return { run, before, after, events, registrations };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The state that the journal makes of the one before, from so many of its events. */
export function replayOf(
  { before, events, registrations }: Replayed,
  many = events.length,
): Replay {
  const replay = new Replay(before, registrations);
  for (const event of events.slice(0, many)) replay.hear(event);
  return replay;
}

/** What differs between two states; when something was done, and where it stands in the program, tell nothing. */
export function differences(one: ExportedState, other: ExportedState): string[] {
  const [ones, others] = [one, other].map(byKey) as [Told, Told];
  return [...new Set([...ones.keys(), ...others.keys()])].flatMap((key) => {
    const [left, right] = [ones.get(key), others.get(key)];
    if (!left || !right) return [`${key}: only in the ${left ? "first" : "second"}`];
    return [...new Set([...Object.keys(left), ...Object.keys(right)])]
      .filter((field) => !isDeepStrictEqual(left[field], right[field]))
      .map((field) => `${key}: ${field}: ${json(left[field])} / ${json(right[field])}`);
  });
}

/** What a state may not be: a resource before what it names, or twice. */
export function faultsOf({ deployment }: ExportedState): string[] {
  const seen = new Set<string>();
  const live = new Set<string>();
  return (deployment.resources ?? []).flatMap((resource) => {
    const { urn, parent, dependencies = [], provider = "" } = resource;
    const named = [
      ...(parent ? [parent] : []),
      ...dependencies,
      ...(provider ? [provider.slice(0, provider.lastIndexOf("::"))] : []),
    ];
    const early = named.filter((one) => !seen.has(one)).map((one) => `${urn} before ${one}`);
    const twice = !resource.delete && live.has(urn) ? [`${urn} twice`] : [];
    seen.add(urn);
    if (!resource.delete) live.add(urn);
    return [...early, ...twice];
  });
}

type Told = Map<string, Record<string, unknown>>;

function byKey({ deployment }: ExportedState): Told {
  return new Map(
    (deployment.resources ?? []).map((resource) => [
      `${resource.urn}${resource.delete ? ` ${resource.id}, to be deleted` : ""}`,
      told(resource),
    ]),
  );
}

function told(resource: StateResource): Record<string, unknown> {
  const { created, modified, sourcePosition, stackTrace, aliases, ...rest } = resource;
  const { dependencies, propertyDependencies, ...more } = rest;
  const byProperty = Object.entries(propertyDependencies ?? {}).filter(
    ([, urns]) => urns && urns.length > 0,
  );
  const all = {
    ...more,
    dependencies: sorted(dependencies),
    propertyDependencies: Object.fromEntries(byProperty.map(([key, urns]) => [key, sorted(urns)])),
  };
  return Object.fromEntries(
    Object.entries(all).filter(
      ([, value]) => typeof value !== "object" || Object.keys(value ?? {}).length > 0,
    ),
  );
}

function sorted(urns: readonly string[] | null | undefined): readonly string[] {
  return [...(urns ?? [])].sort();
}

function json(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value).slice(0, 300);
}
