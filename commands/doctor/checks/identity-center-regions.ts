import type { Check } from "../check.ts";

export const identityCenterRegions: Check<"instanceRegions"> = {
  id: "identity-center-regions",
  severity: "medium",
  title: "Identity Center is in the Regions of the configuration, and replicated to each",
  why: "people can't sign in there when the home Region can't be reached, or Identity Center is where nobody looks after it",
  fix: "wait while AWS adds or removes a Region; then npm run up --refresh, or write the Region into access:identityCenter.regions (docs/regions-and-keys.md)",
  url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/multi-region-iam-identity-center.html",
  limits: "whether what changed a moment ago has arrived in each Region",
  needs: ["instanceRegions"],
  *judge({ instanceRegions }, { stack }) {
    const further = instanceRegions.filter(({ isHome }) => !isHome);
    for (const { name, status } of further) {
      if (status === "ACTIVE") continue;
      const meaning: Readonly<Record<string, string>> = {
        ADDING: "nobody signs in there yet",
        REMOVING: "its portal goes",
      };
      yield { what: name, seen: `${name} is ${status}: ${meaning[status] ?? "not ACTIVE"}` };
    }
    const wanted = stack?.configuration.identityCenter.regions ?? [];
    for (const name of wanted) {
      if (further.some((one) => one.name === name)) continue;
      yield {
        what: name,
        seen: `Identity Center isn't in ${name}, though access:identityCenter.regions names it`,
      };
    }
    // The other stack of delegated administration may name it.
    const isWhole = stack !== undefined && !stack.configuration.delegatedAdministration;
    for (const { name, status } of isWhole ? further : []) {
      if (wanted.includes(name) || status !== "ACTIVE") continue;
      yield {
        what: name,
        seen: `Identity Center is in ${name}, which access:identityCenter.regions doesn't name`,
      };
    }
    const names = further.map(({ name }) => name);
    return names.length === 0 ? "the home Region alone" : `the home Region and ${names.join(", ")}`;
  },
};
