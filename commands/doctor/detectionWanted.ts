import type { Detection } from "../../model/schema/detection.ts";
import type { CheckContext } from "./check.ts";

/** What the stack file has AWS look for; undefined where it is off, or no stack file is given. */
export function wantedDetection({ stack }: CheckContext): Detection | undefined {
  const detection = stack?.configuration.detection;
  return detection?.enabled ? detection : undefined;
}

/** Ends a sentence about what isn't there. @param isWanted whether `access:detection` makes it */
export function though(isWanted: boolean, key: string): string {
  return isWanted ? `, though access:detection.${key} asks for it: run pulumi up --refresh` : "";
}
