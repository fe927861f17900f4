import { Ban, CircleCheck, CirclePause, CircleX, Clock, LoaderCircle } from "lucide-react";
import type { RunState } from "#server/contract/run.ts";
import { cn } from "#app/_lib/cn.ts";

const LOOKS = {
  queued: { icon: Clock, tone: "bg-muted text-muted-foreground" },
  running: { icon: LoaderCircle, tone: "bg-primary-soft text-primary-text" },
  paused: { icon: CirclePause, tone: "bg-info-soft text-info-text" },
  finished: { icon: CircleCheck, tone: "bg-success-soft text-success-text" },
  failed: { icon: CircleX, tone: "bg-destructive-soft text-destructive-text" },
  cancelled: { icon: Ban, tone: "bg-muted text-muted-foreground" },
} as const satisfies Record<RunState, { icon: typeof Clock; tone: string }>;

export function RunStatus({ state, text }: { state: RunState; text: string }) {
  const { icon: Icon, tone } = LOOKS[state];
  return (
    <output
      aria-label="Run"
      data-live=""
      className={cn(
        "num inline-flex h-7 shrink-0 items-center gap-1.5 rounded-full px-3 text-sm font-medium",
        tone,
      )}
    >
      <Icon aria-hidden className={cn("size-4 shrink-0", state === "running" && "animate-spin")} />
      {text}
    </output>
  );
}
