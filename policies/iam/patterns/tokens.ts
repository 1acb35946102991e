/**
 * One step of a pattern: the code of a character, one of the wildcards below, or a number at most
 * `OPAQUE`, which stands for a text that isn't known but is the same wherever the number is.
 */
export type Token = number;

/** Any one character. */
export const ONE = -1;
/** Any run of characters. */
export const MANY = -2;
/** Any one character but a colon. */
export const ONE_IN_PART = -3;
/** Any run of characters without colons. */
export const MANY_IN_PART = -4;
/** Numbers up to this one stand for texts that aren't known. */
export const OPAQUE = -100;

export const COLON = 58;
/** A character that stands in no pattern. */
export const OTHER = -9;

/** The tokens of a pattern of which `*` and `?` are wildcards for all characters. */
export function tokensOf(pattern: string): readonly Token[] {
  return Array.from({ length: pattern.length }, (_, index) => {
    const character = pattern[index];
    return character === "*" ? MANY : character === "?" ? ONE : pattern.charCodeAt(index);
  });
}

/** Whether a token stands for any number of characters. */
export function isRun(token: Token | undefined): boolean {
  return token === MANY || token === MANY_IN_PART;
}

/** Whether a token can stand for a character or, for wildcards, is a run that can go on with it. */
export function takes(token: Token | undefined, character: number): boolean {
  if (token === MANY) return true;
  if (token === ONE) return character > OPAQUE;
  if (token === MANY_IN_PART || token === ONE_IN_PART) {
    return character !== COLON && character > OPAQUE;
  }
  return token === character;
}

/** Whether the tokens match all of a text. */
export function matchesTokens(tokens: readonly Token[], text: string): boolean {
  let t = 0;
  let run = -1;
  let resume = 0;
  for (let i = 0; i < text.length; ) {
    const token = tokens[t];
    if (token === MANY_IN_PART) {
      return run < 0 ? matchesRest(tokens, text, t, i) : matchesRest(tokens, text, run, resume);
    }
    if (token === MANY) {
      run = t++;
      resume = i;
    } else if (takes(token, text.charCodeAt(i))) {
      t++;
      i++;
    } else if (run >= 0) {
      t = run + 1;
      i = ++resume;
    } else {
      return false;
    }
  }
  while (isRun(tokens[t])) t++;
  return t === tokens.length;
}

/** As `matchesTokens`, from a token and a place in the text on, for runs that may have to end early. */
function matchesRest(
  tokens: readonly Token[],
  text: string,
  token: number,
  start: number,
): boolean {
  let at = closure(tokens, [token]);
  for (let i = start; i < text.length && at.length > 0; i++) {
    at = step(tokens, at, text.charCodeAt(i));
  }
  return at.at(-1) === tokens.length;
}

/** Places in a pattern from which it may go on, ascending, with those behind empty runs. */
export function closure(tokens: readonly Token[], places: readonly number[]): readonly number[] {
  const all: number[] = [];
  for (const place of places) {
    let next = place;
    // Ascending input: what is there already was followed to its end.
    while (all.at(-1) === undefined || next > (all.at(-1) as number)) {
      // From a run of anything on, whatever an earlier place matches is matched too.
      if (tokens[next] === MANY) all.length = 0;
      all.push(next);
      if (!isRun(tokens[next])) break;
      next++;
    }
  }
  return all;
}

/** Places in a pattern that a character leads to from others. */
export function step(
  tokens: readonly Token[],
  places: readonly number[],
  character: number,
): readonly number[] {
  const next: number[] = [];
  for (const place of places) {
    if (!takes(tokens[place], character)) continue;
    const after = isRun(tokens[place]) ? place : place + 1;
    if (next.at(-1) !== after) next.push(after);
  }
  return closure(tokens, next);
}
