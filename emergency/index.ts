import * as pulumi from "@pulumi/pulumi";
import { EmergencyAccess } from "../components/emergencyAccess.ts";
import { wordAs } from "../components/wording.ts";
import { createHomeProvider, HOME } from "../program/homeProvider.ts";
import { movedRegionProblems, providerRegions } from "../program/movedRegion.ts";
import { readOrganization } from "../program/organization.ts";
import { reportProblems } from "../program/problems.ts";
import { readState } from "../program/readState.ts";
import { changedWays } from "./changedWays.ts";
import { readConfiguration } from "./configuration.ts";
import { emergencyArgs, selectsByTag } from "./emergencyArgs.ts";
import { madeWith, NAME } from "./madeWith.ts";

// What is wanted. Everything wrong is said before anything is made.
const configuration = readConfiguration();
reportProblems(configuration.problems);

// Where it goes: nothing of Identity Center, and nothing of another stack, is looked up.
const aws = new pulumi.Config("aws");
const region = aws.require("region");
const profile = aws.get("profile");
// Before the provider is registered, which would be replaced by that.
const state = await readState();
reportProblems(
  configuration.places.on(
    movedRegionProblems(
      providerRegions(state, (name) => name === HOME),
      "users, with password and hardware key, would be made anew",
    ),
  ),
);
const provider = createHomeProvider(region);
const organization = await readOrganization(
  { tree: true, tags: selectsByTag(configuration) },
  { provider },
);

// What is made of it.
const { args, reach, problems } = emergencyArgs(configuration, organization, region);
reportProblems([...problems, ...changedWays(configuration, reach, organization, state)]);
wordAs({
  former: (urn) => state[urn]?.outputs,
  provider: (resource) => madeWith(resource, args.accountId),
});
const access = new EmergencyAccess(
  NAME,
  { ...args, region, ...(profile === undefined ? {} : { profile }) },
  { provider },
);

/** What the identity provider sends as SAML's attribute Role; empty without federation. */
export const samlRole = access.samlRole;

/** ARNs of the roles, by name, `*` for the account. */
export const roleArns = access.roleArns;
