import { hasPlaceholder } from "../../patterns/placeholder.ts";
import type { Use } from "../statement.ts";
import { type Fault, shown } from "./fault.ts";

const VENDOR = /^[A-Za-z0-9.-]+$/;
const NAME = /^[A-Za-z0-9_*?-]+$/;
/** As nearly all are. */
const SOUND = /^[A-Za-z0-9.-]+:[A-Za-z0-9_*?-]+$/;

/**
 * What AWS refuses in one value of `Action` or `NotAction` ("IAM JSON policy elements: Action"): it is `*`,
 * `*:*`, or a service's prefix without wildcards, one colon and a name that may have some.
 */
export function actionFault(action: string, use: Use): Fault | undefined {
  if (action === "*" || action === "*:*" || hasPlaceholder(action)) return undefined;
  if (use !== "trust" && SOUND.test(action)) return undefined;
  const wanted =
    "one colon between a service's prefix and a name, such as s3:GetObject or s3:Get*; or *";
  const seen = `the action ${shown(action)}`;
  if (action.includes("${")) {
    return {
      id: "variable-elsewhere",
      seen,
      wanted: "policy variables only in Resource and Condition",
    };
  }
  const [vendor = "", name, ...rest] = action.split(":");
  if (name === undefined || rest.length > 0) return { id: "bad-action", seen, wanted };
  if (/[*?]/.test(vendor)) {
    return { id: "bad-action", seen, wanted: `no wildcard in the service's prefix; ${wanted}` };
  }
  if (!VENDOR.test(vendor) || !NAME.test(name)) return { id: "bad-action", seen, wanted };
  if (use === "trust" && vendor.toLowerCase() !== "sts") {
    return { id: "not-an-sts-action", seen, wanted: "only actions of sts in a trust policy" };
  }
  return undefined;
}
