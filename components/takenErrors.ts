import type { ErrorHookArgs } from "@pulumi/pulumi";
import { firstFew } from "../model/problems/seen.ts";
import type { ErrorForm, TakenName } from "./errorForm.ts";
import { accountNamed, importCommand, inputsOf, stateDeleteCommand } from "./failure.ts";
import { isDifferent, isRenamed, madeAnew } from "./madeAnew.ts";
import { wording } from "./wording.ts";

/** Ways out where a name is taken, with the command that takes it over where its id is known. */
function adopt(args: ErrorHookArgs, taken?: TakenName): string {
  const { useExisting } = wording();
  if (args.failedOperation === "update") {
    return `choose another name, or ${useExisting}; it can't be taken over, since the state has this one, under its former name`;
  }
  const takeOver =
    taken === undefined
      ? "take it over (docs/adopting.md)"
      : `take it over and run pulumi up again: ${importCommand(args, taken.id)}`;
  return `${useExisting}, choose another name, or ${takeOver}`;
}

/** Who is in a group that has the name already: whoever takes it over gives them what the group gets. */
function membersOf(taken: TakenName | undefined): string {
  if (taken === undefined) return "";
  const { members } = taken;
  if (members === undefined) {
    return ", and who is in it can't be read: whoever is gets what this group gets once it is taken over";
  }
  if (members.length === 0) return ", with nobody in it";
  const gets = members.length === 1 ? "gets" : "get";
  return `, with ${firstFew(members)} in it, who ${gets} what this group gets once it is taken over`;
}

/**
 * Ways out where the state has the permission set as well, under its former name: it can't be imported then. An update
 * whose answer was lost may have made it; AWS deletes no set that is assigned.
 */
function makeRoom(args: ErrorHookArgs, taken?: TakenName): string {
  const [arn = "ARN"] = taken?.id.split(",") ?? [];
  const { isOwnSet, goOn } = wording();
  if (isOwnSet(arn)) {
    const run =
      goOn === undefined
        ? "take the new name back, run pulumi up until it has deleted that one, then change the name again"
        : `run ${goOn}, which goes on from what that update left`;
    return `it is this stack's own (${arn}), which has this name until the end of an update, as after one that ended before it deleted the set; don't delete it: ${run}`;
  }
  const { instanceArn } = inputsOf(args);
  return `choose another name, or, where an update that was stopped has made it, delete it and run pulumi up again (AWS refuses while it is assigned): aws sso-admin delete-permission-set --instance-arn ${instanceArn} --permission-set-arn ${arn}`;
}

/** Removes an assignment that AWS has and the state does not. */
function unassign(args: ErrorHookArgs): string {
  const { instanceArn, permissionSetArn, principalType, principalId, targetId, targetType } =
    inputsOf(args);
  return `remove it: aws sso-admin delete-account-assignment --instance-arn ${instanceArn} --permission-set-arn ${permissionSetArn} --principal-type ${principalType} --principal-id ${principalId} --target-type ${targetType} --target-id ${targetId}; then run pulumi up again`;
}

/** Names that are taken, and what exists though the state doesn't know it. */
export const takenErrors: readonly ErrorForm[] = [
  {
    form: /already exists|UNIQUENESS_CONSTRAINT_VIOLATION|Duplicate/i,
    of: ":PermissionSet",
    isTaken: true,
    advice: (args, _, taken) =>
      `Identity Center has a permission set of this name already: ${adopt(args, taken)}`,
    madeAnew: (args, taken) =>
      `Identity Center has a permission set of this name already: ${isRenamed(args) ? makeRoom(args, taken) : madeAnew(args)}`,
  },
  {
    form: /Duplicate e-?mail|e-?mail.*(already|in use)/i,
    of: ":User",
    advice: () =>
      `somebody in Identity Center has this e-mail already, and no two people may share one: give this person another, or ${wording().useExisting}`,
  },
  {
    form: /already exists|UNIQUENESS_CONSTRAINT_VIOLATION|Duplicate/i,
    of: ":User",
    isTaken: true,
    advice: (args, _, taken) =>
      `Identity Center has a person with this sign-in already: ${adopt(args, taken)}`,
  },
  {
    form: /already exists|UNIQUENESS_CONSTRAINT_VIOLATION|Duplicate/i,
    of: ":Group",
    isTaken: true,
    advice: (args, _, taken) =>
      `Identity Center has a group of this name already${membersOf(taken)}: ${adopt(args, taken)}`,
  },
  {
    form: /already exists|UNIQUENESS_CONSTRAINT_VIOLATION|Duplicate/i,
    of: ":GroupMembership",
    isTaken: true,
    advice: (args, _, taken) => {
      const { identityStoreId, groupId, memberId } = inputsOf(args);
      const lookUp =
        taken === undefined
          ? `find its id with aws identitystore get-group-membership-id --identity-store-id ${identityStoreId} --group-id ${groupId} --member-id UserId=${memberId}, then import it`
          : "import it";
      return `AWS has this membership and the state does not, as after a lost answer: ${lookUp} and run pulumi up again: ${importCommand(args, taken?.id ?? `${identityStoreId}/MEMBERSHIP_ID`)}`;
    },
  },
  {
    form: /already exists/i,
    of: ":AccountAssignment",
    isTaken: true,
    advice: (args) => {
      const { instanceArn, permissionSetArn, principalType, principalId, targetId, targetType } =
        inputsOf(args);
      const id = [principalId, principalType, targetId, targetType, permissionSetArn, instanceArn];
      return `AWS has this assignment and the state does not, as after a time-out; keep it: ${importCommand(args, id.join(","))}, or ${unassign(args)}`;
    },
    // Of a set that is made anew the state has the former assignment, which gives the same until it goes.
    madeAnew: (args) =>
      isDifferent(args)
        ? `AWS has this assignment and the state does not, as after a time-out; ${unassign(args)}`
        : madeAnew(args),
  },
  {
    form: /ConflictException/,
    of: ":InstanceAccessControlAttributes",
    operation: "create",
    isTaken: true,
    advice: (args) =>
      `attributes for access control were enabled already, in the console or by another program: import them and run pulumi up again: ${importCommand(args, String(inputsOf(args).instanceArn))}`,
  },
  {
    form: /ResourceNotFoundException/,
    of: ":InstanceAccessControlAttributes",
    operation: "delete",
    advice: (args) =>
      `AWS has no attributes for access control any more, as after a lost answer: take them out of the state, then run it again: ${stateDeleteCommand(args)}`,
  },
  {
    form: /already (enabled|added|exists)/i,
    of: ":Region",
    operation: "create",
    isTaken: true,
    advice: (args) => {
      const { instanceArn, regionName } = inputsOf(args);
      return `Identity Center is replicated to ${regionName} already, by the console, another program, or an update whose answer was lost: see aws sso-admin list-regions --instance-arn ${instanceArn}, import it and run pulumi up again: ${importCommand(args, `${instanceArn},${regionName}`)}`;
    },
  },
  {
    form: /already exists/i,
    of: ":Alias",
    operation: "create",
    isTaken: true,
    advice: (args) =>
      `the account has this alias already, of another program or of an update whose answer was lost: choose another name, or import it and run pulumi up again: ${importCommand(args, String(inputsOf(args).name))}`,
  },
  {
    form: /DuplicatePolicyException/,
    of: ":Policy",
    isTaken: true,
    advice: (args, _, taken) => {
      const { name } = inputsOf(args);
      const lookUp =
        taken === undefined
          ? `find its id with aws organizations list-policies --filter SERVICE_CONTROL_POLICY --query "Policies[?Name=='${name}'].Id", then import it`
          : "import it";
      return `the organization has a policy named ${name} already, of another program or of an update whose answer was lost: ${lookUp} and run pulumi up again: ${importCommand(args, taken?.id ?? "POLICY_ID")}`;
    },
  },
  {
    form: /DuplicatePolicyAttachmentException/,
    of: ":PolicyAttachment",
    operation: "create",
    isTaken: true,
    advice: (args) => {
      const { policyId, targetId } = inputsOf(args);
      return `${targetId} has this policy already, and the state doesn't know it by this name, as after a lost answer: import it and run pulumi up again: ${importCommand(args, `${targetId}:${policyId}`)}; but where only its name changed (pulumi stack export has it under another), give it its former name back, since the import's next update would detach it`;
    },
  },
  {
    form: /AccountAlreadyRegisteredException/,
    of: ":DelegatedAdministrator",
    operation: "create",
    isTaken: true,
    advice: (args) => {
      const { accountId, servicePrincipal } = inputsOf(args);
      return `${accountNamed(String(accountId))} administers Identity Center already, registered in the console or by an update whose answer was lost: import it and run pulumi up again: ${importCommand(args, `${accountId}/${servicePrincipal}`)}`;
    },
  },
  {
    form: /still has account assignments|ApplicationProfile associated/,
    advice: (args) => {
      const { instanceArn, arn } = { ...args.oldInputs, ...args.oldOutputs } as Record<
        string,
        unknown
      >;
      const listed = `aws sso-admin list-accounts-for-provisioned-permission-set --instance-arn ${instanceArn} --permission-set-arn ${arn}`;
      const { drift } = wording();
      const where =
        drift === undefined
          ? `see ${listed}, and remove those assignments first`
          : `${drift} names those assignments with the commands that remove them (${listed} names the accounts)`;
      return `the permission set is assigned in accounts that this stack doesn't manage: ${where}, or ${wording().letGo}`;
    },
  },
  { form: /already attached|already in use|already enabled|already exists|duplicate/i },
  { form: /UNIQUENESS_CONSTRAINT_VIOLATION/ },
];
