import { formatPoints } from "#app/_lib/format-points.ts";
import type { Submission } from "#server/contract/submission.ts";
import { LevelList } from "./level-list.tsx";
import { PinList } from "./pin-list.tsx";

type GivenByHandProps = { hand: NonNullable<Submission["hand"]>; max: number };

/** What was released: points, the levels that they come from as they were then, and comments. */
export function GivenByHand({ hand: { points, comment, levels, rubric, pins }, max }: GivenByHandProps) {
  return (
    <div className="flex flex-col gap-1.5 rounded-md bg-muted px-3 py-2">
      <span className="num text-[0.8125rem] text-muted-foreground">
        By hand: {formatPoints(points)} of {formatPoints(max)}
      </span>
      <LevelList rubric={rubric} levels={levels} />
      {comment !== "" && <p className="wrap-break-word whitespace-pre-line">{comment}</p>}
      <PinList pins={pins} />
    </div>
  );
}
