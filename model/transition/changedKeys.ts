import { pathOf } from "../problems/path.ts";
import { error, type Problem } from "../problems/problem.ts";
import type { Configuration } from "../schema/configuration.ts";
import { forgetCommand } from "./commands.ts";
import {
  type Deployed,
  type DeployedEntry,
  type DeployedPerson,
  type MadeSection,
  nounOf,
} from "./deployed.ts";
import { type Succession, sameName, type WantedEntry } from "./succession.ts";

/**
 * A key is the identity of an entry. One that was changed without `aliases` would delete a person, group or
 * permission set and make it once more: what leaves is compared with what arrives.
 */
export function changedKeyProblems(
  section: MadeSection,
  { arriving, leaving, staying, doubled }: Succession,
  deployed: Deployed,
  { people }: Configuration,
): Problem[] {
  const problems: Problem[] = [];
  const told = new Set<string>();
  const likenesses = likenessesOf(section, deployed, people);
  for (const { former, wanted, why } of likenesses.flatMap((one) =>
    pairs(one, leaving, arriving),
  )) {
    if (told.has(wanted.key)) continue;
    told.add(wanted.key);
    problems.push(changedKey(section, former, wanted, why));
  }
  const emailOf = ({ key }: DeployedEntry) => deployed.people.get(key)?.email?.toLowerCase();
  const stayingByEmail = new Map(staying.map((one) => [emailOf(one.deployed), one]));
  for (const former of section === "people" ? leaving : []) {
    const email = emailOf(former);
    const twin = email === undefined ? undefined : stayingByEmail.get(email);
    if (twin) problems.push(twice(twin.wanted, former, twin.deployed, deployed.identityStoreId));
  }
  for (const { wanted, deployed: twin, former } of doubled) {
    problems.push(
      section === "people"
        ? twice(wanted, former, twin, deployed.identityStoreId)
        : idleAlias(section, wanted, former),
    );
  }
  return problems;
}

/** Something by which one that leaves and one that arrives are likely the same. */
interface Likeness {
  deployed(entry: DeployedEntry): string | undefined;
  wanted(entry: WantedEntry): string | undefined;
  /** In words, of the one that leaves. */
  why(entry: DeployedEntry): string;
}

function likenessesOf(
  section: MadeSection,
  deployed: Deployed,
  people: Configuration["people"],
): Likeness[] {
  const name: Likeness = {
    deployed: (entry) => entry.name,
    wanted: (entry) => entry.name,
    why: (entry) => `has the same name (${entry.name})`,
  };
  if (section !== "people") return [name];
  const before = ({ key }: DeployedEntry) => deployed.people.get(key) as DeployedPerson;
  const fullName = (one: { givenName: string; familyName: string } | undefined) =>
    one?.givenName ? `${one.givenName}\n${one.familyName}` : undefined;
  return [
    name,
    {
      deployed: (entry) => before(entry).email,
      wanted: ({ key }) => people[key]?.email,
      why: (entry) => `has the same e-mail (${before(entry).email})`,
    },
    {
      deployed: (entry) => fullName(before(entry)),
      wanted: ({ key }) => fullName(people[key]),
      why: (entry) => `is called ${before(entry).givenName} ${before(entry).familyName}, too`,
    },
  ];
}

function pairs(
  { deployed, wanted, why }: Likeness,
  leaving: readonly DeployedEntry[],
  arriving: readonly WantedEntry[],
): { former: DeployedEntry; wanted: WantedEntry; why: string }[] {
  const byValue = new Map(leaving.map((entry) => [deployed(entry)?.toLowerCase(), entry]));
  return arriving.flatMap((entry) => {
    const value = wanted(entry)?.toLowerCase();
    const former = value === undefined ? undefined : byValue.get(value);
    return former ? [{ former, wanted: entry, why: why(former) }] : [];
  });
}

function changedKey(
  section: MadeSection,
  former: DeployedEntry,
  wanted: WantedEntry,
  why: string,
): Problem {
  const noun = nounOf[section];
  const rename =
    section === "people" && !sameName(former.name, wanted.name)
      ? ` and \`userName: ${former.name}\``
      : "";
  const loss = section === "people" ? ", without password, MFA and memberships" : "";
  return error(
    pathOf(`access:${section}`, wanted.key),
    `${why} as "${former.key}", which this update would delete to make another ${noun}${loss}: if it is the same ${noun}, add \`aliases: [${former.key}]\`${rename} to "${wanted.key}"; if not, remove "${former.key}" in an update of its own, before "${wanted.key}" is added`,
  );
}

/** An earlier update was stopped between making the one and deleting the other: a person must choose. */
function twice(
  wanted: WantedEntry,
  former: DeployedEntry,
  twin: DeployedEntry,
  identityStoreId: string,
): Problem {
  const keep = (kept: DeployedEntry, gone: DeployedEntry) => [
    `to keep "${kept.key}" (sign-in ${kept.name}), write the person under that key, without the alias "${gone.key}", and run`,
    forgetCommand([gone.urn], "--target-dependents"),
    `aws identitystore delete-user --identity-store-id ${identityStoreId} --user-id ${gone.id}`,
    "pulumi up",
  ];
  const message = `this stack made both "${former.key}" and "${twin.key}", as after an update that was stopped when a key was changed without an alias; which of the two has the password and the MFA devices can't be told from here, so choose:`;
  return {
    ...error(pathOf("access:people", wanted.key), message),
    steps: [...keep(former, twin), ...keep(twin, former)],
  };
}

function idleAlias(section: MadeSection, wanted: WantedEntry, former: DeployedEntry): Problem {
  const noun = nounOf[section];
  return error(
    pathOf(`access:${section}`, wanted.key, "aliases"),
    `this stack made both "${wanted.key}" and "${former.key}", so neither can become the other: remove the alias, and this update deletes the ${noun} "${former.key}"`,
  );
}
