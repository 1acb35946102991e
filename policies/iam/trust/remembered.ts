/** The function with its answers kept for as long as what they are about: several rules ask the same. */
export function remembered<About extends object, Answer>(
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
