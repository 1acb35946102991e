/** AWS answers a few calls a second for each of its reading operations. */
const PARALLEL_CALLS = 4;

/** Does the work for each item, a few at a time; the results are in the items' order. */
export async function inParallel<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = new Array(items.length);
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: PARALLEL_CALLS }, worker));
  return results;
}
