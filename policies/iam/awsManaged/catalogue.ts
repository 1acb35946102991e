import type { Value } from "../../value.ts";
import { readPolicy } from "../policy/readPolicy.ts";
import type { Statement } from "../policy/statement.ts";
import type { PathFamily } from "../risk/escalationPaths.ts";
import { awsManagedPolicies } from "./awsManagedPolicies.ts";
import entries from "./catalogue.json" with { type: "json" };

/** What a managed policy of AWS allows, as the rules of this pack judge policies. */
export interface Meaning {
  /**
   * Whom it makes an administrator: of `everything`; of an `account`, since its holder can give itself any permission; or of
   * everybody's access in `identity-center`.
   */
  readonly administers?: "everything" | "account" | "identity-center";
  /** Whether it is made to repair everybody's access in Identity Center, in the management account too. */
  readonly repairs: boolean;
  /** Findings of `iam-no-privilege-escalation`: which ways to more it opens by itself. */
  readonly escalates: readonly PathFamily[];
  /** Whether it reads secrets, or what a company keeps, on all resources. */
  readonly reads: readonly ("secrets" | "data")[];
  /** Services that it gives whole, or nearly so, by the prefix of their actions. */
  readonly services: readonly string[];
  /** Whether all that it allows is reading and listing. */
  readonly readOnly: boolean;
  /** Whether it denies anything, so that whoever loses it may do more. */
  readonly denies: boolean;
  /** Its statements, as far as the pack asks about them where somebody holds several policies. Their label is its name. */
  readonly statements: readonly Statement[];
}

type Entry = Partial<Omit<Meaning, "statements">> & { readonly statements?: readonly Value[] };

const ENTRIES = new Map(Object.entries(entries as unknown as Readonly<Record<string, Entry>>));
const known = new Map<string, Meaning>();

/**
 * What a managed policy of AWS allows, by its name with path. `npm run update:data` works that out from its published
 * document; little is said of those that allow nothing that the pack asks about.
 *
 * @returns `undefined` when no such policy was published until the day that `awsManagedPoliciesAsOf` tells
 */
export function meaningOf(name: string): Meaning | undefined {
  let meaning = known.get(name);
  if (!meaning && awsManagedPolicies.has(name)) {
    meaning = read(name, ENTRIES.get(name) ?? {});
    known.set(name, meaning);
  }
  return meaning;
}

function read(name: string, entry: Entry): Meaning {
  const {
    administers,
    repairs,
    escalates,
    reads,
    services,
    readOnly,
    denies,
    statements = [],
  } = entry;
  const document = { Version: "2012-10-17", Statement: statements };
  const { statements: own } = readPolicy(document, "identity");
  return {
    ...(administers && { administers }),
    repairs: repairs ?? false,
    escalates: escalates ?? [],
    reads: reads ?? [],
    services: services ?? [],
    readOnly: readOnly ?? false,
    denies: denies ?? false,
    statements: own.map((one) => ({ ...one, label: name, place: name })),
  };
}

/** Whether a managed policy of AWS denies something, as far as it is known: one that was made since may. */
export function mayDeny(name: string): boolean {
  return meaningOf(name)?.denies ?? true;
}

/** The name of the AWS managed policy that a statement is of; `undefined` for everybody else's. */
export function managedPolicyOf(statement: Statement): string | undefined {
  const { label } = statement;
  return known.get(label)?.statements.includes(statement) ? label : undefined;
}

/** The statements of AWS managed policies, as far as they are known. */
export function statementsOf(names: readonly string[]): readonly Statement[] {
  return names.flatMap((name) => meaningOf(name)?.statements ?? []);
}
