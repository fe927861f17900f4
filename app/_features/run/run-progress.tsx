"use client";

import { taskOf } from "#models/tasks/index.ts";
import type { TaskTarget } from "#models/tasks/target.ts";
import { Clock } from "lucide-react";
import type { ReactNode } from "react";
import type { RunDetails, RunProgress } from "#server/contract/run.ts";
import { Card, CardContent } from "#app/_ui/card.tsx";
import { Progress } from "#app/_ui/progress.tsx";
import { formatCount } from "#app/_lib/format-count.ts";
import { formatDuration } from "#app/_lib/format-duration.ts";
import { useSecondsSince } from "#app/_lib/use-seconds-since.ts";
import { formatLoss, formatTimeLeft } from "./format.ts";
import type { RunFeedState } from "./live/run-feed.ts";
import { PauseCard } from "./pause-card.tsx";
import { placeText } from "./status-text.ts";

type RunProgressProps = { details: RunDetails; live: RunFeedState; status: string; isMine: boolean };

/** What goes on until a run ends: its place in the queue, then the epoch under way. As tall in either case. */
export function RunProgressCard({ details, live, status, isMine }: RunProgressProps) {
  const silentSeconds = useSecondsSince(live.heardAt);
  return (
    <Card aria-label="Progress">
      <CardContent data-live="" className="flex min-h-37 flex-col justify-center gap-3">
        {live.history.state === "paused" && live.history.pausePoint !== null ? (
          <PauseCard point={live.history.pausePoint} epochs={details.epochs} canManage={details.canManage} />
        ) : live.history.state === "queued" ? (
          <Waiting place={details.queuePlace} refusal={details.refusal} isMine={isMine} />
        ) : (
          <Epoch
            progress={live.progress}
            status={status}
            target={details.target}
            silentSeconds={silentSeconds}
          />
        )}
      </CardContent>
    </Card>
  );
}

type WaitingProps = { place: number | null; refusal: string | null; isMine: boolean };

function Waiting({ place, refusal, isMine }: WaitingProps) {
  const text = refusal === null ? placeText(place ?? 0, isMine) : "Waiting for another worker";
  return (
    <div className="flex items-center gap-4">
      <span className="bg-muted text-muted-foreground flex size-11 shrink-0 items-center justify-center rounded-full">
        <Clock aria-hidden className="size-5" />
      </span>
      <div>
        <p className="text-lg font-semibold tracking-tight first-letter:uppercase">{text}</p>
        <p className="text-muted-foreground text-sm">
          {refusal === null
            ? "The run starts by itself as soon as a worker is free. You can leave this page."
            : `The run starts by itself as soon as a worker that can do it is free. One that looked could not: ${refusal}`}
        </p>
      </div>
    </div>
  );
}

const PHASES = {
  preparing: "Loading the tiles and compiling the network",
  training: "Training",
  validating: "Validating",
  testing: "Scoring the best weights on the test split",
} as const satisfies Record<RunProgress["phase"], string>;

/** A worker reports several times a second, but for steps that take longer: after so long its numbers are old. */
const OLD_SECONDS = 10;

type EpochProps = {
  progress: RunProgress | null;
  status: string;
  target: TaskTarget;
  /** Since the last report of its worker. */
  silentSeconds: number;
};

function Epoch({ progress, status, target, silentSeconds }: EpochProps) {
  const [primary] = taskOf(target).metrics(target);
  const reached = progress?.metrics[primary.name];
  const isCounting = progress !== null && progress.steps > 0;
  const isOfFrozen = progress?.phase === "preparing" && progress.steps > 0;
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 sm:grid-cols-[auto_minmax(0,1fr)_auto]">
        <p className="num truncate text-lg font-semibold tracking-tight">{status}</p>
        <p className="text-muted-foreground truncate text-sm max-sm:order-last max-sm:col-span-2">
          {isOfFrozen
            ? "Working out what the frozen layers make of the tiles, once"
            : PHASES[progress?.phase ?? "preparing"]}
          {silentSeconds >= OLD_SECONDS && `, last report ${formatDuration(silentSeconds)} ago`}
        </p>
        <p className="num text-right text-sm">
          <span className="text-muted-foreground">Time left </span>
          <span className="inline-block min-w-14 font-medium">
            {formatTimeLeft(progress?.secondsLeft ?? null)}
          </span>
        </p>
      </div>
      <Progress
        value={isCounting ? progress.step / progress.steps : null}
        aria-label="Progress within this epoch"
      />
      <dl className="grid grid-cols-2 gap-x-6 gap-y-2 text-sm sm:grid-cols-4">
        <Reading name={isOfFrozen ? "Tile" : "Step"}>
          {isCounting ? `${formatCount(progress.step)} / ${formatCount(progress.steps)}` : "–"}
        </Reading>
        <Reading name="Images a second">
          {progress?.imagesPerSecond == null ? "–" : formatCount(progress.imagesPerSecond)}
        </Reading>
        <Reading name="Loss so far">{formatLoss(progress?.loss ?? null)}</Reading>
        <Reading name={`${primary.label} so far`}>
          {reached === undefined ? "–" : primary.format(reached)}
        </Reading>
      </dl>
    </>
  );
}

function Reading({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted-foreground text-xs">{name}</dt>
      <dd className="num font-medium">{children}</dd>
    </div>
  );
}
