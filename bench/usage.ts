/** What a process used in its life. */
export interface Usage {
  /** Of all its threads, in user and kernel mode. */
  readonly cpuSeconds: number;
  /** Largest resident set. */
  readonly peakMiB: number;
}
