import { list, record, text } from "../../../program/stateValues.ts";
import type { Sides } from "./sides.ts";
import { facts, type Parts, type Thing } from "./thing.ts";

/** Attributes for access control, where the code says any: otherwise they stay as they are. */
export function attributesThing({ code, live, state }: Sides): Thing[] {
  const path = "access:identityCenter.attributes";
  const wanted = Object.entries(code.configuration.identityCenter.attributes);
  if (wanted.length === 0 || !live.attributes.isRead || code.secrets.has(path)) return [];
  const found = live.attributes.value;
  const parts = (all: readonly (readonly [string, readonly string[]])[]): Parts =>
    new Map([["attributes", facts(all.map(([key, sources]) => [key, sources.join(", ")]))]]);
  const known = state?.attributes;
  return [
    {
      kind: "attributes for access control",
      name: "of the instance",
      path,
      code: parts(wanted),
      ...(found && { aws: parts(found.attributes.map(({ key, sources }) => [key, sources])) }),
      ...(known && { state: { parts: parts(inState(known)), isStale: false } }),
      isMade: true,
      resources: [
        {
          type: "aws:ssoadmin/instanceAccessControlAttributes:InstanceAccessControlAttributes",
          name: "identity-center-attributes",
          id: live.instance.arn,
        },
      ],
    },
  ];
}

function inState({ attributes }: Readonly<Record<string, unknown>>): [string, string[]][] {
  return list(attributes).map((one) => {
    const { key, values } = record(one);
    return [text(key), list(values).flatMap((value) => list(record(value).sources).map(text))];
  });
}
