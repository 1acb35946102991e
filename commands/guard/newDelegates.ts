import { text, UNKNOWN } from "../../policies/value.ts";
import { IS_DELEGATE } from "../report/delegate.ts";
import type { Digest } from "./digest.ts";
import type { Finding } from "./finding.ts";
import { registeredIn } from "./managementAccount.ts";
import type { Sides } from "./side.ts";

/** Accounts that an update registers as delegated administrator of Identity Center. One that is imported is it already. */
export function newDelegates({ steps }: Digest, { before, after }: Sides): Finding[] {
  const imported = new Set(steps.filter(({ op }) => op.startsWith("import")).map(({ urn }) => urn));
  const former = new Set(registeredIn(before).map(({ inputs }) => text(inputs.accountId)));
  return registeredIn(after).flatMap(({ urn, inputs, external }): Finding[] => {
    const account = text(inputs.accountId) ?? UNKNOWN;
    if (external || imported.has(urn) || (account !== UNKNOWN && former.has(account))) return [];
    const name = account === UNKNOWN ? "an account that isn't known yet" : account;
    return [{ kind: "administrator", name, urn, seen: IS_DELEGATE }];
  });
}
