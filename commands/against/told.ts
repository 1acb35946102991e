/** What is told of a stack against a revision. Texts are as they are in the files: who shows them escapes them. */
export interface Told {
  /** Such as `stack prod: against origin/main (4f2a9c1, 2026-11-20)`. */
  readonly title: string;
  /** Whether it could be compared. */
  readonly isCompared: boolean;
  readonly summary: string;
  /** What is wrong with the stack file as it is, as a compiler prints it. */
  readonly problems: readonly string[];
  /** What was taken for what, and why something isn't compared. */
  readonly notes: readonly string[];
  readonly sections: readonly Section[];
}

/** One kind of change. */
export interface Section {
  readonly title: string;
  readonly items: readonly Item[];
}

export interface Item {
  readonly text: string;
  readonly details: readonly string[];
}
