import { samlIdentity } from "../model/schema/samlMetadata.ts";
import type { EmergencyWays, Reached, SamlWay } from "../model/transition/emergencyWays.ts";
import type { StateResource } from "../program/readState.ts";
import { text } from "../program/stateValues.ts";
import { DeployedContents } from "./deployedContents.ts";
import { signInRegions } from "./signInRegions.ts";

const OWNER = "identity-center:index:EmergencyAccess$";

/** What is only where people come in. */
const ENTRANCE = ["aws:iam/samlProvider:SamlProvider", "aws:iam/group:Group", "aws:iam/user:User"];

/** What a state says that is deployed. */
interface DeployedWays extends EmergencyWays {
  /** Ids of the accounts where people come in. */
  readonly entrances: ReadonlySet<string>;
}

/** What a state says that this program made: its ways in. Roles are called after their component, with a slash. */
export function deployedWays(state: Readonly<Record<string, StateResource>>): DeployedWays {
  const entrances = new Set<string>();
  const users = new Set<string>();
  const emails = new Set<string>();
  const roles = new Map<string, Reached>();
  const contents = new DeployedContents();
  let saml: SamlWay | undefined;
  let regions: ReadonlySet<string> = new Set();
  const role = (name: string): Reached => {
    const known = roles.get(name) ?? { inManagementAccount: false, members: [] };
    roles.set(name, known);
    return known;
  };
  for (const [urn, { outputs }] of Object.entries(state)) {
    const [, , types = "", ...names] = urn.split("::");
    if (!types.startsWith(OWNER)) continue;
    const [, called, ...place] = names.join("::").split("/");
    const type = types.slice(OWNER.length);
    if (ENTRANCE.includes(type)) {
      const [, , , , accountId = ""] = text(outputs.arn).split(":");
      if (accountId !== "") entrances.add(accountId);
    }
    switch (type) {
      case "aws:iam/samlProvider:SamlProvider":
        saml = { identity: samlIdentity(text(outputs.samlMetadataDocument)), regions };
        break;
      case "aws:iam/user:User":
        users.add(text(outputs.name));
        break;
      case "identity-center:index:Alarms$aws:sns/topicSubscription:TopicSubscription":
        emails.add(text(outputs.endpoint));
        break;
      case "aws:iam/role:Role":
        if (called === undefined) regions = signInRegions(text(outputs.assumeRolePolicy));
        else {
          role(called).inManagementAccount = true;
          contents.role(called, outputs);
        }
        break;
      case "aws:iam/rolePolicyAttachment:RolePolicyAttachment":
        if (called !== undefined) contents.attached(called, outputs);
        break;
      case "aws:iam/rolePolicy:RolePolicy":
        if (called !== undefined) contents.inline(called, outputs);
        break;
      case "aws:cloudformation/stackSet:StackSet":
        if (called !== undefined) contents.stackSet(called, outputs);
        break;
      case "aws:cloudformation/stackSetInstance:StackSetInstance":
        if (called !== undefined) role(called).members.push(attached(place));
        break;
    }
  }
  return {
    ...{ entrances, users, emails, roles, contents: contents.found },
    ...(saml && { saml: { ...saml, regions } }),
  };
}

/** What is left of an instance's name after its role: a unit's path, `all`, or `account` and an id. */
function attached(place: readonly string[]): Reached["members"][number] {
  const [kind = "", id = ""] = place;
  if (kind === "account" && /^\d{12}$/.test(id) && place.length === 2) return { account: id };
  const unit = place.join("/");
  return { unit: unit === "all" ? "" : unit };
}
