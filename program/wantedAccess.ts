import type * as pulumi from "@pulumi/pulumi";
import { wordAs } from "../components/wording.ts";
import type { Access } from "../model/access/access.ts";
import { organizationNeeds } from "../model/access/needs.ts";
import { resolveAccess } from "../model/access/resolve.ts";
import { warning } from "../model/problems/problem.ts";
import type { Configuration } from "../model/schema/configuration.ts";
import { changeProblems } from "../model/transition/changeProblems.ts";
import type { Deployed } from "../model/transition/deployed.ts";
import type { ExistingIds } from "../model/transition/handOver.ts";
import { loss } from "../model/transition/loss.ts";
import { today } from "../policies/today.ts";
import { readDeployed } from "./deployedState.ts";
import { findExisting } from "./existing.ts";
import { createHomeProvider, HOME } from "./homeProvider.ts";
import { createLossGuard } from "./lossGuard.ts";
import { readOrganization } from "./organization.ts";
import { Origins } from "./origins.ts";
import { reportProblems } from "./problems.ts";
import { hiding, isSecret } from "./secrets.ts";
import { secretTexts } from "./secretTexts.ts";
import { homeRegion, readStackConfiguration } from "./stackConfiguration.ts";
import { idOfTaken } from "./takenNames.ts";

const NO_SECRET =
  "account ids can't be kept secret: they are in the names of resources, which Pulumi shows";

/** What the stack's configuration wants, what it means in this organization, and what there is so far. */
export interface WantedAccess {
  readonly configuration: Configuration;
  readonly access: Access;
  /** What this stack made so far. */
  readonly deployed: Deployed;
  /** Ids of what was made elsewhere. */
  readonly existingIds: ExistingIds;
  /** Asked before people, groups and permission sets are deleted. */
  readonly lossGuard: pulumi.ResourceHook;
  /** Home Region of Identity Center. */
  readonly region: string;
  /** AWS in the home Region. */
  readonly provider: pulumi.ProviderResource;
}

/**
 * Reads configuration, organization and what is deployed, and resolves one against the other. Registers
 * nothing but the provider that it reads with; when anything is wrong, the program stops here with all of it.
 */
export async function readWantedAccess(): Promise<WantedAccess> {
  const stack = readStackConfiguration();
  const { configuration, problems, places } = stack;
  const region = homeRegion(stack);
  const origins = new Origins(places);
  wordAs({
    told: (failure) => origins.told(failure),
    setting: (name) => `access:identityCenter.${name}`,
    noAuditTrail: "set access:auditTrail.enabled to false here",
    useExisting: "find the one that is there with existing: true",
    letGo: "keep the set with existing: true and hand it over (access:limits.handOver)",
  });
  // The same provider for everything: each one is a process of its own.
  const provider = createHomeProvider(region);
  const [organization, deployed] = await Promise.all([
    readOrganization(organizationNeeds(configuration), { provider }),
    readDeployed(),
  ]);
  const resolved = resolveAccess(configuration, organization, today());
  const existing = await findExisting(configuration, region, deployed, { provider });
  const found = [...problems, ...resolved.problems, ...existing.problems];
  // An entry with a mistake counts as missing: what its loss would mean is told when it can be read.
  if (!problems.some(({ severity }) => severity === "error")) {
    found.push(...changeProblems(deployed, configuration, existing.ids, resolved.access.accounts));
  }
  if (isSecret("access:accounts")) found.push(warning("access:accounts", NO_SECRET));
  const hide = hiding(secretTexts(deployed));
  reportProblems(
    places.on(found).map(({ message, steps = [], ...problem }) => ({
      ...problem,
      message: hide(message),
      steps: steps.map(hide),
    })),
  );
  origins.add(resolved.access, configuration);
  wordAs({
    accountName: (id) => resolved.access.accounts.get(id)?.name,
    idOfTaken: (failed) => idOfTaken(failed, { provider }),
    provider: HOME,
  });
  return {
    ...{ configuration, access: resolved.access, deployed, existingIds: existing.ids },
    ...{ region, provider },
    lossGuard: createLossGuard(configuration, loss(deployed, configuration).limit),
  };
}
