import { Detection } from "../components/detection.ts";
import type { Home } from "./fromConfiguration.ts";
import { concealed } from "./secrets.ts";
import type { WantedAccess } from "./wantedAccess.ts";

/** What AWS looks for, where the configuration switches it on. */
export function createDetection(
  { configuration, deployed, detectionAccounts, region, isSecret, ...wanted }: WantedAccess,
  { center, place }: Home,
): Detection | undefined {
  const { enabled, trustedAccess, accessAnalyzer, config, ...rest } = configuration.detection;
  if (!enabled) return undefined;
  const { enabled: hasRules, recorder, except: _, ...rules } = config;
  const { enabled: hasPolicy, ...passwordPolicy } = rest.passwordPolicy;
  const { accounts: __, ...contacts } = rest.contacts;
  const { contactMembers, contactManagement, excluded } = detectionAccounts;
  const { unused, ...external } = accessAnalyzer;
  return new Detection(
    "detection",
    {
      managementAccountId: center.managementAccountId,
      region,
      trustedAccess,
      ...(trustedAccess
        ? { trustedElsewhere: [...wanted.trustedElsewhere] }
        : { trustedServices: [...deployed.trustedServices] }),
      accessAnalyzer: { ...external, ...(unused && { unusedDays: unused.days }) },
      ...(hasRules && {
        config: {
          ...rules,
          createRecorder: recorder === "create",
          excludedAccounts: [...excluded],
        },
      }),
      ...(hasPolicy && { passwordPolicy }),
      ...(Object.keys(contacts).length > 0 && {
        contacts: {
          ...concealed(isSecret("detection"), contacts),
          memberAccounts: [...contactMembers],
          managementAccount: contactManagement,
        },
      }),
      tags: concealed(isSecret("identityCenter"), configuration.identityCenter.tags),
    },
    place,
  );
}
