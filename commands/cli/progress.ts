/** Where nothing rewrites a line, one comes this often, in milliseconds. */
const PAUSE = 10_000;
/** A terminal's line is written again this often, in milliseconds. */
const REWRITE = 200;

/** Where progress is said: standard error. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Says how far long work is: on one line of a terminal, or now and then on a line of its own. */
export class Progress {
  readonly #out: ProgressOutput;
  readonly #begin = Date.now();
  readonly #timer: NodeJS.Timeout;
  #what: string;

  /** @param what is being done, such as `starting` */
  constructor(what: string, out: ProgressOutput = process.stderr) {
    this.#what = what;
    this.#out = out;
    this.#timer = setInterval(() => this.#say(), out.isTTY ? REWRITE : PAUSE);
    this.#timer.unref();
  }

  /** What is being done from now on, such as `120 resources`. */
  now(what: string): void {
    this.#what = what;
  }

  /** Makes room for a line of what the work is for. */
  clear(): void {
    if (this.#out.isTTY) this.#out.write("\r\u001b[K");
  }

  end(): void {
    clearInterval(this.#timer);
    this.clear();
  }

  #say(): void {
    const seconds = Math.round((Date.now() - this.#begin) / 1000);
    this.clear();
    this.#out.write(`${this.#what}, ${seconds} s${this.#out.isTTY ? "" : " …\n"}`);
  }
}

/** Does work that says how far it is, and ends its progress whatever becomes of it. */
export async function withProgress<Result>(
  what: string,
  work: (progress: Progress) => Promise<Result>,
  out: ProgressOutput = process.stderr,
): Promise<Result> {
  const progress = new Progress(what, out);
  try {
    return await work(progress);
  } finally {
    progress.end();
  }
}
