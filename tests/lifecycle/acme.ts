/** A stack's configuration as an object: what its file holds under `config:`. */
export interface StackConfig {
  "aws:region": string;
  "access:identityCenter": Record<string, unknown>;
  "access:people": Record<string, Record<string, unknown>>;
  "access:permissionSets": Record<string, Record<string, unknown>>;
  "access:groups": Record<string, Group>;
  "access:alarms"?: Record<string, unknown>;
  "access:auditTrail"?: Record<string, unknown>;
  "access:delegatedAdministration"?: Record<string, unknown>;
  "access:detection"?: Record<string, unknown>;
  "access:limits"?: Record<string, unknown>;
  "access:rootGuardrails"?: Record<string, unknown>;
}

export interface Group {
  administrators?: boolean;
  existing?: boolean;
  members?: string[];
  access: Record<string, unknown>[];
  [key: string]: unknown;
}

export const deny = (action: string) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny", Action: action, Resource: "*" }],
});

/**
 * A small company with every kind of thing: administrators, a set with all kinds of policies and a
 * boundary, a set without, an existing group. Each call gives a copy, and `edit` changes it.
 */
export function acme(edit: (config: StackConfig) => void = () => {}): StackConfig {
  const config: StackConfig = {
    "aws:region": "eu-west-1",
    "access:identityCenter": { region: "eu-west-1" },
    "access:people": {
      ada: { givenName: "Ada", familyName: "Lovelace", email: "ada@example.com" },
      grace: { givenName: "Grace", familyName: "Hopper", email: "grace@example.com" },
    },
    "access:permissionSets": {
      administrator: {
        managedPolicies: ["AWSSSOMasterAccountAdministrator", "IAMFullAccess"],
      },
      builder: {
        managedPolicies: ["PowerUserAccess"],
        customerManagedPolicies: [{ name: "workload-boundary", path: "/boundaries/" }],
        inlinePolicy: deny("iam:*"),
        permissionsBoundary: { managedPolicy: "PowerUserAccess" },
      },
      reader: { managedPolicies: ["job-function/ViewOnlyAccess"] },
    },
    "access:groups": {
      administrators: {
        administrators: true,
        members: ["ada"],
        access: [{ permissionSet: "administrator", accounts: ["management"] }],
      },
      engineers: {
        members: ["ada", "grace"],
        access: [
          { permissionSet: "builder", accounts: ["web-dev"] },
          { permissionSet: "reader", accounts: ["web-dev", "web-prod"] },
        ],
      },
      security: {
        existing: true,
        access: [{ permissionSet: "reader", accounts: ["log-archive"] }],
      },
    },
  };
  edit(config);
  return config;
}

/** Of that company one administrator alone, for what has nothing to do with access. */
export function oneAdministrator(edit: (config: StackConfig) => void): StackConfig {
  return acme((config) => {
    const { administrators = { access: [] } } = config["access:groups"];
    const { administrator = {} } = config["access:permissionSets"];
    const { ada = {} } = config["access:people"];
    config["access:groups"] = { administrators };
    config["access:permissionSets"] = { administrator };
    config["access:people"] = { ada };
    edit(config);
  });
}
