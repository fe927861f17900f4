import { inSentence } from "#models/tasks/in-sentence.ts";
import { taskOf } from "#models/tasks/index.ts";
import { monitorsOf } from "#models/tasks/monitors-of.ts";
import type { TaskTarget } from "#models/tasks/target.ts";
import { Ban, CircleX, Flag, Info, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#app/_lib/cn.ts";
import { failureAdvice } from "./failure-advice.ts";
import type { TakenUp } from "#server/contract/run-history.ts";
import type { RunDetails } from "#server/contract/run.ts";
import type { HyperParameters } from "#models/training/hyper-parameters.ts";
import type { RunFeedState } from "./live/run-feed.ts";

type RunNoticesProps = {
  live: RunFeedState;
  hyperParameters: HyperParameters;
  target: TaskTarget;
  modelDroppedFor: RunDetails["modelDroppedFor"];
};

/** What a learner must know besides the numbers: a failure, a cancellation, an attempt that took over. */
export function RunNotices({ live, hyperParameters, target, modelDroppedFor }: RunNoticesProps) {
  const { state, failure, attempt, takenUp, bestEpoch } = live.history;
  const epochs = live.history.epochs.length;
  const advised = failure === null ? null : failureAdvice(failure.code, hyperParameters);
  return (
    <>
      {state === "failed" && failure !== null && advised !== null && (
        <Notice icon={<CircleX />} tone="bg-destructive-soft" title={advised.title}>
          <p>{failure.message}</p>
          <Advice lines={advised.advice} />
        </Notice>
      )}
      {modelDroppedFor !== null && (
        <Notice icon={<Info />} tone="bg-muted" title="The model of this run was dropped">
          <p>
            {modelDroppedFor === "person"
              ? "Newer runs of the same person needed the room that one person's models may take."
              : "Newer runs needed the room that the models of this cohort may take."}{" "}
            The curves and the scores stay. Use “Train again” above to have the model back.
          </p>
        </Notice>
      )}
      {state === "cancelled" && (
        <Notice icon={<Ban />} tone="bg-muted" title="This run was cancelled">
          <p>
            {epochs === 0
              ? "It ended before its first epoch was done, so there is nothing to show."
              : `${epochs === 1 ? "One epoch was" : `${epochs} epochs were`} done by then. A cancelled run is not scored on the test split and does not count for the leaderboard.`}
          </p>
        </Notice>
      )}
      {state === "finished" && epochs < hyperParameters.epochs && (
        <Notice
          icon={<Flag />}
          tone="bg-info-soft"
          title={`Early stopping ended it after ${epochs} of ${hyperParameters.epochs} epochs`}
        >
          <p>{earlyStopText(hyperParameters, target, bestEpoch)}</p>
        </Notice>
      )}
      {takenUp !== null && takenUp.reason !== "resumed" && (
        <Notice
          icon={state === "running" ? <RotateCw /> : <Info />}
          tone="bg-info-soft"
          title={`Attempt ${attempt}`}
        >
          <p>{takenUpText(takenUp)}</p>
        </Notice>
      )}
    </>
  );
}

function earlyStopText(
  { earlyStopping, earlyStoppingPatience, earlyStoppingMinDelta }: HyperParameters,
  target: TaskTarget,
  bestEpoch: number | null,
): string {
  const metric =
    monitorsOf(target).find(({ value }) => value === earlyStopping)?.metric ??
    taskOf(target).metrics(target)[0];
  const watched = inSentence(metric.label);
  const moved = metric.direction === "lower" ? "fallen" : "risen";
  const least = earlyStoppingMinDelta > 0 ? ` by more than ${earlyStoppingMinDelta}` : "";
  const patience =
    earlyStoppingPatience === 1 ? "the last epoch" : `the last ${earlyStoppingPatience} epochs`;
  const kept = bestEpoch === null ? "" : ` The weights of epoch ${bestEpoch}, the best one, are kept.`;
  return `In ${patience} the validation ${watched} had not ${moved}${least}.${kept}`;
}

function takenUpText({ fromEpoch, fromStep, reason }: TakenUp): string {
  const isAnew = fromEpoch === 0 && fromStep === 0;
  if (reason === "worker-stopped" && isAnew) {
    return "The worker stopped before an epoch was saved, so another attempt began from the start.";
  }
  const place =
    fromStep === 0 ? `the weights of epoch ${fromEpoch}` : `step ${fromStep} of epoch ${fromEpoch + 1}`;
  if (reason === "worker-stopped") {
    return `The worker stopped on the way, and another attempt went on from ${place}.`;
  }
  return isAnew
    ? "The checkpoint of its pause was lost, so it was trained from the start again."
    : `The checkpoint of its pause was not to be found, so it went on from ${place}.`;
}

function Advice({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) {
    return null;
  }
  return (
    <>
      <p className="mt-3 font-medium">What else to try</p>
      <ul className="mt-1 list-disc space-y-0.5 pl-5">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

type NoticeProps = { icon: ReactNode; tone: string; title: string; children: ReactNode };

function Notice({ icon, tone, title, children }: NoticeProps) {
  return (
    <section aria-label={title} className={cn("flex gap-3 rounded-lg p-4 text-sm", tone)}>
      <span aria-hidden className="mt-0.5 [&_svg]:size-5">
        {icon}
      </span>
      <div className="min-w-0 max-w-prose">
        <h2 className="mb-1 text-[0.9375rem] font-semibold tracking-tight">{title}</h2>
        {children}
      </div>
    </section>
  );
}
