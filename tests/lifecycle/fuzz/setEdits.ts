import { type Company, MANAGEMENT, made } from "./company.ts";
import type { Edit } from "./edits.ts";
import { newLine } from "./lineEdits.ts";
import { policiesOf, repairingPolicies } from "./policies.ts";
import { linesOf } from "./resolution.ts";

const policies: Edit = (company, random) => {
  const [key, set] = random.pick(made(company, "permissionSets")) ?? [];
  if (key === undefined || !set) return false;
  const fresh = isNeeded(company, key) ? repairingPolicies(random) : policiesOf(random);
  for (const part of PARTS) delete set[part];
  Object.assign(set, fresh);
  return true;
};

/** One part becomes another, and the others stay. */
const onePart: Edit = (company, random) => {
  const [key, set] = random.pick(made(company, "permissionSets")) ?? [];
  if (key === undefined || !set || isNeeded(company, key)) return false;
  const part = random.pick(PARTS) as string;
  const { [part]: value } = policiesOf(random);
  delete set[part];
  if (value !== undefined) set[part] = value;
  return true;
};

export const setEdits = {
  "a set's policies change": policies,
  "a set's policies change altogether": policies,
  "one part of a set changes": onePart,
  "one part of a set changes, the others stay": onePart,
  "two sets exchange their policies": (company, random) => {
    const free = made(company, "permissionSets").filter(([key]) => !isNeeded(company, key));
    const [one, other] = random.some(free, 2, 2).map(([, set]) => set);
    if (!one || !other) return false;
    for (const part of PARTS) {
      const [a, b] = [one[part], other[part]];
      delete one[part];
      delete other[part];
      if (b !== undefined) one[part] = b;
      if (a !== undefined) other[part] = a;
    }
    return true;
  },
  "a set comes": (company, random) => {
    const key = `set${++company.made}`;
    company.config["access:permissionSets"][key] = {
      ...policiesOf(random),
      tags: { identity: key },
    };
    for (const group of random.some(Object.values(company.config["access:groups"]), 1, 2)) {
      const line = newLine(company, random);
      if (line) group.access.push({ ...line, permissionSet: key });
    }
    return true;
  },
  "a set goes": (company, random) => {
    const key = random.pick(unneeded(company));
    if (key === undefined) return false;
    removeSet(company, key);
    return true;
  },
  "a set's key changes": (company, random) => {
    const sets = company.config["access:permissionSets"];
    const [key, set] = random.pick(made(company, "permissionSets")) ?? [];
    if (key === undefined || !set || set.aliases) return false;
    const next = `set${++company.made}`;
    delete sets[key];
    sets[next] = { ...(random.chance(0.5) ? { name: key } : {}), ...set, aliases: [key] };
    inLines(company, key, (line) => {
      line.permissionSet = next;
    });
    return true;
  },
  "a set's description changes": (company, random) => {
    const [, set] = random.pick(made(company, "permissionSets")) ?? [];
    if (!set) return false;
    set.description = `Description ${random.below(100)}`;
    return true;
  },
  "a set's sessions change": (company, random) => {
    const [, set] = random.pick(made(company, "permissionSets")) ?? [];
    if (!set) return false;
    set.sessionDuration = random.pick(["PT1H", "PT2H", "PT8H"]);
    return true;
  },
} satisfies Readonly<Record<string, Edit>>;

const PARTS = ["managedPolicies", "customerManagedPolicies", "inlinePolicy", "permissionsBoundary"];

/** Sets that administrators don't administer with. */
export function unneeded(company: Company): string[] {
  return made(company, "permissionSets").flatMap(([key]) => (isNeeded(company, key) ? [] : [key]));
}

export function removeSet({ config }: Company, key: string): void {
  delete config["access:permissionSets"][key];
  for (const group of Object.values(config["access:groups"])) {
    group.access = group.access.filter(({ permissionSet }) => permissionSet !== key);
  }
}

/** Whether administrators have it where they administer. */
function isNeeded(company: Company, key: string): boolean {
  return Object.values(company.config["access:groups"]).some(
    (group) =>
      group.administrators &&
      linesOf(company, group).some(
        ({ permissionSet, accounts }) => permissionSet === key && accounts.includes(MANAGEMENT),
      ),
  );
}

function inLines(
  { config }: Company,
  key: string,
  change: (line: Record<string, unknown>) => void,
): void {
  for (const { access } of Object.values(config["access:groups"])) {
    for (const line of access) if (line.permissionSet === key) change(line);
  }
}
