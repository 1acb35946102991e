import deserialize from "@pulumi/policy/deserialize.js";

type Deserialize = (message: object, proxySecrets: boolean) => unknown;

const SHARING = Symbol("shares properties");

/**
 * Has @pulumi/policy read the properties of a resource once for all policies. It does so anew for each: in a
 * pack of fifty policies that takes more time than all their judgements, and twice as much for a stack, whose
 * resources all are read again for every stack policy. Policies only look at properties, never change them.
 */
export function shareProperties(): void {
  const sdk = deserialize as unknown as {
    deserializeProperties: Deserialize & { [SHARING]?: true };
  };
  const original = sdk.deserializeProperties;
  if (original[SHARING]) return;
  const known = new WeakMap<object, unknown>();
  const shared: Deserialize = (message, proxySecrets) => {
    // With secrets it is a remediation, which does change them.
    if (proxySecrets) return original(message, proxySecrets);
    const before = known.get(message);
    if (before) return before;
    const properties = original(message, proxySecrets);
    known.set(message, properties);
    return properties;
  };
  sdk.deserializeProperties = Object.assign(shared, { [SHARING]: true as const });
}
