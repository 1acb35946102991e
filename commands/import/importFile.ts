import { HOME } from "../../program/homeProvider.ts";
import type { Imported } from "./configuration.ts";
import type { Facts, SetFacts } from "./facts.ts";

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

interface Resource {
  readonly type: string;
  readonly logicalName: string;
  readonly id: string;
  readonly parent: string;
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

function userResources(
  { users, identityStoreId }: Facts,
  { keys, stances }: Imported,
  parent: string,
): Resource[] {
  return users.flatMap(({ id }) => {
    const key = keys.people.get(id);
    if (key === undefined || stances.has(id)) return [];
    const type = "aws:identitystore/user:User";
    return [{ type, logicalName: `people/${key}`, id: `${identityStoreId}/${id}`, parent }];
  });
}

/** What AWS has of a permission set. Of its attached policies the program's resources hold lists, which the first update compares. */
function setResources(
  { instanceArn }: Facts,
  set: SetFacts,
  key: string,
  parent: string,
): Resource[] {
  const id = `${set.arn},${instanceArn}`;
  return [
    { type: "aws:ssoadmin/permissionSet:PermissionSet", logicalName: key, id, parent },
    ...(set.permissionsBoundary
      ? [
          {
            type: "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment",
            logicalName: `${key}-boundary`,
            ...{ id, parent },
          },
        ]
      : []),
    ...(set.inlinePolicy === undefined
      ? []
      : [
          {
            type: "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
            logicalName: `${key}-inline`,
            ...{ id, parent },
          },
        ]),
  ];
}

function groupResources(
  facts: Facts,
  { keys, stances, assignments }: Imported,
  parentOf: (id: string) => string,
): Resource[] {
  const { identityStoreId, instanceArn } = facts;
  const managed = facts.groups.filter(({ id }) => keys.groups.has(id) && !stances.has(id));
  return [
    ...managed.flatMap((group): Resource[] => {
      const key = keys.groups.get(group.id) ?? "";
      const parent = parentOf(group.id);
      return [
        {
          type: "aws:identitystore/group:Group",
          logicalName: key,
          id: `${identityStoreId}/${group.id}`,
          parent,
        },
        ...group.members.flatMap(({ id, userId }) => {
          const person = keys.people.get(userId);
          if (person === undefined) return [];
          return [
            {
              type: "aws:identitystore/groupMembership:GroupMembership",
              logicalName: `${key}/${person}`,
              id: `${identityStoreId}/${id}`,
              parent,
            },
          ];
        }),
      ];
    }),
    ...assignments.lines.map(({ principalId, permissionSetArn, account }) => ({
      type: "aws:ssoadmin/accountAssignment:AccountAssignment",
      logicalName: `${keys.groups.get(principalId)}/${keys.permissionSets.get(permissionSetArn)}/${account}`,
      id: `${principalId},GROUP,${account},AWS_ACCOUNT,${permissionSetArn},${instanceArn}`,
      parent: parentOf(principalId),
    })),
  ];
}

/** Names within the file: parents are found by them. */
class UniqueNames {
  readonly #taken: Set<string>;

  constructor(taken: readonly string[]) {
    this.#taken = new Set(taken);
  }

  take(logicalName: string, type: string): Pick<ImportSpec, "name" | "logicalName"> {
    if (!this.#taken.has(logicalName)) {
      this.#taken.add(logicalName);
      return { name: logicalName };
    }
    const base = `${logicalName}${type.slice(type.lastIndexOf(":") + 1)}`;
    let name = base;
    for (let number = 2; this.#taken.has(name); number += 1) name = `${base}${number}`;
    this.#taken.add(name);
    return { name, logicalName };
  }
}
