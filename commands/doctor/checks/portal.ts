import type { Check } from "../check.ts";
import { identityCenterSettings } from "../consolePage.ts";
import { noInstance } from "../gap.ts";

export const portal: Check<"instance"> = {
  id: "portal",
  severity: "low",
  title: "People who were just made can sign in at the access portal",
  why: "people that an API makes have no password until AWS mails them a one-time password, which is a switch in the console",
  fix: "Settings > Authentication > Standard authentication > Configure > Send email OTP; where an identity provider signs people in, it isn't needed",
  url: "https://docs.aws.amazon.com/singlesignon/latest/userguide/userswithoutpwd.html",
  limits: "no API tells the portal's address, its sessions' length or this switch",
  needs: ["instance"],
  *judge({ instance: { found } }, { region, stack }) {
    if (!found) {
      yield noInstance;
      return "";
    }
    const [, partition] = found.arn.split(":");
    const usual =
      partition === "aws" ? `https://${found.identityStoreId}.awsapps.com/start` : undefined;
    const address = stack?.configuration.identityCenter.portalUrl ?? usual;
    const where = address === undefined ? "" : `; people sign in at ${address}`;
    yield {
      look: `whether one-time passwords are mailed, and how long sessions last${where}`,
      at: identityCenterSettings(region),
    };
    return "";
  },
};
