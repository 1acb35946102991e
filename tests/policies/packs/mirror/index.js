// Says all that a policy is told, so that tests can compare who asks.
import { PolicyPack } from "@pulumi/policy";

const urns = (resources) => resources.map(({ urn }) => urn);

const policies = [
  {
    name: "inputs",
    description: "What is said of a resource",
    configSchema: { properties: { depth: { type: "integer", default: 1 } } },
    validateResource: (args, report) =>
      report(JSON.stringify({ ...args, configuration: args.getConfig() })),
  },
  {
    name: "outputs",
    description: "What is said of the stack",
    validateStack: ({ resources }, report) => {
      for (const { parent, dependencies, propertyDependencies, ...one } of resources) {
        const origins = Object.entries(propertyDependencies).map(([key, all]) => [key, urns(all)]);
        const edges = [parent?.urn, urns(dependencies), origins.toSorted()];
        try {
          report(JSON.stringify({ ...one, edges }), one.urn);
        } catch (error) {
          report(error.message, one.urn);
        }
      }
    },
  },
];
// Without a level, which the engine takes for advisory.
const initially = { inputs: { depth: 2 } };
new PolicyPack("mirror", { enforcementLevel: "mandatory", policies }, initially);
