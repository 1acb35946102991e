import type * as pulumi from "@pulumi/pulumi";
import { administratorGuard } from "../components/administratorGuard.ts";
import { trailUrn } from "../components/auditTrail/madeTrail.ts";
import { AuditTrail } from "../components/auditTrail.ts";
import { IdentityCenter } from "../components/identityCenter.ts";
import { People } from "../components/people.ts";
import { PermissionSet } from "../components/permissionSet.ts";
import { closedAccounts } from "../model/access/closedAccounts.ts";
import { AUDIT_TRAIL } from "../model/schema/auditTrail.ts";
import { hasUnseenTrail } from "../model/transition/auditTrail.ts";
import { boundaryVersions } from "../model/transition/boundaryVersions.ts";
import type { DeployedAssignment } from "../model/transition/deployed.ts";
import { handedOver } from "../model/transition/handOver.ts";
import {
  provisionedAgain,
  spelledAsDeployed,
  staysHalfMade,
} from "../model/transition/unfinished.ts";
import { destroyGuard } from "./destroyGuard.ts";
import { formerTrail } from "./formerTrail.ts";
import { isRefreshed } from "./halfMade.ts";
import { HandedOver, releasePermissionSet, releasePerson } from "./handedOver.ts";
import { lossGuard } from "./lossGuard.ts";
import type { Place } from "./place.ts";
import { concealed } from "./secrets.ts";
import { trailGuard } from "./trailGuard.ts";
import { inFormerRegion } from "./trailProvider.ts";
import type { WantedAccess } from "./wantedAccess.ts";

/** What everything is made with: AWS in the home Region, and the Identity Center that was found there. */
export interface Home {
  /** Where it is made: provider, and the component above, if any. */
  readonly place: Place;
  readonly center: IdentityCenter;
  /** What this update hands over, as it is registered. */
  readonly released: pulumi.CustomResource[];
  /** What is made there, as it is registered, but for people, groups and permission sets. */
  readonly sectionResources: readonly pulumi.Resource[];
}

/** Ids or ARNs by key. */
export type ByKey = ReadonlyMap<string, pulumi.Input<string>>;

/** The organization's Identity Center, as the configuration describes it. */
export function createHome(wanted: WantedAccess): Home {
  const { access, configuration, deployed, region, isSecret } = wanted;
  // Whose group it is the state doesn't tell for sure: a destroy that is refused leaves in it what the file says of groups.
  const isAdministrators = ({ account }: DeployedAssignment) =>
    account === access.administrationAccountId;
  if (deployed.assignments.some(isAdministrators)) administratorGuard().findDeployed();
  const sectionResources: pulumi.Resource[] = [];
  const collects: pulumi.ResourceTransformation = ({ resource, type }) => {
    if (!IN_NO_SECTION.test(type)) sectionResources.push(resource);
    return undefined;
  };
  const place = { ...wanted.place, transformations: [destroyGuard().cares, collects] };
  const { instanceArn, regions, portalUrl, attributes, mfa, administratorsElsewhere } =
    configuration.identityCenter;
  const settings = {
    attributes,
    ...(portalUrl === undefined ? {} : { portalUrl }),
    ...(mfa === undefined ? {} : { mfa }),
    ...(administratorsElsewhere === undefined ? {} : { administratorsElsewhere }),
  };
  const args = {
    ...concealed(isSecret("identityCenter"), settings),
    ...(regions.length === 0 ? {} : { additionalRegions: regions }),
    ...(instanceArn === undefined ? {} : { instanceArn }),
    ...(configuration.delegatedAdministration?.stack === "delegated"
      ? { administrationAccountId: access.administrationAccountId }
      : {}),
    region,
  };
  const center = new IdentityCenter("identity-center", args, place);
  return { place, center, released: [], sectionResources };
}

/** Components, and what people, groups and permission sets are made of: they may be many. */
const IN_NO_SECTION =
  /^(identity-center:|pulumi:|aws:identitystore\/|aws:ssoadmin\/(?!region:|instanceAccessControl))/;

/** People made here; and user ids by person, of those and of those looked up. */
export function createPeople(
  { configuration, deployed, existingIds, region, isSecret }: WantedAccess,
  { center, place, released }: Home,
): { readonly people: People; readonly userIds: ByKey } {
  const madeHere = Object.entries(configuration.people).filter(([, { existing }]) => !existing);
  const people = new People(
    "people",
    {
      identityStoreId: center.identityStoreId,
      region,
      people: Object.fromEntries(
        madeHere.map(([key, { existing: _, aliases, ...person }]) => [
          key,
          { ...concealed(isSecret("people"), person), aliases },
        ]),
      ),
    },
    { ...place, deletionHooks: [lossGuard().hook] },
  );
  for (const person of handedOver("people", deployed, configuration)) {
    released.push(releasePerson(person, center.identityStoreId, people));
  }
  const userIds = new Map<string, pulumi.Input<string>>([
    ...Object.entries(people.userIds),
    ...existingIds.people,
  ]);
  return { people, userIds };
}

/** ARNs by permission set: sets made here, and those looked up. */
export function createPermissionSets(
  wanted: WantedAccess,
  { center, place, released }: Home,
): ByKey {
  const { configuration, deployed, existingIds, isSecret } = wanted;
  const beginning = { isRefreshed: isRefreshed(), closed: closedAccounts(wanted.access) };
  const forAdministrators = administratorSets(wanted);
  const madeHere = Object.entries(configuration.permissionSets).filter(([, set]) => !set.existing);
  const arns = madeHere.map(([key, { existing: _, name, aliases, tags, ...content }]) => {
    const again = provisionedAgain(deployed, configuration, key, beginning);
    const sessionDuration =
      again?.sessionDuration ?? spelledAsDeployed(deployed, configuration, key);
    const set = new PermissionSet(
      key,
      {
        ...concealed(isSecret("permissionSets"), {
          ...{ ...content, sessionDuration },
          permissionSetName: name,
        }),
        ...(again ? { provisionAgain: again.arn } : {}),
        ...boundaryVersions(deployed, configuration, key),
        halfMade: staysHalfMade(deployed, configuration, key, beginning),
        tags: {
          ...concealed(isSecret("identityCenter"), configuration.identityCenter.tags),
          ...concealed(isSecret("permissionSets"), tags),
        },
        administrators: forAdministrators.has(key),
        order: [...wanted.orderOf(key)],
        instanceArn: center.instanceArn,
        region: wanted.region,
      },
      {
        ...place,
        deletionHooks: [lossGuard().hook],
        aliases: aliases.map((former) => ({ name: former })),
      },
    );
    return [key, set.arn] as const;
  });
  for (const set of handedOver("permissionSets", deployed, configuration)) {
    const parts = deployed.permissionSetParts.get(set.key) ?? new Map();
    released.push(...releasePermissionSet(set, parts, center.instanceArn, place));
  }
  return new Map<string, pulumi.Input<string>>([...arns, ...existingIds.permissionSets]);
}

/** The note of what this update hands over. */
export function noteHandedOver({ released, place }: Home): void {
  if (released.length > 0) new HandedOver(released, place);
}

/** The audit trail, where the configuration switches it on. */
export function createAuditTrail(
  { configuration, deployed, region, trustedElsewhere, isSecret }: WantedAccess,
  { center, place }: Home,
): AuditTrail | undefined {
  const { enabled, name, retentionDays, logGroup } = configuration.auditTrail;
  // The engine asks it about what isn't wanted any more, too.
  const guard = trailGuard();
  if (!enabled) return undefined;
  const trail = new AuditTrail(
    AUDIT_TRAIL,
    {
      managementAccountId: center.managementAccountId,
      instanceArn: center.instanceArn,
      region,
      tags: concealed(isSecret("identityCenter"), configuration.identityCenter.tags),
      ...(name === undefined ? {} : { trailName: name }),
      ...(retentionDays === undefined ? {} : { retentionDays }),
      ...(logGroup === undefined ? {} : { logGroup }),
      trustedElsewhere: trustedElsewhere.includes("cloudtrail.amazonaws.com"),
      halfMade: !isRefreshed() && hasUnseenTrail(deployed, configuration),
    },
    {
      ...withProviders(place),
      transforms: [
        ...formerTrail(deployed, name),
        ...inFormerRegion(deployed.trailProviderRegion, region, place),
        guard.cares,
        destroyGuard().caresElsewhere,
      ],
    },
  );
  guard.watch(trail.urn.apply((urn) => trailUrn(urn, name ?? AUDIT_TRAIL)));
  return trail;
}

/** Permission sets with which an administrators' group works where it administers. */
export function administratorSets({ configuration, access }: WantedAccess): ReadonlySet<string> {
  const sets = [...access.groups]
    .filter(([group]) => configuration.groups[group]?.administrators)
    .flatMap(([, group]) => [...group])
    .filter(([, accounts]) => accounts.has(access.administrationAccountId));
  return new Set(sets.map(([set]) => set));
}

/** For components whose children are of several packages. */
function withProviders({ provider, ...place }: Place): pulumi.ComponentResourceOptions {
  return { ...place, providers: [provider] };
}
