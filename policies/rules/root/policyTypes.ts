import { property } from "../../resources/resource.ts";
import type { Finding } from "../../rule.ts";
import type { Stack } from "../../stack/stack.ts";
import { list, UNKNOWN } from "../../value.ts";
import { ORGANIZATION } from "./targets.ts";

/** Service control policies don't work where the organization hasn't turned them on. */
export function* policyTypesOff(stack: Stack): Iterable<Finding> {
  const why = "so no service control policy has an effect";
  for (const resource of stack.declared(...ORGANIZATION)) {
    const { type, inputs } = resource;
    if (property(inputs, "FeatureSet") === "CONSOLIDATED_BILLING") {
      const seen = `the organization's feature set is CONSOLIDATED_BILLING, ${why}`;
      yield { id: "feature-set", seen, wanted: "the feature set ALL", resource };
    } else if (type.startsWith("aws:")) {
      const types = list(inputs.enabledPolicyTypes);
      if (types === UNKNOWN || types.includes(UNKNOWN)) continue;
      if (types.includes("SERVICE_CONTROL_POLICY")) continue;
      const seen = `enabledPolicyTypes without SERVICE_CONTROL_POLICY, ${why}`;
      const wanted = "enabledPolicyTypes with SERVICE_CONTROL_POLICY";
      yield { id: "policy-type-off", seen, wanted, resource };
    }
  }
}
