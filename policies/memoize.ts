/**
 * A function that works out its answer once for each object, and keeps it for as long as the object is there: several
 * rules ask the same. What it answers depends on the object alone, so that an answer that isn't kept is the same.
 */
export function memoize<About extends object, Answer>(
  work: (about: About) => Answer,
): (about: About) => Answer {
  const answers = new WeakMap<About, { readonly answer: Answer }>();
  return (about) => {
    const known = answers.get(about);
    if (known) return known.answer;
    const answer = work(about);
    answers.set(about, { answer });
    return answer;
  };
}

/** The same for an object and a text, such as a policy and a day. */
export function memoizeBy<About extends object, Answer>(
  work: (about: About, text: string) => Answer,
): (about: About, text: string) => Answer {
  const byText = memoize((_: About) => new Map<string, { readonly answer: Answer }>());
  return (about, text) => {
    const answers = byText(about);
    const known = answers.get(text);
    if (known) return known.answer;
    const answer = work(about, text);
    answers.set(text, { answer });
    return answer;
  };
}
