import { isObject } from "../../policies/isObject.ts";
import { parseSnapshot } from "../../sandbox/snapshot.ts";

/**
 * An organization file in one form, by which two that describe one organization are equal: units that accounts are in
 * need no list, what is empty needs no key, and order says nothing. Addresses of root users aren't read from AWS.
 *
 * @returns undefined where it is no organization file
 */
export function organizationForm(name: string, text: string): object | undefined {
  try {
    const { facts, accounts, ...others } = parseSnapshot(text, name);
    return ordered({
      ...others,
      ...facts,
      accounts: accounts.map(({ email: _, organizationalUnit = "", tags = {}, ...account }) => ({
        ...account,
        ...(organizationalUnit !== "" && { organizationalUnit }),
        ...(Object.keys(tags).length > 0 && { tags }),
      })),
    }) as object;
  } catch {
    return undefined;
  }
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value
      .map(ordered)
      .sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, one]) => [key, ordered(one)]),
  );
}
