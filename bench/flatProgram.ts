import { type Company, REGION } from "./company.ts";
import type { FlatResource } from "./everything.ts";

/**
 * The text of a Pulumi program that registers what this project registers for the same company, as an
 * engineer writes it who has tables of people and groups at hand: no components, no hooks, no checks.
 * It runs as an ECMAScript module and through ts-node.
 */
export function flatProgram(
  { people, permissionSets, groups }: Company,
  others: readonly FlatResource[] = [],
): string {
  const packages = [...Map.groupBy(others, ({ type }) => packageOf(type))];
  return `import * as identitystore from "@pulumi/aws/identitystore/index.js";
import * as ssoadmin from "@pulumi/aws/ssoadmin/index.js";
${packages.map(([path, [one]]) => `import * as ${variableOf(one)} from "${path}";\n`).join("")}
const region = ${JSON.stringify(REGION)};
const people = ${table(people)};
const permissionSets = ${table(permissionSets)};
const groups = ${table(groups)};

const instances = ssoadmin.getInstancesOutput({ region });
const instanceArn = instances.arns[0];
const identityStoreId = instances.identityStoreIds[0];

const users = new Map<string, identitystore.User>();
for (const { key, givenName, familyName, email } of people) {
  const user = new identitystore.User(key, {
    identityStoreId,
    region,
    userName: key,
    displayName: \`\${givenName} \${familyName}\`,
    name: { givenName, familyName },
    emails: { value: email, type: "work", primary: true },
  });
  users.set(key, user);
}

const sets = new Map<string, ssoadmin.PermissionSet>();
const policies = new Map<string, ssoadmin.ManagedPolicyAttachmentsExclusive>();
for (const { key, managedPolicies, inlinePolicy } of permissionSets) {
  const set = new ssoadmin.PermissionSet(key, {
    name: key,
    sessionDuration: "PT1H",
    instanceArn,
    region,
  });
  const inline = new ssoadmin.PermissionSetInlinePolicy(key, {
    inlinePolicy: JSON.stringify(inlinePolicy),
    permissionSetArn: set.arn,
    instanceArn,
    region,
  });
  const customer = new ssoadmin.CustomerManagedPolicyAttachmentsExclusive(
    key,
    { customerManagedPolicyReferences: [], permissionSetArn: set.arn, instanceArn, region },
    { dependsOn: [inline] },
  );
  const managed = new ssoadmin.ManagedPolicyAttachmentsExclusive(
    key,
    {
      managedPolicyArns: managedPolicies.map((name) => \`arn:aws:iam::aws:policy/\${name}\`),
      permissionSetArn: set.arn,
      instanceArn,
      region,
    },
    { dependsOn: [customer] },
  );
  sets.set(key, set);
  policies.set(key, managed);
}

for (const { key, members, permissionSet, accounts } of groups) {
  const group = new identitystore.Group(key, { displayName: key, identityStoreId, region });
  for (const member of members) {
    new identitystore.GroupMembership(\`\${key}-\${member}\`, {
      groupId: group.groupId,
      memberId: users.get(member)!.userId,
      identityStoreId,
      region,
    });
  }
  for (const account of accounts) {
    new ssoadmin.AccountAssignment(
      \`\${key}-\${permissionSet}-\${account}\`,
      {
        principalType: "GROUP",
        principalId: group.groupId,
        permissionSetArn: sets.get(permissionSet)!.arn,
        targetType: "AWS_ACCOUNT",
        targetId: account,
        instanceArn,
        region,
      },
      { dependsOn: [policies.get(permissionSet)!] },
    );
  }
}

${others.map((one) => `new ${variableOf(one)}.${one.type.split(":")[2]}(${JSON.stringify(one.name)}, ${JSON.stringify(one.inputs)});\n`).join("")}`;
}

/** `@pulumi/aws/sns/index.js` of aws:sns/topic:Topic. */
function packageOf(type: string): string {
  const [name, module = ""] = type.split(":");
  return `@pulumi/${name}/${module.split("/")[0]}/index.js`;
}

function variableOf(resource: FlatResource | undefined): string {
  const [name, module = ""] = (resource?.type ?? "").split(":");
  return `${name}_${module.split("/")[0]}`;
}

function table(rows: readonly object[]): string {
  return `[\n${rows.map((row) => `  ${JSON.stringify(row)},\n`).join("")}]`;
}
