import { inSentence } from "#models/tasks/in-sentence.ts";
import { formatRank } from "#models/tasks/format-rank.ts";
import { taskOf } from "#models/tasks/index.ts";
import Link from "next/link";
import type { RunSummary } from "#server/contract/run.ts";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { RunStateBadge } from "#app/_features/run/run-state-badge.tsx";
import { SYNTHETIC_TITLE } from "#app/_features/dataset/synthetic-badge.tsx";
import { MemberAvatar } from "#app/_features/cohort/member-avatar.tsx";
import { Progress } from "#app/_ui/progress.tsx";
import { formatCount } from "#app/_lib/format-count.ts";
import { isEnded } from "#app/_lib/is-ended.ts";
import { CancelRunButton } from "./cancel-run-button.tsx";

type RunRowProps = { run: RunSummary; isMine: boolean; canCancel: boolean };

/** Every run has the same columns, so a list does not shift while its runs move on. */
export function RunRow({ run, isMine, canCancel }: RunRowProps) {
  const { score } = taskOf(run.target).ranking(run.target);
  const isStoppedEarly = run.state === "finished" && run.epochsDone < run.epochs;
  return (
    <li className="@container relative transition-colors hover:bg-accent/50">
      <div className="grid min-h-17 grid-cols-[minmax(0,1fr)_6.25rem] items-center gap-x-4 gap-y-2 px-4 py-3 @xl:grid-cols-[minmax(0,1fr)_6.5rem_8rem_5.5rem_4.5rem]">
        <div className="flex min-w-0 items-center gap-3">
          <MemberAvatar person={run.startedBy} className="@max-xl:hidden" />
          <div className="flex min-w-0 flex-col gap-0.5">
            <Link
              href={`/cohorts/${run.cohortId}/runs/${run.id}`}
              className="truncate font-medium after:absolute after:inset-0"
            >
              {run.name}
            </Link>
            <p className="num truncate text-[0.8125rem] text-muted-foreground">
              {isMine ? "You" : run.startedBy.name}
              {" · "}
              <span className="@max-3xl:hidden">{formatCount(run.params)} parameters · </span>
              <RelativeTime at={run.createdAt} />
            </p>
          </div>
        </div>
        <div className="flex justify-end @xl:justify-start">
          <RunStateBadge state={run.state} />
        </div>
        <div className="flex flex-col gap-1.5">
          <p className="num text-xs text-muted-foreground">
            {isStoppedEarly ? "Stopped at" : "Epoch"} {run.epochsDone} of {run.epochs}
          </p>
          <Progress
            aria-label={`Epochs of ${run.name}`}
            tone={run.state === "failed" || run.state === "cancelled" ? "muted" : "primary"}
            value={isStoppedEarly || run.epochs === 0 ? 1 : run.epochsDone / run.epochs}
          />
        </div>
        <div className="flex flex-col items-end">
          <span className="num font-semibold">{formatRank(score, run.score)}</span>
          {run.isSynthetic ? (
            <span className="text-xs font-medium text-warning-text" title={SYNTHETIC_TITLE}>
              synthetic tiles
            </span>
          ) : (
            <span className="text-xs text-muted-foreground">{inSentence(score.label)}</span>
          )}
        </div>
        <div className="relative flex justify-end @max-xl:col-span-2 @max-xl:empty:hidden">
          {canCancel && !isEnded(run.state) && <CancelRunButton runId={run.id} name={run.name} />}
        </div>
      </div>
    </li>
  );
}
