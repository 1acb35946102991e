import * as cloudwatch from "@pulumi/aws/cloudwatch/index.js";
import { retriedBelow } from "../retry.ts";
import { secretTagOptions } from "../tags.ts";
import { alarmDefinitions } from "./alarmDefinitions.ts";
import { eventPattern, MAX_EVENT_PATTERN } from "./events.ts";
import { messageOf } from "./message.ts";
import type { Part } from "./parts.ts";
import { type AlarmsPlace, fitting, type Told } from "./told.ts";

/** Tells of the account's own events in one Region, each in a sentence. */
export function createRule(
  name: string,
  { alarm, events, topicArn }: Told & Pick<Part, "events">,
  place: AlarmsPlace,
): void {
  const { parent, region, tags } = place;
  const { title, readsOnly } = alarmDefinitions[alarm];
  const rule = new cloudwatch.EventRule(
    name,
    {
      description: title,
      eventPattern: events.apply((all) =>
        fitting(eventPattern(all), MAX_EVENT_PATTERN, name, place),
      ),
      // Assuming a role reads only, too: rules see such events where they ask for them.
      ...(readsOnly ? { state: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" } : {}),
      ...{ region, tags },
    },
    { ...retriedBelow(parent), ...secretTagOptions(tags) },
  );
  new cloudwatch.EventTarget(
    name,
    { rule: rule.name, arn: topicArn, region, inputTransformer: messageOf(title) },
    retriedBelow(parent),
  );
}
