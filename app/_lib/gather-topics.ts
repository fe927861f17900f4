import type { CohortTopic } from "#server/contract/socket.ts";

export type TopicGatherer = {
  add: (topics: readonly CohortTopic[]) => void;
  close: () => void;
};

/**
 * Calls `refresh` once for all topics that become stale within a random part of `spreadMs`: what the end of a run makes
 * stale is read once, and the pages of a class read one after the other.
 */
export function gatherTopics(
  refresh: (topics: ReadonlySet<CohortTopic>) => void,
  spreadMs: number,
  random: () => number = Math.random,
): TopicGatherer {
  let topics = new Set<CohortTopic>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    add(stale) {
      for (const topic of stale) topics.add(topic);
      timer ??= setTimeout(() => {
        const gathered = topics;
        topics = new Set();
        timer = undefined;
        refresh(gathered);
      }, random() * spreadMs);
    },
    close: () => clearTimeout(timer),
  };
}
