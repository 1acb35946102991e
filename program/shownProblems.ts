import type { Problem } from "../model/problems/problem.ts";
import type { Deployed } from "../model/transition/deployed.ts";
import type { ConfigurationSource } from "./configurationSource.ts";
import { hiding } from "./secrets.ts";
import { secretTexts, shortSecretAt } from "./secretTexts.ts";

/** Problems in the words of their source, with nothing in them that it keeps secret. */
export function shown(
  problems: readonly Problem[],
  { sections, isSecret, worded }: ConfigurationSource,
  deployed: Deployed,
): Problem[] {
  const hide = hiding(secretTexts(sections, isSecret, deployed));
  const said = (text: string) => worded(hide(text));
  return problems.map(({ path, message, steps = [], ...problem }) => {
    const short = shortSecretAt(path, sections, isSecret);
    return {
      ...problem,
      path: worded(path),
      message: said(short === undefined ? message : hiddenIn(message, short)),
      steps: steps.map(said),
    };
  });
}

/** What was seen stands before the first semicolon; what is allowed may hold the same text. */
function hiddenIn(message: string, short: string): string {
  const end = message.indexOf(";");
  const [seen, rest] = end < 0 ? [message, ""] : [message.slice(0, end), message.slice(end)];
  return `${hiding([short])(seen)}${rest}`;
}
