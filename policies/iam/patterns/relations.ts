import {
  COLON,
  closure,
  isRun,
  MANY,
  MANY_IN_PART,
  ONE,
  ONE_IN_PART,
  OPAQUE,
  OTHER,
  step,
  type Token,
  takes,
} from "./tokens.ts";

/** Steps after which `coversTokens` gives up. */
const PATIENCE = 20_000;

/**
 * Whether `general` matches all that `specific` matches, by trying the characters that are hardest to
 * match: one that no pattern has and, where wildcards don't take it, a colon.
 */
export function coversTokens(general: readonly Token[], specific: readonly Token[]): boolean {
  const hasParts = general.some((token) => token === ONE_IN_PART || token === MANY_IN_PART);
  const hardest = hasParts ? [OTHER, COLON] : [OTHER];
  const seen = new Set<string>();
  const open: { readonly at: number; readonly places: readonly number[] }[] = [];
  const visit = (at: number, places: readonly number[]): boolean => {
    if (places.length === 0) return false;
    const last = general.length - 1;
    if (general[last] === MANY && places[0] === last) return true;
    const key = `${at}:${places.join()}`;
    if (!seen.has(key)) {
      if (seen.size >= PATIENCE) return false;
      seen.add(key);
      open.push({ at, places });
    }
    return true;
  };
  if (!visit(0, closure(general, [0]))) return false;
  for (let state = open.pop(); state; state = open.pop()) {
    const { at, places } = state;
    const token = specific[at];
    if (token === undefined) {
      if (places.at(-1) !== general.length) return false;
      continue;
    }
    const run = isRun(token);
    const characters =
      token === MANY || token === ONE
        ? hardest
        : token === MANY_IN_PART || token === ONE_IN_PART
          ? [OTHER]
          : [token];
    if (run && !visit(at + 1, places)) return false;
    for (const character of characters) {
      if (!visit(run ? at : at + 1, step(general, places, character))) return false;
    }
  }
  return true;
}

/** Whether some text is matched by both: a walk through the pairs of places that one text can reach. */
export function overlapTokens(a: readonly Token[], b: readonly Token[]): boolean {
  let start = 0;
  while (start < a.length && start < b.length && isPlain(a[start]) && isPlain(b[start])) {
    if (a[start] !== b[start]) return false;
    start++;
  }
  const width = b.length + 1;
  const seen = new Uint8Array((a.length + 1) * width);
  const open = [start * width + start];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    if (seen[state]) continue;
    seen[state] = 1;
    const i = Math.floor(state / width);
    const j = state % width;
    if (i === a.length && j === b.length) return true;
    const left = a[i];
    const right = b[j];
    if (isRun(left)) open.push((i + 1) * width + j);
    if (isRun(right)) open.push(i * width + j + 1);
    if (left === undefined || right === undefined || !meet(left, right)) continue;
    // Where both runs go on nothing changes.
    open.push((isRun(left) ? i : i + 1) * width + (isRun(right) ? j : j + 1));
  }
  return false;
}

function isPlain(token: Token | undefined): boolean {
  return token !== undefined && (token >= 0 || token <= OPAQUE);
}

/** Whether some character can be taken by both. */
function meet(a: Token, b: Token): boolean {
  if (isPlain(a)) return takes(b, a);
  return isPlain(b) ? takes(a, b) : true;
}
