import * as fc from "fast-check";
import { expect, test } from "vitest";
import { drawReviews, type DrawnReview } from "./draw-reviews.ts";

const seeds = fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }).map((n) => n.toString(16).padStart(32, "0"));
/** How large each team is; of one is a single learner. */
const classes = fc.record({
  sizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 14 }),
  each: fc.integer({ min: 1, max: 4 }),
  seed: seeds,
});

function worksOf(sizes: readonly number[]) {
  return sizes.map((size, index) => ({
    id: `s${index}`,
    owners: Array.from({ length: size }, (_, place) => `p${index}-${place}`),
  }));
}
const reviewersOf = (works: ReturnType<typeof worksOf>) => works.flatMap(({ owners }) => owners);
const countOf = (drawn: readonly DrawnReview[], key: keyof DrawnReview, id: string) =>
  drawn.filter((review) => review[key] === id).length;

test("each marks as many, nobody their own or their team's, nothing twice, and the same by the same seed", () => {
  fc.assert(
    fc.property(classes, ({ sizes, each, seed }) => {
      const submissions = worksOf(sizes);
      const reviewers = reviewersOf(submissions);
      const drawn = drawReviews({ submissions, reviewers, each, kept: [], seed });
      const own = new Map(submissions.map(({ id, owners }) => [id, owners]));
      for (const { submissionId, reviewerId } of drawn) {
        expect(own.get(submissionId)).not.toContain(reviewerId);
      }
      expect(new Set(drawn.map(({ submissionId, reviewerId }) => `${submissionId} ${reviewerId}`)).size).toBe(
        drawn.length,
      );
      const expected = Math.min(each, submissions.length - 1);
      for (const id of reviewers) expect(countOf(drawn, "reviewerId", id)).toBe(expected);
      const again = { submissions: submissions.toReversed(), reviewers: reviewers.toReversed() };
      expect(drawReviews({ ...again, each, kept: [], seed })).toEqual(drawn);
    }),
  );
});

test("of single learners each is marked as often as each marks", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 40 }),
      fc.integer({ min: 1, max: 4 }),
      seeds,
      (size, each, seed) => {
        const submissions = worksOf(Array.from({ length: size }, () => 1));
        const drawn = drawReviews({ submissions, reviewers: reviewersOf(submissions), each, kept: [], seed });
        for (const { id } of submissions) {
          expect(countOf(drawn, "submissionId", id)).toBe(Math.min(each, size - 1));
        }
      },
    ),
  );
});

test("drawn again, what is done stays, who came late marks and is marked, and who has gone does not", () => {
  const world = fc.record({
    size: fc.integer({ min: 5, max: 16 }),
    each: fc.integer({ min: 2, max: 3 }),
    done: fc.array(fc.nat(200), { maxLength: 3 }),
    seed: seeds,
  });
  fc.assert(
    fc.property(world, ({ size, each, done, seed }) => {
      const everybody = worksOf(Array.from({ length: size }, () => 1));
      const before = everybody.slice(1);
      const first = drawReviews({
        submissions: before,
        reviewers: reviewersOf(before),
        each,
        kept: [],
        seed,
      });
      const kept = [...new Set(done.map((place) => first[place % first.length]))].filter(
        (review) => review !== undefined,
      );
      // The last has left since; what they have handed in is still marked.
      const gone = everybody.at(-1)?.owners[0] ?? "";
      const reviewers = reviewersOf(everybody).filter((id) => id !== gone);
      const drawn = drawReviews({ submissions: everybody, reviewers, each, kept, seed });
      for (const review of kept) expect(drawn).toContainEqual(review);
      expect(drawn.filter((review) => !kept.includes(review) && review.reviewerId === gone)).toHaveLength(
        kept.filter(({ reviewerId }) => reviewerId === gone).length,
      );
      for (const id of reviewers) expect(countOf(drawn, "reviewerId", id)).toBe(each);
      for (const { id } of everybody) expect(countOf(drawn, "submissionId", id)).toBeGreaterThan(0);
    }),
  );
});

test("a class of 100 that marks five each is drawn", () => {
  const submissions = worksOf(Array.from({ length: 100 }, () => 1));
  const reviewers = reviewersOf(submissions);
  const drawn = drawReviews({ submissions, reviewers, each: 5, kept: [], seed: "0".repeat(32) });
  expect(drawn).toHaveLength(500);
});
