import type { RunSummary } from "#server/contract/run.ts";
import { Progress } from "#app/_ui/progress.tsx";
import { isEnded } from "#app/_lib/is-ended.ts";
import { runNumbers } from "../run-numbers.ts";
import { fractionDone, statusText } from "../status-text.ts";

/** How far a run is: the words of its own page, the time that is left, and a bar over all its epochs. */
export function RunStanding({ run, isMine }: { run: RunSummary; isMine: boolean }) {
  const now = { ...run, isMine };
  const { timeLeft } = runNumbers(run);
  const isStopped = run.state === "failed" || run.state === "cancelled";
  return (
    <div data-live={isEnded(run.state) ? undefined : ""} className="flex min-w-0 flex-col gap-1.5">
      <p className="num flex flex-wrap justify-between gap-x-2 text-xs text-muted-foreground">
        <span>{isEnded(run.state) ? endText(run) : statusText(now)}</span>
        {timeLeft !== null && <span>{timeLeft}</span>}
      </p>
      <Progress
        aria-label={`Epochs of ${run.name}`}
        tone={isStopped ? "muted" : "primary"}
        value={run.epochs === 0 ? 1 : fractionDone(now)}
      />
    </div>
  );
}

function endText({ state, epochsDone, epochs }: RunSummary): string {
  const isStoppedEarly = state === "finished" && epochsDone < epochs;
  return `${isStoppedEarly ? "Stopped at" : "Epoch"} ${epochsDone} of ${epochs}`;
}
