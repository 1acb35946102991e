import { accessAnalyzer } from "./accessAnalyzer.ts";
import { account } from "./account.ts";
import { cloudTrail } from "./cloudTrail.ts";
import { config } from "./config.ts";
import { iam } from "./iam.ts";
import { identityStore } from "./identityStore.ts";
import { organizations } from "./organizations.ts";
import type { Service } from "./service.ts";
import { ssoAdmin } from "./ssoAdmin.ts";
import { sts } from "./sts.ts";

/** The services that the endpoint answers for. */
export const services: readonly Service[] = [
  accessAnalyzer,
  account,
  cloudTrail,
  config,
  iam,
  identityStore,
  organizations,
  ssoAdmin,
  sts,
];
