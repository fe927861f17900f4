import { formatPoints } from "#app/_lib/format-points.ts";
import type { ChosenLevels, Rubric } from "#models/grading/rubric.ts";

/** The levels that were chosen, by the rubric as it was then. */
export function LevelList({ rubric, levels }: { rubric: Rubric; levels: ChosenLevels }) {
  if (rubric.length === 0) return null;
  return (
    <ul aria-label="By the rubric" className="flex flex-col gap-0.5">
      {rubric.map(({ id, title, levels: all }) => {
        const level = all[levels[id] ?? -1];
        return (
          <li key={id} className="flex items-baseline justify-between gap-3">
            <span className="min-w-0 wrap-break-word">
              {title}: <span className="font-medium">{level?.title ?? "not judged"}</span>
            </span>
            {level !== undefined && (
              <span className="num shrink-0 text-muted-foreground">{formatPoints(level.points)}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
