import type { ChosenLevels, Rubric } from "./rubric.ts";

/** Of levels that were chosen by a rubric, those that mean the same in the rubric as it is now. */
export function keptLevels(before: { rubric: Rubric; levels: ChosenLevels }, now: Rubric): ChosenLevels {
  const meaning = ({ title, levels }: Rubric[number]) => JSON.stringify([title, levels]);
  return Object.fromEntries(
    now.flatMap((criterion) => {
      const was = before.rubric.find(({ id }) => id === criterion.id);
      const level = before.levels[criterion.id];
      const isSame = was !== undefined && meaning(was) === meaning(criterion);
      return isSame && level !== undefined ? [[criterion.id, level]] : [];
    }),
  );
}
