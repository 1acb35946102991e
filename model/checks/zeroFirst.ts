import type { Places } from "../files/places.ts";
import { error, type Problem } from "../problems/problem.ts";
import { sectionNames } from "../schema/configuration.ts";

/**
 * Numbers that begin with a zero, which Pulumi's YAML reads as octal: `0400` is 256, and 400 is meant.
 *
 * @param told what is said already: where text is wanted, it says how YAML reads the number
 */
export function zeroFirstProblems(places: Places, told: readonly Problem[]): Problem[] {
  const paths = new Set(
    told.filter(({ message }) => message.startsWith("YAML reads this")).map(({ path }) => path),
  );
  return places
    .zeroFirst(sectionNames.map((name) => `access:${name}`))
    .filter(({ path }) => !paths.has(path))
    .map(({ path, written, value }) => {
      const meant = Number(written.replaceAll("_", ""));
      const read =
        meant === value
          ? `which some readers of YAML take for an octal number; write ${meant}`
          : `which YAML reads as the octal number ${value}; write ${meant} or ${value}`;
      return error(path, `is ${written}, ${read}`);
    });
}
