import type { AccessGroupArgs } from "./accessGroupArgs.ts";
import { wording } from "./wording.ts";

/** What is wrong with the arguments of an AccessGroup, as it is told. */
export function accessGroupProblems(name: string, args: AccessGroupArgs): string[] {
  const problems: string[] = [];
  const problem = (path: readonly string[], message: string) => {
    problems.push(wording().told({ argument: { component: "AccessGroup", name, path }, message }));
  };
  if (args.groupId !== undefined && (args.displayName ?? args.description) !== undefined) {
    problem(
      ["groupId"],
      "is that of an existing group, displayName and description belong to one that is made here; give one or the other",
    );
  }
  for (const [key, member] of Object.entries(args.members ?? {})) {
    if (!member.user === (member.userId === undefined)) {
      const given = member.user ? "both" : "neither";
      problem(["members", key], `has ${given} of user and userId; give one`);
    }
  }
  for (const [key, access] of Object.entries(args.access ?? {})) {
    if (!access.permissionSet === (access.permissionSetArn === undefined)) {
      const given = access.permissionSet ? "both" : "neither";
      problem(["access", key], `has ${given} of permissionSet and permissionSetArn; give one`);
    }
  }
  return problems;
}
