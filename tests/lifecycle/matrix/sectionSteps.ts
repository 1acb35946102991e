import { Provider } from "../../../sandbox/resources/provider.ts";
import type { Properties } from "../../../sandbox/resources/resource.ts";
import { resourceDefinition } from "../../../sandbox/resources/resourceDefinitions.ts";
import { loadSnapshot } from "../../../sandbox/snapshot.ts";
import type { FaultSwitch } from "../../../sandbox/world/faults.ts";
import { type JournalEntry, MemoryJournal } from "../../../sandbox/world/journal.ts";
import { World } from "../../../sandbox/world/world.ts";
import { deployStack } from "../../components/deployStack.ts";
import { TestClock } from "../../sandbox/testClock.ts";
import { devOrganization } from "../../support/engine.ts";
import { acmeWith, SECTIONS } from "../sectionsOn.ts";
import type { Resource } from "./resource.ts";

/** One thing that an update does with a resource of the sections, in a world that has all that it rests on. */
export interface SectionStep {
  /** Such as `EventRule`. */
  readonly kind: string;
  readonly does: "create" | "update" | "delete";
  readonly type: string;
  readonly name: string;
  /** Calls until then. */
  readonly before: readonly JournalEntry[];
  /** As the state has it. */
  readonly kept: Resource["kept"];
  /** Undefined where it shall be gone. */
  readonly wanted: Properties | undefined;
}

/** What a changed configuration changes of resources without tags. */
const CHANGES: Readonly<Record<string, Properties>> = {
  AccountPasswordPolicy: { minimumPasswordLength: 20 },
  AlternativeContact: { title: "Head of Security" },
  BucketPolicy: { policy: JSON.stringify({ Version: "2012-10-17", Statement: [] }) },
  EventTarget: { inputTransformer: { inputTemplate: '"changed"' } },
  RolePolicy: {
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Action: "*", Resource: "*" }],
    }),
  },
  TopicPolicy: { policy: JSON.stringify({ Version: "2012-10-17", Statement: [] }) },
};

/** When all that was deployed is done. */
const LATER = Date.parse("2100-01-01");

/** An AWS in which these calls were made, and its provider. */
export function worldAfter(before: readonly JournalEntry[], faults: readonly FaultSwitch[] = []) {
  const journal = new Continued(before);
  const snapshot = loadSnapshot(devOrganization);
  const clock = new TestClock(LATER);
  const world = new World({ snapshot, journal, clock, faults });
  return {
    journal,
    world,
    provider: new Provider(world, { region: "eu-west-1", defaultTags: {} }),
  };
}

/** A journal that begins with what others wrote. */
class Continued extends MemoryJournal {
  readonly #before: readonly JournalEntry[];
  #isRead = false;

  constructor(before: readonly JournalEntry[]) {
    super();
    this.#before = before;
  }

  override exclusively<T>(received: (entry: JournalEntry) => void, work: () => T): T {
    if (!this.#isRead) for (const entry of this.#before) received(entry);
    this.#isRead = true;
    return work();
  }

  /** All calls, those of others first. */
  get all(): readonly JournalEntry[] {
    return [...this.#before, ...this.entries];
  }
}

type Made = Awaited<ReturnType<typeof deployStack>>["resources"][number];

/** What updates do with one resource of each type that the sections make, and nothing else does, by the types' names. */
export async function sectionSteps(others: readonly string[]): Promise<SectionStep[]> {
  const { resources, journal, errors } = await deployStack({ ...acmeWith(SECTIONS) });
  if (errors.length > 0) throw new Error(errors.join("\n"));
  const made = resources.filter(({ type }) => type.startsWith("aws:"));
  // In whichever order they were registered.
  const ordered = made.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  const ofEach = new Map(ordered.map((one) => [one.type, one]));
  const steps: SectionStep[] = [];
  for (const [type, one] of ofEach) {
    if (!others.includes(type)) steps.push(...(await stepsWith(one, made, journal.entries)));
  }
  return steps;
}

function keyOf({ type, name }: Made): string {
  return `${type} ${name}`;
}

async function stepsWith(
  resource: Made,
  made: readonly Made[],
  entries: readonly JournalEntry[],
): Promise<SectionStep[]> {
  const { type, name, options } = resource;
  const about = { type, name, kind: type.split(":").at(-1) ?? "" };
  const { provider, journal } = worldAfter(entries);
  const resting = [...dependents(resource, made)].reverse();
  for (const one of resting) await provider.delete(one.type, one.id ?? "", one.outputs);
  const there = journal.all;
  await provider.delete(type, resource.id ?? "", resource.outputs);
  const gone = journal.all;

  const given = givenInputs(resource);
  const kept = { id: resource.id ?? "", inputs: resource.inputs, outputs: resource.outputs };
  const state = { ...kept, hasInitErrors: false };
  const { tagged, update } = resourceDefinition(type);
  const change = CHANGES[about.kind] ?? (tagged ? { tags: { team: "platform" } } : undefined);
  return [
    { ...about, does: "create", before: gone, kept: undefined, wanted: given },
    ...(update && change
      ? [
          {
            ...{ ...about, does: "update" as const, before: there, kept: state },
            wanted: { ...given, ...change },
          },
        ]
      : []),
    ...(options.retainOnDelete
      ? []
      : [{ ...about, does: "delete" as const, before: there, kept: state, wanted: undefined }]),
  ];
}

/** All that waits for it, in the order in which it was made. */
function dependents({ urn }: Made, made: readonly Made[]): readonly Made[] {
  const urns = new Set([urn]);
  return made.filter((one) => {
    if (!one.dependencies.some((other) => urns.has(other))) return false;
    urns.add(one.urn);
    return true;
  });
}

/** What the program gave, without what the provider chose. */
function givenInputs({ inputs }: Made): Properties {
  const chosen = [...((inputs.__defaults ?? []) as string[]), "__defaults", "tagsAll"];
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => !chosen.includes(key)));
}
