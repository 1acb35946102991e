import { userInputs } from "../../../components/user.ts";
import type { LiveUser } from "../../../live/liveOrganization.ts";
import { pathOf } from "../../../model/problems/path.ts";
import type { Person } from "../../../model/schema/person.ts";
import { isObject } from "../../../policies/isObject.ts";
import type { Secrets } from "../secrets.ts";
import type { Sides } from "./sides.ts";
import { entryOf } from "./stateEntry.ts";
import { type Facts, facts, type Parts, THERE, type Thing } from "./thing.ts";

/** Attributes as @pulumi/aws names them: those that it has no input for are none of the code's business. */
const ATTRIBUTES = [
  ...[
    "displayName",
    "name",
    "emails",
    "phoneNumbers",
    "addresses",
    "nickname",
    "title",
    "userType",
  ],
  ...["locale", "preferredLanguage", "timezone", "profileUrl"],
] as const;

/** What they are called in the configuration, where that isn't their own last word. */
const NAMES: Readonly<Record<string, string>> = {
  "name.formatted": "formattedName",
  "emails.value": "email",
  "emails.type": "emailType",
  "emails.primary": "email is primary",
  "phoneNumbers.value": "phone",
  "phoneNumbers.type": "phone.type",
  "phoneNumbers.primary": "phone is primary",
  "addresses.primary": "address is primary",
};

/** People of the code, each with all attributes that it can say. */
export function peopleThings({ code, live, pairs, state }: Sides): Thing[] {
  if (!pairs.people.isRead) return [];
  return Object.entries(code.configuration.people).map(([key, person]): Thing => {
    const path = pathOf("access:people", key);
    const found = pairs.people.live.get(key);
    const thing = { kind: "person", name: key, path, isMade: !person.existing } as const;
    if (person.existing) return { ...thing, code: THERE, ...(found && { aws: THERE }) };
    const without = hidden(path, code.secrets);
    return {
      ...thing,
      code: without(wantedFacts(person)),
      ...(found && {
        aws: without(liveFacts(found)),
        ...resourceOf(key, found.id, live, code.secrets.has(path)),
      }),
      ...entryOf(state, "people", [key, ...person.aliases], found?.id, (outputs) =>
        without(facts([["userName", outputs.userName], ...attributes(outputs)])),
      ),
    };
  });
}

function resourceOf(
  key: string,
  id: string,
  { instance }: Sides["live"],
  isHidden: boolean,
): Pick<Thing, "resources"> {
  if (isHidden) return {};
  const type = "aws:identitystore/user:User";
  return {
    resources: [{ type, name: `people/${key}`, id: `${instance.identityStoreId}/${id}` }],
  };
}

function wantedFacts(person: Person): Facts {
  const inputs = userInputs({ ...person, identityStoreId: "", region: "" });
  return facts([
    ["userName", person.userName],
    // Nobody can say it in the code: whoever is wanted is to sign in.
    ["status", "ENABLED"],
    ...attributes(inputs as unknown as Readonly<Record<string, unknown>>),
  ]);
}

function liveFacts({ userName, status = "ENABLED", attributes: given }: LiveUser): Facts {
  const shape = inPulumisWords(given);
  return facts([
    ["userName", userName],
    ["status", status],
    ...attributes(isObject(shape) ? shape : {}),
  ]);
}

/** All texts of the attributes, by their names in the configuration. */
function attributes(shape: Readonly<Record<string, unknown>>): [string, unknown][] {
  return ATTRIBUTES.flatMap((name) => leaves(name, shape[name]));
}

function leaves(path: string, value: unknown): [string, unknown][] {
  if (isObject(value)) {
    return Object.entries(value).flatMap(([key, inner]) => leaves(`${path}.${key}`, inner));
  }
  const name = NAMES[path] ?? path.replace(/^name\./, "").replace(/^addresses\./, "address.");
  return [[name, value]];
}

/** AWS's names begin with a capital, and where one of something is allowed it has lists. */
function inPulumisWords(value: unknown): unknown {
  if (Array.isArray(value)) return inPulumisWords(value[0]);
  if (!isObject(value) || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const name = key === "NickName" ? "nickname" : key.charAt(0).toLowerCase() + key.slice(1);
      return [name, inPulumisWords(inner)];
    }),
  );
}

/** Leaves out what is encrypted in the stack file. A name that is made of others is as secret as they are. */
function hidden(path: string, secrets: Secrets): (all: Facts) => Parts {
  const isHidden = (name: string): boolean => {
    if (secrets.has(path) || secrets.has(pathOf(path, ...name.split(".")))) return true;
    const isMade = name === "displayName";
    return isMade && ["givenName", "familyName"].some((one) => secrets.has(pathOf(path, one)));
  };
  return (all) => new Map([["attributes", new Map([...all].filter(([name]) => !isHidden(name)))]]);
}
