import * as pulumi from "@pulumi/pulumi";
import { wordAs } from "../components/wording.ts";
import type { Access } from "../model/access/access.ts";
import { closedAccounts } from "../model/access/closedAccounts.ts";
import type { DetectionAccounts } from "../model/access/detectionAccounts.ts";
import { type OrganizationNeeds, organizationNeeds } from "../model/access/needs.ts";
import { resolveAccess } from "../model/access/resolve.ts";
import {
  otherAdministratorsNeed,
  watchesAdministrators,
} from "../model/delegation/otherAdministrators.ts";
import type { OtherStack } from "../model/delegation/otherStack.ts";
import { notYetWatchedProblems } from "../model/delegation/unwatched.ts";
import { warning } from "../model/problems/problem.ts";
import type { Configuration } from "../model/schema/configuration.ts";
import {
  formerLogGroupProblems,
  formerPlaceProblems,
  unseenTrailProblems,
} from "../model/transition/auditTrail.ts";
import { changeProblems } from "../model/transition/changeProblems.ts";
import { USUAL_ORDER } from "../model/transition/content/route.ts";
import { underCurrentKeys } from "../model/transition/currentKeys.ts";
import type { Deployed } from "../model/transition/deployed.ts";
import type { ExistingIds } from "../model/transition/handOver.ts";
import { loss } from "../model/transition/loss.ts";
import { lostProtection } from "../model/transition/lostProtection.ts";
import { planTransition } from "../model/transition/plan/plan.ts";
import { planProblems } from "../model/transition/plan/planProblems.ts";
import { handOverReasons } from "../model/transition/plan/planReport.ts";
import { type Stage, stageOf } from "../model/transition/plan/stage.ts";
import { protectedAccounts } from "../model/transition/protectedAccounts.ts";
import { sectionNotes, unseenSections } from "../model/transition/sectionNotes.ts";
import { unfinishedProblems } from "../model/transition/unfinished.ts";
import { unguarded } from "../model/transition/unguarded.ts";
import { unseenProblems, unseenSectionProblems } from "../model/transition/unseenProblems.ts";
import { unseenAfter } from "../model/transition/updateNote.ts";
import { noteAdoptable } from "./adoptable.ts";
import { awsRefusals } from "./awsRefusals.ts";
import type { ConfigurationSource } from "./configurationSource.ts";
import { credentialsProblems } from "./credentials.ts";
import { delegateProblems } from "./delegateProblems.ts";
import { readDeployed } from "./deployedState.ts";
import { findExisting } from "./existing.ts";
import { guardrailProblems } from "./guardrailProblems.ts";
import { addedTargets, attachedTargets, targetIds } from "./guardrailTargets.ts";
import { isRefreshed, lookCommands, noteHalfMade, refreshCommands } from "./halfMade.ts";
import { lossGuard } from "./lossGuard.ts";
import { readOrganization } from "./organization.ts";
import { Origins } from "./origins.ts";
import { type AlsoWatched, findOtherAdministrators } from "./otherAdministrators.ts";
import type { Place } from "./place.ts";
import { plannedUpdates, writePlan } from "./plannedUpdates.ts";
import { reportProblems } from "./problems.ts";
import { readReplaced } from "./replacedSets.ts";
import { shown } from "./shownProblems.ts";
import { stackSource } from "./stackConfiguration.ts";
import { stackWords } from "./stackWords.ts";
import { strangerProblems } from "./strangers.ts";
import { findTaken } from "./takenNames.ts";
import { formerProvider } from "./trailProvider.ts";
import { wantedSections } from "./wantedSections.ts";
import { wantedThings } from "./wantedThings.ts";
import { watchedThere } from "./watchedThere.ts";

const NO_TRAIL =
  "AWS tells of calls only where a trail records them, and this stack makes none: without another one in the management account nothing is watched; switch access:auditTrail on, or name the log group of a trail of the organization in logGroup";
const ONE_ACCOUNT =
  "only the management account is watched; to watch every account, have the audit trail deliver to CloudWatch Logs (access:auditTrail.logGroup: { retentionDays: 365 }), or name the log group of a trail of the organization in logGroup";
const NO_SECRET =
  "account ids can't be kept secret: they are in the names of resources, which Pulumi shows";
const NO_SECRET_NAME =
  "the trail's name can't be kept secret: it is in the names and ids of resources, which Pulumi shows";

/** What a configuration wants, what it means in this organization, and what there is so far. */
export interface WantedAccess {
  readonly configuration: Configuration;
  readonly access: Access;
  /** In which order this update changes the parts of a permission set. */
  readonly orderOf: Stage["orderOf"];
  /** What was made of it so far. */
  readonly deployed: Deployed;
  /** Ids of what was made elsewhere. */
  readonly existingIds: ExistingIds;
  /** Accounts that a detection means. */
  readonly detectionAccounts: DetectionAccounts;
  /** Services that the organization trusts, and not because this stack turned that on. */
  readonly trustedElsewhere: readonly string[];
  /** Ids of where the guardrails' service control policy is attached, by a name that stays the same. */
  readonly guardrailTargetIds: Readonly<Record<string, string>>;
  /** Account of the delegated administrator, where the configuration names one. */
  readonly delegateId?: string;
  /** Administrators of the other stack that alarms watch. */
  readonly alsoWatched: AlsoWatched;
  /** Home Region of Identity Center. */
  readonly region: string;
  /** AWS in the home Region, and the component above, if any. */
  readonly place: Place;
  /** Whether a section is a secret as a whole. */
  readonly isSecret: (section: string) => boolean;
}

/** What the stack's configuration wants. */
export async function readWantedAccess(): Promise<WantedAccess> {
  return await wantedAccess(stackSource());
}

/**
 * Reads organization and what is deployed, and resolves the configuration against them. Registers nothing; when
 * anything is wrong, it throws all of it.
 */
export async function wantedAccess(source: ConfigurationSource): Promise<WantedAccess> {
  const { region, place, isSecret, worded } = source;
  const { configuration, problems, places, other } = source.stack;
  const { provider } = place;
  const planFile = plannedUpdates();
  const origins = new Origins(configuration, places);
  wordAs(stackWords(source, origins));
  const [organization, inState] = await Promise.all([
    readOrganization(needsOf(configuration, other), { provider }),
    readDeployed(source.parentType, readReplaced(planFile)),
  ]);
  const deployed = { ...inState, lastUpdate: underCurrentKeys(inState.lastUpdate, configuration) };
  const today = new Date().toISOString().slice(0, 10);
  const resolved = resolveAccess(configuration, organization, today);
  const existing = await findExisting(configuration, region, deployed, { provider });
  const watched = await findOtherAdministrators(configuration, other, deployed, {
    ...{ organization, today, region, stack: pulumi.getStack(), existing: existing.ids },
    opts: { provider },
  });
  const { delegateId } = resolved;
  const notYetWatched = async () => {
    const told = notYetWatchedProblems(configuration, other, deployed, resolved.access);
    if (!other || told.length === 0) return [];
    const above = source.parentType === "" ? "" : `${source.parentType}$`;
    const isWatched = await watchedThere(other, configuration, deployed, existing.ids, above);
    return notYetWatchedProblems(configuration, other, deployed, resolved.access, isWatched);
  };
  const added = addedTargets(configuration, resolved.guardrailTargets, organization, deployed);
  const found = [
    ...problems,
    ...resolved.problems,
    ...(await credentialsProblems(configuration, organization, delegateId, { provider })),
    ...(await delegateProblems(configuration, delegateId, deployed.delegates, { provider })),
    ...existing.problems,
    ...watched.problems,
    ...(await notYetWatched()),
    ...guardrailProblems(configuration),
    ...(await awsRefusals(configuration, added, deployed, region, { provider })),
  ];
  // An entry with a mistake counts as missing: what its loss would mean is told when it can be read.
  if (!problems.some(({ severity }) => severity === "error")) {
    found.push(
      ...changeProblems(deployed, configuration, existing.ids),
      ...lostProtection(deployed.protection, {
        ...{ configuration, home: region, isSecret },
        ...protectedAccounts(resolved.detectionAccounts, organization),
        watchesOthers: Object.values(watched.alsoWatched).some(({ length }) => length > 0),
        unguarded: unguarded(
          attachedTargets(deployed, organization),
          resolved.guardrailTargets,
          organization,
        ),
        unwatched: watched.unwatched,
      }),
    );
  }
  const plan = found.some(({ severity }) => severity === "error")
    ? undefined
    : planTransition(deployed, configuration, resolved.access, isRefreshed());
  if (plan && (planFile === undefined || plan.updates.length === 0)) {
    found.push(...planProblems(plan, configuration, resolved.access.accounts, source.planCommands));
  }
  found.push(...formerPlaceProblems(deployed, configuration));
  found.push(...formerLogGroupProblems(deployed, configuration));
  const looking = refreshCommands(source.planCommands);
  const things = wantedThings(configuration, resolved.access);
  const unseen = unseenAfter(deployed.lastUpdate, things, isRefreshed());
  const sections = unseenSections(
    sectionNotes(deployed.lastUpdate, wantedSections(configuration), isRefreshed()),
  );
  const look = lookCommands(source);
  found.push(...unseenProblems(unseen, configuration, resolved.access, look));
  found.push(...unseenSectionProblems(sections, look));
  // A call for each group that gains something: what is seen of it in a preview is what somebody agrees to.
  if (pulumi.runtime.isDryRun()) {
    const wanted = { configuration, access: resolved.access, existing: existing.ids, region };
    found.push(...(await strangerProblems(deployed, { ...wanted, isSecret }, { provider })));
  }
  const beginning = { isRefreshed: isRefreshed(), closed: closedAccounts(resolved.access) };
  found.push(...unfinishedProblems(deployed, configuration, beginning, looking));
  if (!isRefreshed()) {
    // A preview for a plan is looked at before anything is made of it.
    const isLooking = planFile !== undefined && pulumi.runtime.isDryRun();
    found.push(...unseenTrailProblems(deployed, configuration, isLooking, looking));
  }
  if (watchesOneAccount(configuration)) {
    const hasTrail = configuration.auditTrail.enabled;
    found.push(warning("access:alarms", hasTrail ? ONE_ACCOUNT : NO_TRAIL));
  }
  if (isSecret("accounts")) found.push(warning("access:accounts", NO_SECRET));
  if (isSecret("auditTrail") && configuration.auditTrail.name !== undefined) {
    found.push(warning("access:auditTrail.name", NO_SECRET_NAME));
  }
  reportProblems(shown(places.on(found), source, deployed));
  origins.add(resolved.access);
  const ownSets = new Set([
    ...[...deployed.permissionSets.values()].map(({ id }) => id),
    ...(deployed.lastUpdate.note?.formerSets ?? []),
  ]);
  wordAs({
    accountName: (id) => resolved.access.accounts.get(id)?.name,
    taken: async (failed) => {
      const taken = await findTaken(failed, { provider });
      if (!deployed.resources.has(failed.urn)) noteAdoptable(planFile, failed, taken);
      return taken;
    },
    former: (urn) => deployed.resources.get(urn),
    isOwnSet: (arn) => ownSets.has(arn),
    isDeployed: (arn) => [...deployed.permissionSets.values()].some(({ id }) => id === arn),
    provider: (resource) =>
      formerProvider(resource, deployed.trailProviderRegion, source) ?? source.providerUrn,
  });
  await noteHalfMade(
    planFile,
    { deployed, configuration, unseen, sections, existingIds: existing.ids },
    {
      provider,
    },
  );
  const [update] = plan?.updates ?? [];
  if (plan && planFile !== undefined) {
    writePlan(planFile, plan, resolved.access, handOverReasons(deployed, configuration));
  }
  // A preview for a plan shows all that is wanted: what somebody approves is the whole of it.
  const isStage = planFile !== undefined && !pulumi.runtime.isDryRun();
  const stage =
    update && (isStage || plan?.updates.length === 1)
      ? stageOf(update, configuration, resolved.access)
      : { configuration, access: resolved.access, orderOf: () => USUAL_ORDER };
  const { limit } = loss(deployed, configuration);
  lossGuard().watch(source.parentType, { configuration, limit, worded });
  return {
    ...stage,
    ...{ deployed, existingIds: existing.ids, alsoWatched: watched.alsoWatched },
    detectionAccounts: resolved.detectionAccounts,
    trustedElsewhere: (organization.trustedServices ?? []).filter(
      (service) => !deployed.trustedServices.has(service),
    ),
    guardrailTargetIds: configuration.rootGuardrails.enabled
      ? targetIds(resolved.guardrailTargets, organization, deployed)
      : {},
    ...(delegateId === undefined ? {} : { delegateId }),
    ...{ region, place, isSecret },
  };
}

/** What must be read of the organization, also to know of whom alarms tell. */
function needsOf(configuration: Configuration, other: OtherStack | undefined): OrganizationNeeds {
  const own = organizationNeeds(configuration);
  if (!other || !watchesAdministrators(configuration)) return own;
  const theirs = otherAdministratorsNeed(other);
  return { tree: own.tree || theirs.tree, tags: own.tags || theirs.tags };
}

/** Whether alarms see no events but those of their own account. */
function watchesOneAccount({ alarms, auditTrail }: Configuration): boolean {
  if (!alarms.enabled || alarms.logGroup !== undefined) return false;
  return !auditTrail.enabled || auditTrail.logGroup === undefined;
}
