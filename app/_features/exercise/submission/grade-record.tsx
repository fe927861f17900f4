import { countedPoints } from "#app/_lib/format-points.ts";
import { Badge } from "#app/_ui/badge.tsx";
import type { Submission } from "#server/contract/submission.ts";
import { Moment } from "../moment.tsx";
import { LevelList } from "./level-list.tsx";
import { PinList } from "./pin-list.tsx";

/** Every grade that was ever given, the newest first: who, when, what and why. */
export function GradeRecord({ grades }: Pick<Submission, "grades">) {
  if (grades.length === 0) return <p className="p-4 text-sm text-muted-foreground">None yet.</p>;
  return (
    <ul aria-label="What was given" className="divide-y divide-border text-sm">
      {grades.map(({ id, points, isReleased, gradedBy, createdAt, comment, levels, rubric, pins }) => (
        <li key={id} className="flex flex-col gap-1 px-4 py-3">
          <span className="num flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="font-medium">{countedPoints(points)}</span>
            <Badge tone={isReleased ? "success" : "info"}>{isReleased ? "Released" : "Draft"}</Badge>
            <span className="text-[0.8125rem] text-muted-foreground">
              by {gradedBy ?? "a former instructor"}, <Moment at={createdAt} />
            </span>
          </span>
          <LevelList rubric={rubric} levels={levels} />
          {comment !== "" && <p className="wrap-break-word whitespace-pre-line">{comment}</p>}
          <PinList pins={pins} />
        </li>
      ))}
    </ul>
  );
}
