import type { Reader, Readers } from "./fact.ts";
import { policyFact } from "./factBuilders.ts";
import { POLICY_DOCUMENTS } from "./policyDocuments.ts";
import { valuesAt } from "./propertyPath.ts";

/** Service, and path of the input that holds its resource policy. */
interface Held {
  readonly service: string;
  readonly path: string;
}

/** Resource policies that may grant access to IAM principals, services or anyone. */
export const resourcePolicyReaders: Readers = Object.fromEntries(
  Object.entries(POLICY_DOCUMENTS).flatMap(([type, paths]) => {
    const held = Object.entries(paths).flatMap(([path, { resource }]): Held[] =>
      resource === undefined ? [] : [{ service: resource, path }],
    );
    return held.length > 0 ? [[type, reader(held)]] : [];
  }),
);

function reader(held: readonly Held[]): Reader {
  return (resource) =>
    held.flatMap(({ service, path }) =>
      valuesAt(resource.inputs, path).map(({ place, value }) =>
        policyFact({
          resource,
          use: "resource",
          form: "resource",
          property: place,
          source: value,
          name: undefined,
          holders: [],
          service,
        }),
      ),
    );
}
