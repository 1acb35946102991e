import type { Configuration } from "../schema/configuration.ts";

/** What must be read of the organization, beyond its list of accounts, to resolve a configuration. */
export interface OrganizationNeeds {
  /** The tree of organizational units: some selector says `ou`. */
  tree: boolean;
  /** The accounts' tags: some selector says `tag`. */
  tags: boolean;
}

/** Reading the tree and the tags costs a call per unit and per account, so that it is done where needed only. */
export function organizationNeeds(configuration: Configuration): OrganizationNeeds {
  const selectors = Object.values(configuration.groups)
    .flatMap((group) => group.access)
    .flatMap((line) => [line, ...(line.refused ? [line.refused] : [])])
    .flatMap(({ accounts, except }) => [...accounts, ...except])
    .concat(configuration.detection.contacts.accounts, configuration.detection.config.except);
  const { enabled, targets, stage } = configuration.rootGuardrails;
  const attached = enabled ? [...targets, ...stage] : [];
  return {
    tree: [...selectors, ...attached].some((one) => "ou" in one),
    tags: selectors.some((selector) => "tag" in selector),
  };
}
