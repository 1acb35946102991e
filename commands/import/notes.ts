import type { LiveAssignment } from "../../live/liveOrganization.ts";
import type { Imported } from "./configuration.ts";
import type { Facts } from "./facts.ts";
import type { Obstacle } from "./lines.ts";

/** Something about what AWS has that the configuration doesn't say, and what to do. */
export interface Note {
  readonly what: string;
  readonly todo: string;
  /** Each thing that it is about. */
  readonly items: readonly string[];
}

/** What is done with assignments that can't be lines. */
const OBSTACLES: Readonly<Record<Obstacle, { readonly what: string; readonly todo: string }>> = {
  management: {
    what: "assignments of permission sets that the management account has: the delegated administrator can change none of them, in no account",
    todo: "the management account's stack has them: npm run import with its credentials. Where such a set is used in member accounts, too, make a second one for those",
  },
  other: {
    what: "assignments of permission sets that the other stack has, which access:delegatedAdministration.otherStack names",
    todo: "nothing: they stand in its file, or npm run import with its credentials writes them there",
  },
  user: {
    what: "assignments of people, not of groups: they stay in AWS, and nobody sees them in the code",
    todo: "put each person into a group with such a line, deploy that, then remove the assignment in the console (AWS accounts > account > Remove access)",
  },
  unknown: {
    what: "assignments of groups or people that were deleted: they give nobody anything",
    todo: "remove them: aws sso-admin delete-account-assignment, or in the console (AWS accounts > account > Remove access)",
  },
  closed: {
    what: "assignments in accounts that aren't active: only active ones can be assigned by a line",
    todo: "nothing, while the account is closed; AWS removes them with it. If it is opened again, add it to the group's line and import the assignment then (docs/adopting.md)",
  },
  group: {
    what: "assignments of groups that can't be written down (below)",
    todo: "they stay in AWS; give the group a name that the program takes, and import again",
  },
  set: {
    what: "assignments of permission sets that can't be written down (below)",
    todo: "they stay in AWS; make the same permission set under another name in the configuration, give it to the group, then remove the old assignment",
  },
};

/** All that the configuration doesn't say as AWS has it. */
export function importNotes(facts: Facts, imported: Imported): Note[] {
  const name = namesOf(facts, imported);
  const { others } = imported.assignments;
  const assigned = Object.entries(OBSTACLES).map(([why, told]) => ({
    ...told,
    items: others
      .filter((one) => one.why === why)
      .map(({ assignment }) => name.assignment(assignment)),
  }));
  return [
    ...assigned,
    ...entryNotes(facts, imported),
    ...memberNotes(facts, imported, name.group),
    {
      what: "people who are disabled: the program neither disables nor enables anybody",
      todo: "nothing; who left for good is removed from access:people",
      items: facts.users
        .filter(({ id, status }) => status === "DISABLED" && imported.keys.people.has(id))
        .map(({ id }) => imported.keys.people.get(id) ?? id),
    },
    {
      what: "attributes of people that the program doesn't know: they stay as they are",
      todo: "nothing; change them in the console or by the API",
      items: imported.unsaid,
    },
    {
      what: "permission sets whose roles aren't as the set is now, in some accounts",
      todo: "look at what the set allows now, then provision it: aws sso-admin provision-permission-set --target-type ALL_PROVISIONED_ACCOUNTS",
      items: facts.permissionSets
        .filter(({ accountsBehind }) => accountsBehind.length > 0)
        .map(
          (set) =>
            `${set.name}: ${set.accountsBehind.map((id) => imported.names.of(id)).join(", ")}`,
        ),
    },
    applicationNote(facts),
  ].filter(({ items }) => items.length > 0);
}

/** What isn't written as it is in AWS since the program doesn't take it so, or somebody else keeps it. */
function entryNotes(facts: Facts, { stances, keys }: Imported): Note[] {
  const all = [
    ...facts.users.map(({ id, userName }) => ({ id, kind: "person", name: userName })),
    ...facts.groups.map(({ id, name }) => ({ id, kind: "group", name })),
    ...facts.permissionSets.map(({ arn: id, name }) => ({ id, kind: "permission set", name })),
  ];
  const written = new Set([...Object.values(keys)].flatMap((by) => [...by.keys()]));
  const items = (stance: string, isWritten: boolean) =>
    all.flatMap(({ id, kind, name }) => {
      const one = stances.get(id);
      if (one?.stance !== stance || written.has(id) !== isWritten) return [];
      return [`${kind} ${name}: ${one.reason}`];
    });
  return [
    {
      what: "written with existing: true, so that they are looked up and never changed from here",
      todo: "nothing; what the program doesn't take has its reason beside it: put that right in AWS and import again to manage it from here",
      items: items("existing", true),
    },
    {
      what: "made elsewhere and needed by nothing here, so that they aren't written",
      todo: "nothing; to give such a group access, add it to access:groups with existing: true",
      items: items("existing", false),
    },
    {
      what: "not written, since no stack file can name them",
      todo: "they stay in AWS; put right what is said beside them, and import again",
      items: items("left out", false),
    },
  ];
}

/** Members of groups that are managed here, whom the configuration can't name. */
function memberNotes(
  { groups }: Facts,
  { keys, stances }: Imported,
  name: (id: string) => string,
): Note[] {
  const items = groups
    .filter(({ id }) => stances.get(id) === undefined)
    .flatMap(({ id, members }) =>
      members
        .filter(({ userId }) => !keys.people.has(userId))
        .map(({ userId }) => `${userId} in ${name(id)}`),
    );
  return [
    {
      what: "members of groups who aren't in the configuration: they stay in the group, and nobody sees them in the code",
      todo: "remove the membership in the console, or put right why the person can't be written",
      items,
    },
  ];
}

function applicationNote({ applications }: Facts): Note {
  if (!applications.isRead) {
    return {
      what: "applications of Identity Center weren't looked for",
      todo: `give the permission ${applications.action}, if they matter`,
      items: [applications.message],
    };
  }
  return {
    what: "applications of Identity Center, and who may use them: this program manages access to accounts",
    todo: "manage them in the console, or by aws:ssoadmin:Application in another stack",
    items: applications.value,
  };
}

function namesOf(facts: Facts, { names }: Imported) {
  const known = new Map([
    ...facts.users.map(({ id, userName }) => [id, userName] as const),
    ...facts.groups.map(({ id, name }) => [id, name] as const),
    ...facts.permissionSets.map(({ arn, name }) => [arn, name] as const),
    ...facts.setsOfOther.map(({ arn, name }) => [arn, name] as const),
    ...facts.setsInManagement.map(({ arn, name }) => [arn, name] as const),
  ]);
  const of = (id: string) => known.get(id) ?? id;
  return {
    group: of,
    assignment: ({ principalType, principalId, permissionSetArn, account }: LiveAssignment) =>
      `${principalType.toLowerCase()} ${of(principalId)}: ${of(permissionSetArn)} in ${names.of(account)}${names.of(account) === account ? "" : ` (${account})`}`,
  };
}
