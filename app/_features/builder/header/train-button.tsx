"use client";

import { Play } from "lucide-react";
import { Button } from "#app/_ui/button.tsx";
import { Tooltip } from "#app/_ui/tooltip.tsx";
import { cn } from "#app/_lib/cn.ts";
import { useBuilder } from "../store/store-context.ts";
import { blockingReason } from "../totals/blocking-reason.ts";
import { BLOCKING_REASON_ID } from "../totals/totals-bar.tsx";

/** Stays reachable while it cannot start, and says why. */
export function TrainButton({ onTrain }: { onTrain: () => void }) {
  const reason = useBuilder((state) => blockingReason(state.analysis, state.graph));
  return (
    <Tooltip label={reason ?? "Choose how to train (Ctrl Enter)"} side="bottom">
      <Button
        size="sm"
        icon={<Play aria-hidden />}
        aria-disabled={reason !== null}
        aria-describedby={reason === null ? undefined : BLOCKING_REASON_ID}
        onClick={onTrain}
        className={cn(
          "max-md:h-11",
          reason !== null && "bg-muted text-muted-foreground shadow-none hover:bg-muted",
        )}
      >
        Train
      </Button>
    </Tooltip>
  );
}
