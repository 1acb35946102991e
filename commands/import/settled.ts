import { resolveAccess } from "../../model/access/resolve.ts";
import { parseConfiguration } from "../../model/parse.ts";
import { stepsOf } from "../../model/problems/path.ts";
import { type Problem, problemText } from "../../model/problems/problem.ts";
import {
  type Before,
  type Choices,
  type Imported,
  importedConfiguration,
} from "./configuration.ts";
import type { Facts } from "./facts.ts";
import type { StackBefore } from "./stackBefore.ts";
import type { Reasoned } from "./stances.ts";

/**
 * The configuration, checked as the program will: what it wouldn't take of a person, group or permission set is left as
 * it is in AWS, and the lines mean exactly the assignments that they were made of.
 *
 * @param first what others keep
 * @param today YYYY-MM-DD
 * @throws where the program wouldn't take it as a whole
 */
export function settledConfiguration(
  facts: Facts,
  first: ReadonlyMap<string, Reasoned>,
  choices: Choices,
  before: Before,
  today: string,
): Imported {
  const stances = new Map(first);
  for (;;) {
    const imported = importedConfiguration(facts, new Map(stances), choices, before);
    const { errors, entries } = judged(imported, facts, before.stack, today);
    if (errors.length === 0) {
      refuseOtherAccess(imported, entries);
      return imported;
    }
    const refused = errors.flatMap((problem) => {
      const id = entryOf(problem, imported);
      return id === undefined ? [] : [{ id, reason: problem.message }];
    });
    if (refused.length < errors.length) {
      const rest = errors.filter((problem) => entryOf(problem, imported) === undefined);
      throw new Error(
        [
          "what AWS has can't be written down so that this program takes it:",
          ...rest.map(problemText),
        ].join("\n  "),
      );
    }
    for (const { id, reason } of refused) {
      const isSecond = imported.stances.get(id)?.stance === "existing";
      stances.set(id, { stance: isSecond ? "left out" : "existing", reason });
    }
  }
}

function judged({ plain }: Imported, facts: Facts, stack: StackBefore, today: string) {
  const { accounts, delegatedAdministration = {} } = stack.sections;
  const raw = {
    ...{ accounts, ...plain },
    ...(Object.keys(delegatedAdministration).length > 0 && { delegatedAdministration }),
  };
  // The other stack is compared by what is written in this one.
  const options = { readFile: stack.readFile, isAlone: true };
  const { configuration, problems } = parseConfiguration(raw, options);
  const organization = {
    managementAccountId: facts.managementAccount,
    accounts: facts.accounts,
    organizationalUnits: facts.units,
  };
  const resolved = resolveAccess(configuration, organization, today);
  const all = [...problems, ...resolved.problems];
  return {
    errors: all.filter((one) => one.severity === "error" && !isKept(one)),
    entries: resolved.access.entries,
  };
}

/** Whether it is about what people write and AWS doesn't tell: that is told where the stack is previewed. */
function isKept({ path }: Problem): boolean {
  const [section, key] = stepsOf(path);
  if (section === "access:identityCenter") {
    return key !== "attributes" && key !== "administratorsElsewhere";
  }
  return section === "access:accounts" || section === "access:delegatedAdministration";
}

/** Id of what a mistake is about, where the entry itself is not taken. Lines and members are never wrong by AWS's doing. */
function entryOf({ path }: Problem, { keys }: Imported): string | undefined {
  const [start, key, part] = stepsOf(path);
  const section = String(start).replace(/^access:/, "");
  if (section !== "people" && section !== "groups" && section !== "permissionSets")
    return undefined;
  if (section === "groups" && (part === "access" || part === "members")) return undefined;
  return [...keys[section]].find(([, one]) => one === key)?.[0];
}

/** What is written gives what AWS gives, no more and no less. */
function refuseOtherAccess(
  { assignments, keys }: Imported,
  entries: readonly { group: string; permissionSet: string; account: string }[],
): void {
  const text = (...parts: readonly (string | undefined)[]) => JSON.stringify(parts);
  const wanted = new Set(
    assignments.lines.map(({ principalId, permissionSetArn, account }) =>
      text(keys.groups.get(principalId), keys.permissionSets.get(permissionSetArn), account),
    ),
  );
  const written = new Set(
    entries.map(({ group, permissionSet, account }) => text(group, permissionSet, account)),
  );
  const other = [
    ...[...wanted].filter((one) => !written.has(one)),
    ...[...written].filter((one) => !wanted.has(one)),
  ];
  if (other.length === 0) return;
  throw new Error(
    `the lines don't mean what AWS has, which is a mistake of this command; nothing was written. Please report it with these: ${other.slice(0, 5).join(", ")}`,
  );
}
