/**
 * Whether an IAM pattern matches a text: `*` is any run of characters, `?` is one. Case doesn't matter,
 * as in action names ("IAM JSON policy elements: Action"). Linear in practice whatever the pattern, so
 * that somebody else's policy can't stall a preview.
 */
export function matches(pattern: string, value: string): boolean {
  const wanted = pattern.toLowerCase();
  const given = value.toLowerCase();
  let p = 0;
  let star = -1;
  let resume = 0;
  for (let v = 0; v < given.length; ) {
    if (wanted[p] === "*") {
      star = p++;
      resume = v;
    } else if (p < wanted.length && (wanted[p] === "?" || wanted[p] === given[v])) {
      p++;
      v++;
    } else if (star >= 0) {
      p = star + 1;
      v = ++resume;
    } else {
      return false;
    }
  }
  while (wanted[p] === "*") p++;
  return p === wanted.length;
}
