import { CircleAlert, CirclePause } from "lucide-react";
import type { RunPausePoint } from "#server/contract/run.ts";
import { cn } from "#app/_lib/cn.ts";
import { pauseText } from "./status-text.ts";

type PauseCardProps = { point: RunPausePoint; epochs: number; canManage: boolean };

/** Where a paused run stands, and what can become of it. */
export function PauseCard({ point, epochs, canManage }: PauseCardProps) {
  const isWarning = point.isCheckpointLost || point.isDiskFull === true;
  const Icon = isWarning ? CircleAlert : CirclePause;
  return (
    <div className="flex items-center gap-4">
      <span
        className={cn(
          "flex size-11 shrink-0 items-center justify-center rounded-full",
          isWarning ? "bg-warning-soft text-warning-text" : "bg-info-soft text-info-text",
        )}
      >
        <Icon aria-hidden className="size-5" />
      </span>
      <div className="max-w-prose">
        <p className="num font-semibold tracking-tight sm:text-lg">{pauseText(point, epochs)}</p>
        <p className="text-muted-foreground text-sm">{explain(point, canManage)}</p>
      </div>
    </div>
  );
}

function explain({ isCheckpointLost, isDiskFull, epoch, step }: RunPausePoint, canManage: boolean): string {
  if (isCheckpointLost) {
    return "The worker that took it up found no checkpoint to go on from: the file is gone or damaged, or lies on another server. Try again once that server is back, or train from the start; the epochs below are then replaced.";
  }
  if (isDiskFull === true) {
    const kept = epoch === 1 && step === 0 ? "begins anew" : "goes on from here";
    return `The server's disk is full, so it was set aside. Once there is room again, ${canManage ? "Resume" : "resumed, it"} ${kept}.`;
  }
  return `Its weights are saved, and the worker is free for other runs. ${canManage ? "Resume" : "Resumed, it"} goes on from here as if it had never stopped.`;
}
