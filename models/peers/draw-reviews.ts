import { randomNumbers } from "../competition/random-numbers.ts";
import { shuffled } from "../random/shuffled.ts";

type ReviewedWork = { id: string; owners: readonly string[] };
export type DrawnReview = { submissionId: string; reviewerId: string };

type Draw = {
  submissions: readonly ReviewedWork[];
  reviewers: readonly string[];
  /** How many each reviewer marks. */
  each: number;
  /** That stay, since they are done: they count, for who marks and for what is marked. */
  kept: readonly DrawnReview[];
  /** 32 hexadecimal digits: the same input and seed give the same. */
  seed: string;
};

/**
 * Who marks what: each reviewer as many, nobody what they own, and submissions as evenly as that allows. A reviewer marks fewer
 * only where there are not as many that they do not own.
 */
export function drawReviews({ submissions, reviewers, each, kept, seed }: Draw): DrawnReview[] {
  const random = randomNumbers(seed);
  const works = shuffled(
    submissions.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    random,
  );
  const order = shuffled(reviewers.toSorted(), random);
  const markers = new Map(works.map(({ id }) => [id, new Set<string>()]));
  const counts = new Map(order.map((id) => [id, 0]));
  const fixed = new Set<string>();
  for (const { submissionId, reviewerId } of kept) {
    markers.get(submissionId)?.add(reviewerId);
    counts.set(reviewerId, (counts.get(reviewerId) ?? 0) + 1);
    fixed.add(`${submissionId} ${reviewerId}`);
  }

  /** Gives the reviewer one more, moving others' where that makes room: an augmenting path of a matching. */
  function give(reviewer: string, limit: number, seen: Set<string>): boolean {
    for (const { id, owners } of works) {
      const here = markers.get(id);
      if (here === undefined || seen.has(id) || owners.includes(reviewer) || here.has(reviewer)) continue;
      seen.add(id);
      if (here.size < limit) {
        here.add(reviewer);
        return true;
      }
      for (const other of here) {
        if (fixed.has(`${id} ${other}`) || !give(other, limit, seen)) continue;
        here.delete(other);
        here.add(reviewer);
        return true;
      }
    }
    return false;
  }

  // The fewest a submission are raised one by one, so that none has more before all have as many as can be.
  for (let limit = 1; limit <= order.length; limit += 1) {
    const stuck = new Set<string>();
    for (let round = 1; round <= each; round += 1) {
      for (const reviewer of order) {
        const has = counts.get(reviewer) ?? 0;
        if (has >= round || stuck.has(reviewer)) continue;
        const hasRoom = works.some(({ id }) => (markers.get(id)?.size ?? 0) < limit);
        if (hasRoom && give(reviewer, limit, new Set())) counts.set(reviewer, has + 1);
        // No path is found later where there is none now.
        else stuck.add(reviewer);
      }
    }
  }
  return works.flatMap(({ id }) =>
    [...(markers.get(id) ?? [])].map((reviewerId) => ({ submissionId: id, reviewerId })),
  );
}
