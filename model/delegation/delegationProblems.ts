import { isObject } from "../../policies/isObject.ts";
import { pathOf } from "../problems/path.ts";
import { error, type Problem } from "../problems/problem.ts";
import type { Configuration } from "../schema/configuration.ts";
import { OTHER_STACK, type OtherStack } from "./otherStack.ts";
import { sharedProblems } from "./shared.ts";

/** What a stack can't have beside its part in delegated administration, as far as files tell. */
export function delegationProblems(
  configuration: Configuration,
  other: OtherStack | undefined,
): Problem[] {
  const section = configuration.delegatedAdministration;
  if (!section) return [];
  const ofManagement =
    section.stack === "delegated" ? managementSectionProblems(configuration, other) : [];
  if (!other) return ofManagement;
  const theirs = other.configuration.delegatedAdministration;
  if (theirs?.otherStack === other.name) {
    const why = `is ${other.name}, whose file (${other.placeOf("access:delegatedAdministration", "otherStack")}) names itself; name the other of the two stacks in each`;
    return [...ofManagement, error(OTHER_STACK, why)];
  }
  return [
    ...ofManagement,
    ...partProblems(configuration, other),
    ...sharedProblems(configuration, other),
  ];
}

/** Sections that are switched on make what only the management account can have, such as trails and service control policies. */
function managementSectionProblems(
  configuration: Configuration,
  other: OtherStack | undefined,
): Problem[] {
  const theirs = Object.entries(other?.configuration ?? {});
  const onThere = new Set(theirs.flatMap(([name, section]) => (isOn(section) ? [name] : [])));
  return Object.entries(configuration).flatMap(([name, section]) => {
    if (!isOn(section)) return [];
    const there = managementStack(configuration);
    const also = name === "alarms" ? ", and watches the administrators of both" : "";
    const advice = onThere.has(name)
      ? `it is on in ${there}${also}; take it out here`
      : `switch it on in ${there} instead`;
    const why = `needs credentials of the management account, and this is the delegated administrator's stack; ${advice}`;
    return [error(pathOf(`access:${name}`, "enabled"), why)];
  });
}

function isOn(section: unknown): boolean {
  return isObject(section) && section.enabled === true;
}

/** The two stacks must be one of each, of one delegated administrator. */
function partProblems(configuration: Configuration, { name, ...other }: OtherStack): Problem[] {
  const ours = configuration.delegatedAdministration;
  const theirs = other.configuration.delegatedAdministration;
  if (!ours) return [];
  const wanted = ours.stack === "delegated" ? "management" : "delegated";
  const advice = `write access:delegatedAdministration: { account: ${JSON.stringify(ours.account)}, stack: ${wanted} } in Pulumi.${name}.yaml`;
  if (!theirs) {
    // What is wrong with it is told where it is read.
    if (!other.isSilent) return [];
    return [
      error(OTHER_STACK, `stack ${name} says nothing of delegated administration; ${advice}`),
    ];
  }
  if (theirs.stack !== wanted) {
    return [
      error(
        pathOf("access:delegatedAdministration", "stack"),
        `is ${ours.stack} here and in stack ${name}: one of the two is management, the other delegated; correct one of them`,
      ),
    ];
  }
  const [account, theirAccount] = [configuration, other.configuration].map(accountOf);
  if (account === theirAccount || !isId(account) || !isId(theirAccount)) return [];
  const place = other.placeOf("access:delegatedAdministration", "account");
  return [
    error(
      pathOf("access:delegatedAdministration", "account"),
      `is ${account}, and ${theirAccount} in stack ${name} (${place}): AWS takes one delegated administrator; write the same account in both`,
    ),
  ];
}

/** The account as far as the file alone tells: an id, or a name of the organization. */
function accountOf({ accounts, delegatedAdministration }: Configuration): string {
  const { account = "" } = delegatedAdministration ?? {};
  return (Object.hasOwn(accounts, account) && accounts[account]) || account;
}

function isId(account: string | undefined): boolean {
  return /^\d{12}$/.test(account ?? "");
}

/** The stack of the management account, as messages call it. */
export function managementStack({ delegatedAdministration }: Configuration): string {
  const name = delegatedAdministration?.otherStack;
  return name === undefined ? "the management account's stack" : `stack ${name}`;
}
