import * as pulumi from "@pulumi/pulumi";
import type { AlarmName } from "../../model/schema/alarms.ts";
import { alarmDefinitions, type Watched } from "./alarmDefinitions.ts";
import type { AlarmsArgs } from "./alarmsArgs.ts";
import type { Events } from "./events.ts";

/** How many of each a pattern takes at once: its length has a limit. */
const AT_ONCE: Readonly<Record<keyof Watched, number>> = {
  groupIds: 4,
  permissionSetArns: 4,
  emergencyRoles: 10,
  emergencyUsers: 10,
};

type Lists = Readonly<Record<keyof Watched, readonly pulumi.Input<string>[]>>;

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
  const always = events(placeholders(cut(lists, Number.POSITIVE_INFINITY))).length;
  const parts: Part[] = [];
  for (let index = 0; ; index++) {
    const part = cut(lists, index);
    const kinds = events(placeholders(part)).length;
    if (index === 0 ? kinds === 0 : kinds === always) return parts;
    parts.push({ events: pulumi.output(part).apply((known) => events(known)), kinds });
  }
}

/** So many of each list as a pattern takes, after as many as the patterns before it have. */
function cut(lists: Lists, index: number): Lists {
  const entries = Object.entries(AT_ONCE).map(([key, most]) => [
    key,
    lists[key as keyof Watched].slice(index * most, (index + 1) * most),
  ]);
  return Object.fromEntries(entries) as Lists;
}

/** Which lists have something, before it is known what. */
function placeholders(lists: Lists): Watched {
  const entries = Object.entries(lists).map(([key, all]) => [key, all.map(() => "any")]);
  return Object.fromEntries(entries) as unknown as Watched;
}
