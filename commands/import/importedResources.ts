import type { Imported } from "./configuration.ts";
import type { Facts, SetFacts } from "./facts.ts";

/** Something that AWS has and the program registers: with its id there, below a component. */
export interface Resource {
  readonly type: string;
  readonly logicalName: string;
  readonly id: string;
  /** The component's name within the file. */
  readonly parent: string;
}

/** People that the program manages. */
export function userResources(
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
export function setResources(
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

/** Further Regions of Identity Center. */
export function regionResources(
  { instanceArn, furtherRegions }: Facts,
  parent: string,
): Resource[] {
  return furtherRegions.map((region) => ({
    type: "aws:ssoadmin/region:Region",
    logicalName: `identity-center/${region}`,
    id: `${instanceArn},${region}`,
    parent,
  }));
}

/** Groups with their members, and everybody's assignments. */
export function groupResources(
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
