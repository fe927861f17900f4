import { formatPoints } from "#app/_lib/format-points.ts";
import type { Rubric } from "#models/grading/rubric.ts";
import type { Submission } from "#server/contract/submission.ts";
import { PinList } from "./pin-list.tsx";

type GivenByHandProps = { hand: NonNullable<Submission["hand"]>; max: number; rubric: Rubric };

/** What was released: points, the levels that they come from, and comments. */
export function GivenByHand({ hand: { points, comment, levels, pins }, max, rubric }: GivenByHandProps) {
  return (
    <div className="flex flex-col gap-1.5 rounded-md bg-muted px-3 py-2">
      <span className="num text-[0.8125rem] text-muted-foreground">
        By hand: {formatPoints(points)} of {formatPoints(max)}
      </span>
      {rubric.length > 0 && (
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
      )}
      {comment !== "" && <p className="wrap-break-word whitespace-pre-line">{comment}</p>}
      <PinList pins={pins} />
    </div>
  );
}
