import { notKnownYet, type Rule } from "../../rule.ts";
import { UNKNOWN } from "../../value.ts";

const CONTACT = "aws:account/alternativeContact:AlternativeContact";

export const accountAlternateContacts: Rule = {
  id: "account-alternate-contacts",
  severity: "low",
  level: "advisory",
  title: "Security contact is set",
  why: "AWS's notice of a leaked key or an abused account goes to the root user's mailbox only, which nobody may read",
  fix: "declare an AlternativeContact of type SECURITY with a mailbox that a team reads",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/account-controls.html#account-1",
  controls: {
    cis: { "3.0.0": "1.2", "4.0.0": "1.2", "5.0.0": "1.2", "6.0.0": "2.2", "7.0.0": "2.3" },
    securityHub: ["Account.1"],
  },
  limits: "judged where a stack manages contacts; contacts that were set by hand don't show",
  settings: {},
  resource: {
    types: [CONTACT],
    *check({ name, inputs }) {
      if (inputs.name === UNKNOWN) {
        yield notKnownYet("name");
      } else if (typeof inputs.name === "string" && /-[0-9a-f]{7}$/.test(inputs.name)) {
        if (!inputs.name.startsWith(`${name}-`)) return;
        const seen = `name ${inputs.name}, which Pulumi made up`;
        yield { id: "made-up-name", seen, wanted: "the name of a person or a team" };
      }
    },
  },
  stack: {
    types: [CONTACT],
    *check(stack) {
      const byAccount = Map.groupBy(
        stack.declared(CONTACT),
        ({ inputs }) => inputs.accountId ?? "",
      );
      for (const [account, contacts] of byAccount) {
        const types = contacts.map(({ inputs }) => inputs.alternateContactType);
        if (types.includes("SECURITY") || types.includes(UNKNOWN)) continue;
        if (typeof account !== "string") continue;
        const where = account === "" ? "" : ` of account ${account}`;
        const seen = `alternate contacts${where}, none of them for security`;
        const resource = contacts[0];
        yield {
          id: "no-security-contact",
          seen,
          wanted: "one of type SECURITY",
          ...(resource && { resource }),
        };
      }
    },
  },
};
