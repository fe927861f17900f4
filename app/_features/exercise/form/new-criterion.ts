import type { Criterion, Rubric } from "#models/grading/rubric.ts";

/** A criterion with an id that no other has, and levels to change. */
export function newCriterion(others: Rubric): Criterion {
  const taken = new Set(others.map(({ id }) => id));
  let number = 1;
  while (taken.has(`criterion-${number}`)) number += 1;
  return {
    id: `criterion-${number}`,
    title: "",
    levels: [
      { title: "Not yet", points: 0 },
      { title: "In part", points: 1 },
      { title: "Well", points: 2 },
    ],
  };
}
