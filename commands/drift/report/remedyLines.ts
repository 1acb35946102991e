import type { Remedy } from "../differences.ts";
import type { Drift } from "../drift.ts";

/** Commands that bring code and AWS together, each where something is for it. */
export function remedyLines(drift: Drift, stack: string): string[] {
  const { differences, behind, unmanaged, hasState } = drift;
  const count = (remedy: Remedy | undefined) =>
    differences.filter((one) => one.remedy === remedy).length;
  const [updated, refreshed, adopted] = [count("update"), count("refresh"), count("adopt")];
  const [byHand, unknown] = [count("hand"), count(undefined)];
  const healed = adopted + behind.filter(({ isAsWanted }) => isAsWanted).length;
  const unnamed = Object.values(unmanaged).reduce((sum, names) => sum + names.length, 0);
  const up = `npm run up -- --stack ${stack}`;
  const lines: (readonly [boolean, string])[] = [
    [
      refreshed > 0,
      `npx pulumi refresh --stack ${stack}, then ${up}: ${refreshed} that Pulumi's state doesn't see`,
    ],
    [updated > 0, `${up}: ${updated} that the next update heals`],
    [
      healed > 0,
      `npm run drift -- --stack ${stack} --heal: provisions ${healed - adopted}, and takes ${adopted} into the state that AWS has as wanted`,
    ],
    [
      unknown > 0,
      `${up}, after npx pulumi refresh --stack ${stack}: ${unknown}, which it brings to what the code says`,
    ],
    [
      byHand > 0,
      `by hand: ${byHand}, marked so above; or write it into the code${hasState ? "" : ". What Pulumi's state has of it, an update takes away"}`,
    ],
    [
      unnamed > 0,
      "what isn't in the code: name it there with existing: true, if others make it; take it over (docs/adopting.md); or delete it in AWS",
    ],
  ];
  return lines.flatMap(([isFor, text]) => (isFor ? [`  ${text}`] : []));
}
