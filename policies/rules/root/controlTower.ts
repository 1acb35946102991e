import { property } from "../../resources/resource.ts";
import type { Stack } from "../../stack/stack.ts";

export const CONTROL_TOWER_CONTROLS: readonly string[] = [
  "aws:controltower/controlTowerControl:ControlTowerControl",
  "AWS::ControlTower::EnabledControl",
];

/** "Disallow actions as a root user" of AWS Control Tower, by its legacy and its opaque id. */
const DENIES_ROOT = /control\/(AWS-GR_RESTRICT_ROOT_USER|5kvme4m5d2b4d7if2fs5yg2ui)$/;

/** Whether a stack has Control Tower attach its own denial of the root user. */
export function isDeniedByControlTower(stack: Stack): boolean {
  return stack.declared(...CONTROL_TOWER_CONTROLS).some(({ inputs }) => {
    const id = property(inputs, "ControlIdentifier");
    return typeof id === "string" && DENIES_ROOT.test(id);
  });
}
