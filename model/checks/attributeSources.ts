import { isObject } from "../../policies/isObject.ts";
import { pathOf } from "../problems/path.ts";
import { type Problem, warning } from "../problems/problem.ts";
import type { Sections } from "../sections/sections.ts";

/** Attributes that the identity store's API and the provider set, by what stands first in their path (Identity Store API, CreateUser). */
const settable = [
  "userName",
  "name",
  "displayName",
  "nickName",
  "profileUrl",
  "emails",
  "addresses",
  "phoneNumbers",
  "userType",
  "title",
  "preferredLanguage",
  "locale",
  "timezone",
];

/** Attributes for access control that can't have a value for people who are made here. */
export function attributeSourceProblems({ identityCenter, people }: Sections): Problem[] {
  const { attributes } = identityCenter;
  const hasPeople = Object.values(people).some((one) => isObject(one) && one.existing !== true);
  if (!isObject(attributes) || !hasPeople) return [];
  return Object.entries(attributes).flatMap(([key, source]) => {
    const [text] = [source].flat() as unknown[];
    const [, path] = typeof text === "string" ? (/^\$\{path:([^}]*)\}$/.exec(text) ?? []) : [];
    const [first = ""] = path?.split(/[.[]/) ?? [];
    if (path === undefined || settable.includes(first)) return [];
    return [
      warning(
        pathOf("access:identityCenter", "attributes", key),
        `comes from ${path}, which people who are made here can't have: only an identity provider sets it; sessions of those people lack the tag. Attributes that can be set here: ${settable.join(", ")}`,
      ),
    ];
  });
}
