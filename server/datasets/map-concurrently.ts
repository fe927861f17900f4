/** Runs `task` on every item, at most `limit` at a time. The first failure ends it, once running tasks ended. */
export async function mapConcurrently<T>(
  items: readonly T[],
  limit: number,
  task: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const queue = items.entries();
  let hasFailed = false;
  async function work(): Promise<void> {
    for (const [index, item] of queue) {
      if (hasFailed) return;
      try {
        await task(item, index);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  }
  const outcomes = await Promise.allSettled(Array.from({ length: Math.min(limit, items.length) }, work));
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
}
