import { countedPoints, formatPoints } from "#app/_lib/format-points.ts";
import type { Submission } from "#server/contract/submission.ts";
import { Moment } from "../moment.tsx";

/** Points that were judged again: what they were and became, when, by whom and why. */
export function ChangeRecord({ changes }: Pick<Submission, "changes">) {
  return (
    <ul aria-label="Judged again" className="divide-y divide-border text-sm">
      {changes.map(({ id, before, after, reason, changedBy, createdAt }) => (
        <li key={id} className="flex flex-col gap-0.5 px-4 py-3">
          <span className="num font-medium">
            {formatPoints(before)} → {countedPoints(after)}, judged again
          </span>
          <span className="text-[0.8125rem] text-muted-foreground">
            {reason}
            {changedBy !== null && `, by ${changedBy}`}, <Moment at={createdAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}
