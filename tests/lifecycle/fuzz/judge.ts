import { isDeepStrictEqual } from "node:util";
import type { AccessAfterCall, Grant } from "../../../sandbox/world/history.ts";
import type { JournalEntry } from "../../../sandbox/world/journal.ts";
import { mayDo, type Statement } from "../roleActions.ts";
import { type Company, type Content, MANAGEMENT } from "./company.ts";
import { resolution, type Triple } from "./resolution.ts";

/** Effective access at one instant: actions by person, permission set and account. */
export type Instant = ReadonlyMap<Triple, ReadonlySet<string>>;

/** What customer managed policies say: no part of the program knows it. */
const SECRETS: ReadonlyMap<string, readonly Statement[]> = new Map([
  ["/own/guard", [allow("s3:GetObject"), deny("iam:*")]],
  ["/own/tools", [allow("ec2:*", "iam:GetUser")]],
  ["/own/fence", [allow("*"), deny("s3:DeleteBucket")]],
]);

/** Judges what a deployment's journal tells, instant by instant. */
export class Judge {
  readonly #identities = new Map<string, string>();
  readonly #actions = new Map<string, ReadonlySet<string>>();
  #read = 0;
  #grants: readonly Grant[] = [];

  /** What there is after the last call that was read. */
  get now(): Instant {
    return this.#instant(this.#grants);
  }

  /** What there is once all of a company is as it wants it. */
  wantedBy(company: Company): Instant {
    const wanted = [...resolution(company)].map(
      ([triple, content]) => [triple, this.#actionsOf(textual(roleOf(content)))] as const,
    );
    return new Map(wanted);
  }

  /**
   * What is wrong with the instants since the last time, beside what was before and shall be, by default what is now.
   *
   * @param left sides of an update that ended in between: AWS may still work on what it was asked for
   */
  since(
    before: Instant,
    journal: readonly JournalEntry[],
    history: readonly AccessAfterCall[],
    { after, left = [] }: { readonly after?: Instant; readonly left?: readonly Instant[] } = {},
  ) {
    const instants: { at: string; instant: Instant }[] = [];
    for (; this.#read < journal.length; this.#read++) {
      const { changes, sequence, operation } = journal[this.#read] as JournalEntry;
      for (const [table, , value] of changes) {
        if (table === "permissionSets" && value) this.#know(value as NamedSet);
      }
      const { grants = [] } = history[this.#read] ?? {};
      if (grants !== this.#grants || changes.length > 0) {
        this.#grants = grants;
        instants.push({ at: `after call ${sequence}, ${operation}`, instant: this.now });
      }
    }
    return wrong({ before, after: after ?? this.now, left }, instants);
  }

  /** Differences between what is there and what shall be: nothing where all is as it should be. */
  differences(company: Company): string[] {
    const wanted = resolution(company);
    const there = new Map(this.#grants.map((grant) => [this.#tripleOf(grant), grant.role]));
    return [
      ...[...wanted].flatMap(([triple, content]) => {
        const role = there.get(triple);
        if (!role) return [`${triple} is missing`];
        const text = JSON.stringify(role);
        return isDeepStrictEqual(comparable(role), roleOf(content)) ? [] : [`${triple} is ${text}`];
      }),
      ...[...there.keys()].flatMap((triple) => (wanted.has(triple) ? [] : [`${triple} is left`])),
    ];
  }

  #know({ name, tags }: NamedSet): void {
    // The name of a set never changes; a renamed one is another, with the same tag.
    this.#identities.set(name, tags.identity ?? name);
  }

  #tripleOf({ userName, permissionSet, account }: Grant): Triple {
    return `${userName} ${this.#identities.get(permissionSet)} ${account}`;
  }

  #instant(grants: readonly Grant[]): Instant {
    const instant = new Map<Triple, ReadonlySet<string>>();
    for (const grant of grants) {
      const triple = this.#tripleOf(grant);
      const others = instant.get(triple);
      const actions = this.#actionsOf(grant.role);
      // While a set is renamed, people have it twice.
      instant.set(triple, others ? new Set([...others, ...actions]) : actions);
    }
    return instant;
  }

  #actionsOf(role: Grant["role"]): ReadonlySet<string> {
    const key = JSON.stringify(role);
    const known = this.#actions.get(key) ?? mayDo(role, SECRETS);
    this.#actions.set(key, known);
    return known;
  }
}

interface NamedSet {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
}

interface SidesOfInstants {
  readonly before: Instant;
  readonly after: Instant;
  readonly left: readonly Instant[];
}

function wrong(
  { before, after, left }: SidesOfInstants,
  instants: readonly { at: string; instant: Instant }[],
): string[] {
  const sides = [before, after, ...left];
  const found = new Map<string, string>();
  const tell = (what: string, at: string) => {
    if (!found.has(what)) found.set(what, `${what}, ${at}`);
  };
  const isAdministered = sides.every(administers);
  const kept = [...before.keys()].filter((triple) => sides.every((side) => side.has(triple)));
  for (const { at, instant } of instants) {
    for (const [triple, actions] of instant) {
      for (const action of actions) {
        if (sides.some((side) => side.get(triple)?.has(action))) continue;
        tell(`excess: ${triple} may ${action}`, at);
      }
      if (!sides.some((side) => side.has(triple))) tell(`excess: ${triple} is reached`, at);
    }
    for (const triple of kept) if (!instant.has(triple)) tell(`gap: ${triple} isn't reached`, at);
    if (isAdministered && !administers(instant)) tell("lock-out: nobody administers", at);
  }
  return [...found.values()];
}

function administers(instant: Instant): boolean {
  return [...instant].some(
    ([triple, actions]) =>
      triple.endsWith(` ${MANAGEMENT}`) && actions.has("sso:CreateAccountAssignment"),
  );
}

interface ComparableRole extends Omit<Grant["role"], "inlinePolicy"> {
  readonly inlinePolicy: object | null;
}

function roleOf(content: Content): ComparableRole {
  const { managedPolicies = [], customerManagedPolicies = [], inlinePolicy } = content;
  const { managedPolicy, customerManagedPolicy: own } = content.permissionsBoundary ?? {};
  const arn = (name: string) => `arn:aws:iam::aws:policy/${name}`;
  return {
    managedPolicies: managedPolicies.map(arn).sort(),
    customerManagedPolicies: customerManagedPolicies.map(({ path, name }) => path + name).sort(),
    inlinePolicy: inlinePolicy ?? null,
    permissionsBoundary: managedPolicy ? arn(managedPolicy) : own ? own.path + own.name : null,
  };
}

function comparable(role: Grant["role"]): ComparableRole {
  return { ...role, inlinePolicy: role.inlinePolicy && JSON.parse(role.inlinePolicy) };
}

function textual({ inlinePolicy, ...role }: ComparableRole): Grant["role"] {
  return { ...role, inlinePolicy: inlinePolicy && JSON.stringify(inlinePolicy) };
}

function allow(...Action: string[]): Statement {
  return { Effect: "Allow", Action };
}

function deny(...Action: string[]): Statement {
  return { Effect: "Deny", Action };
}
