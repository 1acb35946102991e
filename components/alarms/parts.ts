import * as pulumi from "@pulumi/pulumi";
import type { AlarmName } from "../../model/schema/alarms.ts";
import { alarmDefinitions } from "./alarmDefinitions.ts";
import type { AlarmsArgs } from "./alarmsArgs.ts";
import {
  type Events,
  eventPattern,
  filterPattern,
  MAX_EVENT_PATTERN,
  MAX_FILTER_PATTERN,
} from "./events.ts";
import type { Watched } from "./watched.ts";

/** How many of each a pattern takes at once, as far as its length allows. */
const AT_ONCE: Readonly<Record<keyof Watched, number>> = {
  groupIds: 4,
  permissionSetArns: 4,
  emergencyRoles: 10,
  emergencyUsers: 10,
};

/** What isn't known before an update is taken to be as long as AWS makes it: an id, an ARN, a name. */
const LONGEST: Readonly<Record<keyof Watched, number>> = {
  groupIds: 47,
  permissionSetArns: 100,
  emergencyRoles: 64,
  emergencyUsers: 64,
};

const keys = Object.keys(AT_ONCE) as (keyof Watched)[];

type Lists = Readonly<Record<keyof Watched, readonly pulumi.Input<string>[]>>;

const NOTHING: Lists = {
  groupIds: [],
  permissionSetArns: [],
  emergencyRoles: [],
  emergencyUsers: [],
};

/** What an alarm tells of, as much as goes into one pattern. */
export interface Part {
  readonly events: pulumi.Output<readonly Events[]>;
  /** How many kinds of events these are. */
  readonly kinds: number;
}

/** What an alarm tells of, in parts; none where there is nothing to watch. */
export function partsOf(alarm: AlarmName, args: AlarmsArgs): readonly Part[] {
  const { events } = alarmDefinitions[alarm];
  const lists: Lists = {
    groupIds: args.administratorGroupIds ?? [],
    permissionSetArns: args.administratorPermissionSetArns ?? [],
    emergencyRoles: args.emergencyRoles ?? [],
    emergencyUsers: args.emergencyUsers ?? [],
  };
  // What an alarm tells of whomever it is about, it tells once.
  const always = events(known(NOTHING)).length;
  const parts: Part[] = [];
  const watches = (key: keyof Watched) =>
    events(known({ ...NOTHING, [key]: ["any"] })).length > always;
  for (let left = mapped(lists, (all, key) => (watches(key) ? all : [])); ; ) {
    const part = beginning(left, (one) => fits(events(known(one))));
    const kinds = events(known(part)).length;
    if (kinds === (parts.length === 0 ? 0 : always)) return parts;
    parts.push({ events: pulumi.output(part).apply((all) => events(all)), kinds });
    left = mapped(left, (all, key) => all.slice(part[key].length));
  }
}

/** As many of each list as fit into a pattern, of whatever is left at least one. */
function beginning(left: Lists, taken: (part: Lists) => boolean): Lists {
  let part = mapped(left, (all, key) => all.slice(0, AT_ONCE[key]));
  while (!taken(part)) {
    const [key, longest] = keys
      .map((one) => [one, part[one].length] as const)
      .reduce((most, one) => (one[1] > most[1] ? one : most));
    if (longest <= 1) return alone(part);
    part = { ...part, [key]: part[key].slice(0, -1) };
  }
  return part;
}

/** One of one list, where one of each is too much: whether that fits is told when its pattern is made. */
function alone(part: Lists): Lists {
  const first = keys.find((key) => part[key].length > 0);
  return mapped(part, (all, key) => (key === first ? all : []));
}

function fits(events: readonly Events[]): boolean {
  return (
    eventPattern(events).length <= MAX_EVENT_PATTERN &&
    events.every((one) => filterPattern([one]).length <= MAX_FILTER_PATTERN)
  );
}

/** What is known of the lists before an update. */
function known(lists: Lists): Watched {
  return mapped(lists, (all, key) =>
    all.map((one) => (typeof one === "string" ? one : "x".repeat(LONGEST[key]))),
  );
}

function mapped<From, To>(
  lists: Readonly<Record<keyof Watched, readonly From[]>>,
  change: (all: readonly From[], key: keyof Watched) => readonly To[],
): Readonly<Record<keyof Watched, readonly To[]>> {
  return Object.fromEntries(keys.map((key) => [key, change(lists[key], key)])) as never;
}
