import { shownLines } from "../cli/shownLines.ts";
import type { Message } from "../deploy/message.ts";
import { toResource } from "../deploy/resource.ts";
import { resourceName } from "./resourceName.ts";

/** A message as a compiler prints it; of which resource, where it is about one. */
export function messageLines({ severity, text, urn }: Message): string[] {
  const resource = urn === undefined ? undefined : toResource(urn);
  const called = resource && resourceName(resource, (id) => id);
  const where = called ? `${called.whole}: ` : "";
  const [first = "", ...others] = shownLines(text);
  return [`${severity}: ${where}${first}`, ...others.map((line) => `  ${line}`)];
}
