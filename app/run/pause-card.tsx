import { CircleAlert, CirclePause } from "lucide-react";
import type { RunPausePoint } from "#server/contract/run.ts";
import { cn } from "#app/lib/cn.ts";
import { pauseText } from "./status-text.ts";

type PauseCardProps = { point: RunPausePoint; epochs: number; canManage: boolean };

/** Where a paused run stands, and what can become of it. */
export function PauseCard({ point, epochs, canManage }: PauseCardProps) {
  const isLost = point.isCheckpointLost;
  const Icon = isLost ? CircleAlert : CirclePause;
  return (
    <div className="flex items-center gap-4">
      <span
        className={cn(
          "flex size-11 shrink-0 items-center justify-center rounded-full",
          isLost ? "bg-warning-soft text-warning-text" : "bg-info-soft text-info-text",
        )}
      >
        <Icon aria-hidden className="size-5" />
      </span>
      <div className="max-w-prose">
        <p className="num font-semibold tracking-tight sm:text-lg">{pauseText(point, epochs)}</p>
        <p className="text-muted-foreground text-sm">
          {isLost
            ? "The worker that took it up found no checkpoint to go on from: the file is gone or damaged, or lies on another server. Try again once that server is back, or train from the start; the epochs below are then replaced."
            : `Its weights are saved, and the worker is free for other runs. ${canManage ? "Resume" : "Resumed, it"} goes on from here as if it had never stopped.`}
        </p>
      </div>
    </div>
  );
}
