/** One line of the result: a measured value against the most that it may be. */
export interface Measure {
  readonly name: string;
  /** In rounds that were measured in turns; the median counts. */
  readonly values: readonly number[];
  /** The most that the median may be. Absent where it is only told. */
  readonly target?: number;
  /** Written after each value, such as `s`. Default: a ratio. */
  readonly unit?: string;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = [
    sorted[middle - 1 + (sorted.length % 2)],
    sorted[middle],
  ];
  return (low + high) / 2;
}

/** Whether the median is at most the target; undefined where there is none. */
export function isMet({ values, target }: Measure): boolean | undefined {
  return target === undefined ? undefined : median(values) <= target;
}

/** Round by round: how many times as much the one took as the other. */
export function ratios(ones: readonly number[], others: readonly number[]): number[] {
  return ones.flatMap((one, round) => {
    const other = others[round];
    return other === undefined ? [] : [one / other];
  });
}

/** The result as a table: median, range of the rounds, target, verdict. */
export function drawMeasures(measures: readonly Measure[]): string {
  const rows = measures.map((measure) => {
    const { name, values, target, unit = "×" } = measure;
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const range = values.length > 1 ? `${short(low)} – ${short(high)}` : "";
    const met = isMet(measure);
    const verdict = met === undefined ? "" : met ? "met" : "MISSED";
    const limit = target === undefined ? "" : `≤ ${short(target)} ${unit}`;
    return [name, `${short(median(values))} ${unit}`, range, limit, verdict];
  });
  const table = [["measure", "median", "rounds", "target", ""], ...rows];
  const widths = [0, 1, 2, 3, 4].map((at) => Math.max(...table.map((row) => row[at]?.length ?? 0)));
  return table
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function short(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(value < 100 ? 2 : 0);
}
