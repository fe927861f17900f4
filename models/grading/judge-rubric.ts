import type { ChosenLevels, Criterion, Rubric } from "./rubric.ts";

export function rubricMax(all: Rubric): number {
  return all.reduce((sum, { levels }) => sum + Math.max(...levels.map(({ points }) => points)), 0);
}

/** Points of what was chosen, and the criteria that nothing was chosen of. Levels that are not there count as nothing. */
export function judgeRubric(all: Rubric, chosen: ChosenLevels): { points: number; open: Criterion[] } {
  const judged = all.map((each) => ({ each, level: each.levels[chosen[each.id] ?? -1] }));
  return {
    points: judged.reduce((sum, { level }) => sum + (level?.points ?? 0), 0),
    open: judged.flatMap(({ each, level }) => (level === undefined ? [each] : [])),
  };
}
