import type { PolicyResource } from "@pulumi/policy";
import { Intake } from "../../policies/resources/intake.ts";
import { type Holder, holdersIn } from "../../policies/stack/holder.ts";
import { Stack } from "../../policies/stack/stack.ts";
import type { Identities } from "./identities.ts";
import type { SideResource } from "./side.ts";

/**
 * Permission sets with all that they hold, as the policy pack sees them: by URN; by ARN those that are made elsewhere, with
 * what is attached to them here.
 */
export function permissionSetsIn(
  resources: ReadonlyMap<string, SideResource>,
  identities: Identities,
): ReadonlyMap<string, Holder> {
  const intake = new Intake([]);
  const known = [...resources.values()].filter(
    ({ kind }) => kind === "permission-set" || kind === "part",
  );
  const elsewhere = new Set(
    known.flatMap((one) => identities.named("permission-set", "PermissionSetArn", one)),
  );
  for (const { urn } of known) elsewhere.delete(urn);
  const wanted = [...known, ...[...elsewhere].map(madeElsewhere)];
  const converted = new Map(wanted.map((one) => [one.urn, toPolicyResource(one)]));
  for (const { urn, type, name, inputs, origins } of wanted) {
    intake.read({ urn, type, name, props: inputs });
    const resource = converted.get(urn) as PolicyResource;
    resource.propertyDependencies = Object.fromEntries(
      Object.entries(origins).map(([key, urns]) => [
        key,
        urns.flatMap((origin) => converted.get(origin) ?? []),
      ]),
    );
  }
  const stack = new Stack([...converted.values()], intake);
  const sets = holdersIn(stack).filter(({ principal }) => principal.principal === "permission-set");
  return new Map(sets.map((holder) => [holder.principal.resource.urn, holder]));
}

function toPolicyResource({ urn, type, name, outputs }: SideResource): PolicyResource {
  return {
    urn,
    type,
    name,
    props: outputs,
    dependencies: [],
    propertyDependencies: {},
    opts: {
      protect: false,
      ignoreChanges: [],
      aliases: [],
      additionalSecretOutputs: [],
      customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
    },
    isType: () => false,
    asType: () => undefined,
  };
}

function madeElsewhere(arn: string): SideResource {
  return {
    urn: arn,
    type: "aws:ssoadmin/permissionSet:PermissionSet",
    kind: "permission-set",
    name: arn,
    id: undefined,
    inputs: {},
    outputs: { arn },
    parent: undefined,
    external: true,
    origins: {},
  };
}
