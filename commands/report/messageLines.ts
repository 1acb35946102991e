import { shownLines } from "../cli/shownLines.ts";
import type { Message } from "../deploy/message.ts";
import { type Resource, toResource } from "../deploy/resource.ts";
import { type AccountNames, resourceName } from "./resourceName.ts";

/**
 * Messages as a compiler prints them; of which resource, where one is about one.
 *
 * @param resources those that are known: a URN alone doesn't say of which component it is part
 */
export function messageLines(
  messages: readonly Message[],
  resources: readonly Resource[] = [],
  account: AccountNames = (id) => id,
): string[] {
  const known = new Map(resources.map((resource) => [resource.urn, resource]));
  return messages.flatMap(({ severity, text, urn }) => {
    const resource = urn === undefined ? undefined : (known.get(urn) ?? toResource(urn));
    const called = resource && resourceName(resource, account);
    const where = called ? `${called.whole}: ` : "";
    const [first = "", ...others] = shownLines(text);
    return [`${severity}: ${where}${first}`, ...others.map((line) => `  ${line}`)];
  });
}
