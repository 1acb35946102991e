import { notKnownYet, type Rule } from "../../rule.ts";
import type { StackResource } from "../../stack/stack.ts";
import { text, UNKNOWN, type Unknown } from "../../value.ts";
import { COMPONENT, isIdentityCenter } from "./types.ts";

export const identityCenterRegionPinned: Rule = {
  id: "identity-center-region-pinned",
  severity: "high",
  level: "mandatory",
  title: "Identity Center resources pin their home Region",
  why: "a resource without the home Region follows the provider's, and when that changes every user, group and assignment is replaced",
  fix: "give every Identity Center resource the `region` that Identity Center was enabled in",
  url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/regions.html",
  controls: {},
  limits:
    "a resource without `region` looks like one that has the provider's; without the IdentityCenter component only several Regions in one stack show",
  settings: {},
  stack: {
    types: [COMPONENT],
    *check(stack) {
      const resources = stack.resources
        .filter(({ type }) => isIdentityCenter(type))
        .map((resource) => ({ resource, region: regionOf(resource) }));
      const homes = stack.ofType(COMPONENT).map((component) => text(component.output("region")));
      const regions = [...new Set(resources.map(({ region }) => region))].filter(
        (region) => typeof region === "string",
      );
      const unknown = resources.find(({ region }) => region === UNKNOWN);
      if (homes.includes(UNKNOWN)) yield notKnownYet("region of the IdentityCenter component");
      if (unknown) yield notKnownYet("region", unknown.resource);

      const known = homes.filter((home) => typeof home === "string");
      if (known.length > 0) {
        for (const { resource, region } of resources) {
          if (typeof region !== "string" || known.includes(region)) continue;
          const seen = `region ${region}`;
          yield { id: "other-region", seen, wanted: `region ${known.join(" or ")}`, resource };
        }
      } else if (homes.length === 0 && regions.length > 1) {
        const seen = `resources of Identity Center in ${regions.join(" and ")}`;
        yield { id: "several-regions", seen, wanted: "all in Identity Center's home Region" };
      }
    },
  },
};

function regionOf(resource: StackResource): string | Unknown | undefined {
  return text(resource.inputs?.region ?? resource.output("region"));
}
