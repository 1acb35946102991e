import type { Check } from "../check.ts";

const WAIT = "wait until AWS is done, up to half an hour, and look again";

export const identityCenterRegions: Check<"instance" | "instanceRegions"> = {
  id: "identity-center-regions",
  severity: "medium",
  title: "Identity Center is in the Regions of the configuration, and replicated to each",
  why: "people can't sign in there when the home Region can't be reached, or Identity Center is where nobody looks after it",
  fix: "docs/regions-and-keys.md has the steps: the key with its replicas, then access:identityCenter.regions; AWS takes up to half an hour for each",
  url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/multi-region-iam-identity-center.html",
  limits: "whether what changed a moment ago has arrived in each Region",
  needs: ["instance", "instanceRegions"],
  *judge({ instance, instanceRegions }, { stack }) {
    const further = instanceRegions.filter(({ isHome }) => !isHome);
    for (const { name, status } of further) {
      if (status === "ACTIVE") continue;
      const meaning: Readonly<Record<string, string>> = {
        ADDING: "nobody signs in there yet",
        REMOVING: "its portal goes",
      };
      yield {
        what: name,
        seen: `${name} is ${status}: ${meaning[status] ?? "not ACTIVE"}`,
        fix: WAIT,
      };
    }
    const wanted = stack?.configuration.identityCenter.regions ?? [];
    for (const name of wanted) {
      if (further.some((one) => one.name === name)) continue;
      yield {
        what: name,
        seen: `Identity Center isn't in ${name}, though access:identityCenter.regions names it`,
        fix: `${updated(stack?.name ?? "NAME")}; where AWS refused the Region, the steps before it are missing: docs/regions-and-keys.md`,
      };
    }
    // The other stack of delegated administration may name it.
    const isWhole = stack !== undefined && !stack.configuration.delegatedAdministration;
    for (const { name, status } of isWhole ? further : []) {
      if (wanted.includes(name) || status !== "ACTIVE") continue;
      yield {
        what: name,
        seen: `Identity Center is in ${name}, which access:identityCenter.regions doesn't name`,
        fix: `write ${name} into access:identityCenter.regions, or take Identity Center out of it: aws sso-admin remove-region --instance-arn ${instance.found?.arn ?? "ARN"} --region-name ${name}`,
      };
    }
    const names = further.map(({ name }) => name);
    return names.length === 0 ? "the home Region alone" : `the home Region and ${names.join(", ")}`;
  },
};

function updated(stack: string): string {
  return `npx pulumi refresh --stack ${stack}, then npm run up -- --stack ${stack}`;
}
