import { identityStore } from "./identityStore.ts";
import { organizations } from "./organizations.ts";
import type { Service } from "./service.ts";
import { ssoAdmin } from "./ssoAdmin.ts";

/** The services that the endpoint answers for. */
export const services: readonly Service[] = [identityStore, organizations, ssoAdmin];
