import type { LiveAnalyzer } from "../accountFacts.ts";
import { type Section, section } from "../notRead.ts";
import { allPages } from "../pages.ts";
import type { Session } from "../session.ts";

/** Access analyzers of the caller's account in the session's Region. */
export async function readAnalyzers(session: Session): Promise<Section<readonly LiveAnalyzer[]>> {
  return await section(async () => {
    const accessAnalyzer = await session.service("accessAnalyzer");
    const analyzers = await allPages(
      async (nextToken) => {
        const page = await accessAnalyzer.listAnalyzers({ nextToken });
        return { ...page, NextToken: page.nextToken };
      },
      (page) => page.analyzers,
    );
    return analyzers.map(({ name, type, status }) => ({
      name: name ?? "",
      type: type ?? "",
      status: status ?? "",
    }));
  });
}
