/** What a strict but fair reviewer would name in a program. */
export interface Fault {
  /** Logical name of the resource at which it stands. */
  readonly resource: string;
  readonly why: string;
}
