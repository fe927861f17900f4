import { Ban, CircleCheck, CircleDashed, CirclePause, CircleX } from "lucide-react";
import type { ReactNode } from "react";
import type { RunState } from "#server/contract/run.ts";
import { Badge, type BadgeTone } from "#app/_ui/badge.tsx";
import { Spinner } from "#app/_ui/spinner.tsx";

const LOOK: Record<RunState, { tone: BadgeTone; label: string; icon: ReactNode }> = {
  queued: { tone: "neutral", label: "Queued", icon: <CircleDashed aria-hidden /> },
  running: { tone: "primary", label: "Running", icon: <Spinner /> },
  paused: { tone: "info", label: "Paused", icon: <CirclePause aria-hidden /> },
  finished: { tone: "success", label: "Finished", icon: <CircleCheck aria-hidden /> },
  failed: { tone: "destructive", label: "Failed", icon: <CircleX aria-hidden /> },
  cancelled: { tone: "neutral", label: "Cancelled", icon: <Ban aria-hidden /> },
};

export function RunStateBadge({ state }: { state: RunState }) {
  const { tone, label, icon } = LOOK[state];
  return (
    <Badge tone={tone}>
      {icon}
      {label}
    </Badge>
  );
}
