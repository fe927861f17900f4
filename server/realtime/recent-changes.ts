import { LRUCache } from "lru-cache";
import { cohortTopic, type CohortTopic } from "#server/contract/socket.ts";

export type RecentChanges = {
  note: (cohortId: string, topic: CohortTopic) => void;
  /** Notifications were missed: anything may have changed until now. */
  forget: () => void;
  /** What may have changed in the last so many milliseconds. All of it, where that is further back than is known. */
  within: (cohortId: string, ms: number) => CohortTopic[];
};

const MAX_COHORTS = 1_000;

/**
 * When the parts of cohorts last changed, as far as this process was notified. A page is rendered before its socket joins
 * the cohort's room: what changed between is told with the joining.
 */
export function createRecentChanges(
  now: () => number = () => performance.now(),
  maxCohorts = MAX_COHORTS,
): RecentChanges {
  let knownFrom = now();
  const changes = new LRUCache<string, Map<CohortTopic, number>>({
    max: maxCohorts,
    dispose: (changedAt, _, reason) => {
      if (reason === "evict") knownFrom = Math.max(knownFrom, ...changedAt.values());
    },
  });

  return {
    note(cohortId, topic) {
      const changedAt = changes.get(cohortId) ?? new Map<CohortTopic, number>();
      changes.set(cohortId, changedAt.set(topic, now()));
    },
    forget() {
      knownFrom = now();
    },
    within(cohortId, ms) {
      const from = now() - ms;
      if (from < knownFrom) return [...cohortTopic.options];
      const changedAt = changes.get(cohortId);
      return cohortTopic.options.filter((topic) => (changedAt?.get(topic) ?? -Infinity) >= from);
    },
  };
}
