import { oneOf } from "./calls.ts";
import type { Events, Wanted } from "./events.ts";
import type { Watched } from "./watched.ts";

/** Roles of emergency access assumed, or tried to, and sign-ins of its users. */
export function emergencyUse({ emergencyRoles, emergencyUsers }: Watched): Events[] {
  return [
    ...(emergencyRoles.length > 0 ? ofRoles(emergencyRoles) : []),
    ...(emergencyUsers.length > 0 ? [ofUsers(emergencyUsers)] : []),
  ];
}

/** What was refused says in its message alone which role was wanted, and at the end of it why, as far as it is told. */
function ofRoles(names: readonly string[]): Events[] {
  const roles = names.map((name) => `:role/${name}`);
  const assume = (field: string, wanted: Wanted): Events => ({
    eventSource: oneOf("sts.amazonaws.com"),
    eventName: { startsWith: "AssumeRole" },
    [field]: wanted,
  });
  return [
    assume("requestParameters.roleArn", { endsWith: roles }),
    assume("errorMessage", { endsWith: roles }),
    assume("errorMessage", { contains: roles.map((role) => `${role} `) }),
  ];
}

function ofUsers(names: readonly string[]): Events {
  return {
    eventSource: oneOf("signin.amazonaws.com"),
    "userIdentity.type": oneOf("IAMUser"),
    // Events name users without their path.
    "userIdentity.userName": { is: names.map((name) => name.slice(name.lastIndexOf("/") + 1)) },
  };
}
