import type { Section } from "../../../live/notRead.ts";
import { policyText } from "../../../model/access/policyText.ts";
import {
  contentOf,
  managedName,
  ownName,
  type SetContent,
} from "../../../model/access/setContent.ts";
import { pathOf } from "../../../model/problems/path.ts";
import type { PermissionSet } from "../../../model/schema/permissionSet.ts";
import { durationSeconds } from "../../../model/schema/sessionDuration.ts";
import { text } from "../../../program/stateValues.ts";
import type { ProviderTags } from "../code.ts";
import type { Secrets } from "../secrets.ts";
import type { NamedSet } from "./pairs.ts";
import type { Sides } from "./sides.ts";
import { entryOf } from "./stateEntry.ts";
import {
  type Facts,
  facts,
  type ImportedResource,
  type Parts,
  THERE,
  type Thing,
} from "./thing.ts";

type Tags = Readonly<Record<string, string>>;

/** Permission sets of the code with all that they hold. */
export function permissionSetThings({ code, live, pairs, state }: Sides): Thing[] {
  if (!pairs.permissionSets.isRead) return [];
  const { permissionSets, identityCenter } = code.configuration;
  return Object.entries(permissionSets).map(([key, set]): Thing => {
    const path = pathOf("access:permissionSets", key);
    const found = pairs.permissionSets.live.get(key);
    const thing = { kind: "permission set", name: key, path, isMade: !set.existing } as const;
    if (set.existing) return { ...thing, code: THERE, ...(found && { aws: THERE }) };
    const without = hidden(path, code.secrets);
    const tagsOf = (tags: Tags) => tagFacts(tags, code.providerTags);
    const tags = { ...code.providerTags.added, ...identityCenter.tags, ...set.tags };
    return {
      ...thing,
      code: without([...contentParts(set.name, contentOf(set)), ["tags", tagsOf(tags)]]),
      ...(found && { aws: without(liveParts(found, tagsOf)) }),
      ...(found && !code.secrets.has(path)
        ? { resources: resourcesOf(key, set, `${found.arn},${live.instance.arn}`) }
        : {}),
      ...entryOf(state, "permissionSets", [key, ...set.aliases], found?.arn, (outputs, former) => {
        const content = state?.deployed.setContents.get(former);
        const urn = state?.deployed.permissionSets.get(former)?.urn ?? "";
        return without([
          ...(content ? contentParts(text(outputs.name), content) : []),
          ["tags", tagsOf(state?.tagsOf(urn) ?? {})],
        ]);
      }),
    };
  });
}

/** The set, and what of it is one thing in AWS: lists of policies are compared by the next update. */
function resourcesOf(
  key: string,
  { inlinePolicy, permissionsBoundary }: PermissionSet,
  id: string,
): ImportedResource[] {
  const resource = (type: string, ending: string) => ({ type, name: `${key}${ending}`, id });
  return [
    resource("aws:ssoadmin/permissionSet:PermissionSet", ""),
    ...(inlinePolicy === undefined
      ? []
      : [resource("aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy", "-inline")]),
    ...(permissionsBoundary === undefined
      ? []
      : [
          resource(
            "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment",
            "-boundary",
          ),
        ]),
  ];
}

type Part = readonly [string, Facts];

function contentParts(name: string, content: SetContent): Part[] {
  return [
    ["settings", settingFacts(name, content)],
    ["managedPolicies", attached("AWS managed policy", content.managedPolicies.map(managedName))],
    [
      "customerManagedPolicies",
      attached("customer managed policy", content.customerManagedPolicies.map(ownName)),
    ],
    [
      "inlinePolicy",
      facts([["inlinePolicy", content.inlinePolicy && policyText(content.inlinePolicy)]]),
    ],
    [
      "permissionsBoundary",
      facts([
        [
          "permissionsBoundary",
          content.managedBoundary === undefined
            ? content.customerManagedBoundary && ownName(content.customerManagedBoundary)
            : managedName(content.managedBoundary),
        ],
      ]),
    ],
  ];
}

/** What wasn't read isn't there: it isn't compared. */
function liveParts(set: NamedSet, tagsOf: (tags: Tags) => Facts): Part[] {
  const part = <Value>(
    name: string,
    section: Section<Value>,
    of: (value: Value) => Facts,
  ): Part[] => (section.isRead ? [[name, of(section.value)]] : []);
  return [
    ...part("settings", set.settings, (settings) => settingFacts(set.name, settings)),
    ...part("managedPolicies", set.managedPolicies, (arns) =>
      attached("AWS managed policy", arns.map(managedName)),
    ),
    ...part("customerManagedPolicies", set.customerManagedPolicies, (all) =>
      attached("customer managed policy", all.map(ownName)),
    ),
    ...part("inlinePolicy", set.inlinePolicy, (json) =>
      facts([["inlinePolicy", json && policyText(json)]]),
    ),
    ...part("permissionsBoundary", set.permissionsBoundary, (boundary) => {
      const name =
        boundary && "managedPolicyArn" in boundary
          ? managedName(boundary.managedPolicyArn)
          : boundary && ownName(boundary.customerManagedPolicy);
      return facts([["permissionsBoundary", name]]);
    }),
    ...part("tags", set.tags, tagsOf),
  ];
}

type Settings = Pick<SetContent, "description" | "sessionDuration" | "relayState">;

/** PT60M lasts as long as PT1H, which is AWS's own where none is said. */
function settingFacts(name: string, settings: Settings): Facts {
  const { description, relayState, sessionDuration: given } = settings;
  const duration = given || "PT1H";
  const seconds = durationSeconds(duration);
  return facts([
    ["name", name],
    ["description", description],
    ["sessionDuration", seconds === undefined ? duration : iso(seconds)],
    ["relayState", relayState],
  ]);
}

function iso(seconds: number): string {
  const [hours, minutes, rest] = [
    Math.floor(seconds / 3600),
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ];
  return `PT${[`${hours}H`, `${minutes}M`, `${rest}S`].filter((one) => !one.startsWith("0")).join("")}`;
}

function attached(kind: string, names: readonly string[]): Facts {
  return new Map(names.map((name) => [`${kind} ${name}`, "attached"]));
}

function tagFacts(tags: Tags, { isIgnored }: ProviderTags): Facts {
  const ours = Object.entries(tags).filter(([key]) => !isIgnored(key));
  return new Map(ours.map(([key, value]) => [`tag ${key}`, value]));
}

/** Leaves out parts of which something is encrypted in the stack file. */
function hidden(path: string, secrets: Secrets): (all: readonly Part[]) => Parts {
  const isHidden = (part: string): boolean => {
    if (part === "settings")
      return ["description", "relayState", "sessionDuration", "name"].some((one) =>
        secrets.has(pathOf(path, one)),
      );
    if (part === "tags" && secrets.has("access:identityCenter.tags")) return true;
    return secrets.has(pathOf(path, part));
  };
  return (all) => new Map(all.filter(([part]) => !isHidden(part)));
}
