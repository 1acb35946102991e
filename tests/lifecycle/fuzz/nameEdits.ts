import { type Company, made, madeGroups } from "./company.ts";
import type { Edit } from "./edits.ts";
import { plainGroups } from "./groupEdits.ts";
import { leave, leavers } from "./peopleEdits.ts";
import type { Random } from "./random.ts";
import { removeSet, unneeded } from "./setEdits.ts";

type Entry = Record<string, unknown>;

/** What has a name that AWS wants to be different from others: how to read it, and which may go with theirs. */
interface Named {
  readonly attribute: "name" | "displayName" | "email";
  entries(company: Company): [string, Entry][];
  /** Keys of those that may go. */
  removable(company: Company): string[];
  remove(company: Company, key: string): void;
}

const sets: Named = {
  attribute: "name",
  entries: (company) => made(company, "permissionSets"),
  removable: unneeded,
  remove: removeSet,
};
const groups: Named = {
  attribute: "displayName",
  entries: (company) => madeGroups(company),
  removable: plainGroups,
  remove: ({ config }, key) => {
    delete config["access:groups"][key];
  },
};
const people: Named = {
  attribute: "email",
  entries: (company) => made(company, "people"),
  removable: leavers,
  remove: leave,
};

export const nameEdits = {
  "a set is renamed": renamed(sets),
  "a group is renamed": renamed(groups),
  "an e-mail changes": renamed(people),
  "sets swap their names": swapped(sets),
  "groups swap their names": swapped(groups),
  "people swap their e-mails": swapped(people),
  "a set takes another's name": followed(sets),
  "a group takes another's name": followed(groups),
  "somebody takes another's e-mail": followed(people),
  "a set takes the name of one that goes": inherited(sets),
  "a group takes the name of one that goes": inherited(groups),
  "somebody takes the e-mail of one who goes": inherited(people),
} satisfies Readonly<Record<string, Edit>>;

function nameOf({ attribute }: Named, key: string, entry: Entry): string | undefined {
  return (entry[attribute] as string | undefined) ?? (attribute === "email" ? undefined : key);
}

function freshName(company: Company, { attribute }: Named): string {
  const name = `name${++company.made}`;
  return attribute === "email" ? `${name}@example.com` : name;
}

function renamed(kind: Named): Edit {
  return (company, random) => {
    const [, entry] = random.pick(kind.entries(company)) ?? [];
    if (!entry) return false;
    entry[kind.attribute] = freshName(company, kind);
    return true;
  };
}

function swapped(kind: Named): Edit {
  return (company, random) => {
    const [one, other] = twoNamed(kind, company, random);
    if (!one || !other) return false;
    one.entry[kind.attribute] = other.name;
    other.entry[kind.attribute] = one.name;
    return true;
  };
}

function followed(kind: Named): Edit {
  return (company, random) => {
    const [one, other] = twoNamed(kind, company, random);
    if (!one || !other) return false;
    one.entry[kind.attribute] = other.name;
    if (kind.attribute === "email" && random.chance(0.5)) delete other.entry.email;
    else other.entry[kind.attribute] = freshName(company, kind);
    return true;
  };
}

function inherited(kind: Named): Edit {
  return (company, random) => {
    const [one, other] = twoNamed(kind, company, random);
    if (!one || !other || !kind.removable(company).includes(other.key)) return false;
    one.entry[kind.attribute] = other.name;
    kind.remove(company, other.key);
    return true;
  };
}

/** Two that have a name, and had it before the edits of this update. */
function twoNamed(kind: Named, company: Company, random: Random) {
  const named = kind.entries(company).flatMap(([key, entry]) => {
    const name = nameOf(kind, key, entry);
    return name === undefined ? [] : [{ key, entry, name }];
  });
  return random.some(named, 2, 2);
}
