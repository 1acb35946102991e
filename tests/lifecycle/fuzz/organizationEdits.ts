import { type Company, MANAGEMENT, UNITS } from "./company.ts";
import type { Edit } from "./edits.ts";

export const organizationEdits = {
  "an account moves": (company, random) => {
    const account = random.pick(members(company));
    if (!account) return false;
    account.organizationalUnit = random.pick(UNITS) as string;
    return true;
  },
  "an account is suspended": (company, random) => {
    const account = random.pick(members(company).filter(({ state }) => state === "ACTIVE"));
    if (!account || members(company).filter(({ state }) => state === "ACTIVE").length < 3) {
      return false;
    }
    account.state = random.pick(["SUSPENDED", "CLOSED"] as const) ?? "SUSPENDED";
    return true;
  },
  "an account opens again": (company, random) => {
    const account = random.pick(members(company).filter(({ state }) => state !== "ACTIVE"));
    if (!account) return false;
    account.state = "ACTIVE";
    return true;
  },
  "an account gets another tag": (company, random) => {
    const account = random.pick(members(company));
    if (!account) return false;
    account.tags = { env: random.pick(["prod", "dev"]) as string };
    return true;
  },
} satisfies Readonly<Record<string, Edit>>;

function members({ accounts }: Company) {
  return accounts.filter(({ id }) => id !== MANAGEMENT);
}
