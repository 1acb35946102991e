import * as pulumi from "@pulumi/pulumi";
import { EmergencyAccess } from "../components/emergencyAccess.ts";
import { createHomeProvider } from "../program/homeProvider.ts";
import { readOrganization } from "../program/organization.ts";
import { reportProblems } from "../program/problems.ts";
import { readEmergency } from "./configuration.ts";
import { emergencyArgs } from "./emergencyArgs.ts";

// What is wanted. Everything wrong is said here, before anything is made.
const { value: emergency, problems } = readEmergency(
  new pulumi.Config("access").requireObject("emergency"),
);
reportProblems(problems);
if (!emergency) throw new pulumi.RunError("access:emergency can't be read");

// Where it goes: nothing of Identity Center, and nothing of another stack, is looked up.
const region = new pulumi.Config("aws").require("region");
const provider = createHomeProvider(region);
const organization = await readOrganization({ tree: true, tags: false }, { provider });

// What is made of it.
const args = emergencyArgs(emergency, organization, region);
const access = new EmergencyAccess("emergency-access", args, { provider });

/** What the identity provider sends as SAML's attribute Role; empty without federation. */
export const samlRole = access.samlRole;
/** ARNs of the roles, by name, `*` for the account. */
export const roleArns = access.roleArns;
