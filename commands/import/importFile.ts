import { HOME } from "../../program/homeProvider.ts";
import type { Imported } from "./configuration.ts";
import type { Facts } from "./facts.ts";
import {
  groupResources,
  type Resource,
  regionResources,
  setResources,
  userResources,
} from "./importedResources.ts";
import { UniqueNames } from "./uniqueNames.ts";

/** One resource of Pulumi's bulk import file (pulumi pkg/cmd/pulumi/operations/import.go, importSpec). */
export interface ImportSpec {
  readonly type: string;
  /** Unlike that of any other in the file. */
  readonly name: string;
  /** The resource's own name, where it is another one. */
  readonly logicalName?: string;
  readonly id?: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly version?: string;
  readonly component?: true;
  readonly inputs?: Readonly<Record<string, string>>;
}

/** How the provider is made with which everything is imported. */
export interface ProviderSettings {
  /** Of @pulumi/aws. */
  readonly version: string;
  /** As the program hands them over: text, or JSON. */
  readonly inputs: Readonly<Record<string, string>>;
}

const PEOPLE = "identity-center:index:People";
const SET = "identity-center:index:PermissionSet";
const GROUP = "identity-center:index:AccessGroup";
const CENTER = "identity-center:index:IdentityCenter";

/** The resources that the program registers for what AWS has already, each with its id there. */
export function importFile(
  facts: Facts,
  imported: Imported,
  provider: ProviderSettings,
): { readonly resources: readonly ImportSpec[] } {
  const names = new UniqueNames([HOME]);
  const { keys, stances } = imported;
  const isManaged = (id: string) => stances.get(id) === undefined;
  const component = (type: string, logicalName: string): ImportSpec => ({
    type,
    ...names.take(logicalName, type),
    component: true,
  });
  const sets = facts.permissionSets.filter(
    ({ arn }) => keys.permissionSets.has(arn) && isManaged(arn),
  );
  const center = component(CENTER, "identity-center");
  const people = component(PEOPLE, "people");
  const ofSets = new Map(
    sets.map(({ arn }) => [arn, component(SET, keys.permissionSets.get(arn) ?? "")]),
  );
  const ofGroups = new Map([...keys.groups].map(([id, key]) => [id, component(GROUP, key)]));
  const resources = [
    ...userResources(facts, imported, people.name),
    ...sets.flatMap((set) =>
      setResources(
        facts,
        set,
        keys.permissionSets.get(set.arn) ?? "",
        ofSets.get(set.arn)?.name ?? "",
      ),
    ),
    ...groupResources(facts, imported, (id) => ofGroups.get(id)?.name ?? ""),
    ...regionResources(facts, center.name),
    ...(facts.attributes.length > 0
      ? [
          {
            type: "aws:ssoadmin/instanceAccessControlAttributes:InstanceAccessControlAttributes",
            logicalName: "identity-center-attributes",
            id: facts.instanceArn,
            parent: center.name,
          },
        ]
      : []),
  ];
  return {
    resources: [
      { type: "pulumi:providers:aws", name: HOME, inputs: provider.inputs },
      ...[center, people, ...ofSets.values(), ...ofGroups.values()],
      ...resources.map(({ type, logicalName, ...rest }: Resource) => ({
        type,
        ...names.take(logicalName, type),
        ...rest,
        provider: HOME,
        version: provider.version,
      })),
    ],
  };
}
