import { LiveError } from "./liveError.ts";

/** What a request gives to get the next page: each service calls it otherwise. */
export function pageToken(input: Readonly<Record<string, unknown>>): unknown {
  return input.NextToken ?? input.nextToken ?? input.Marker;
}

interface Page {
  readonly NextToken?: string | undefined;
}

/** The pages that an earlier run had read can't be gone on from. */
export class StaleToken extends Error {}

/** Everything that a list has, over all its pages. Pages may be empty before the last one. */
export async function allPages<Answer extends Page, Item>(
  ask: (NextToken: string | undefined) => Promise<Answer>,
  items: (page: Answer) => readonly Item[] | undefined,
): Promise<Item[]> {
  try {
    return await pagesOf(ask, items);
  } catch (error) {
    if (!(error instanceof StaleToken)) throw error;
    return await pagesOf(ask, items);
  }
}

async function pagesOf<Answer extends Page, Item>(
  ask: (NextToken: string | undefined) => Promise<Answer>,
  items: (page: Answer) => readonly Item[] | undefined,
): Promise<Item[]> {
  const found: Item[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const page: Answer = await ask(token);
    for (const item of items(page) ?? []) found.push(item);
    token = page.NextToken || undefined;
    if (token !== undefined && seen.has(token)) {
      throw new LiveError("AWS gave the same page token twice: the list would never end");
    }
    if (token !== undefined) seen.add(token);
  } while (token !== undefined);
  return found;
}
