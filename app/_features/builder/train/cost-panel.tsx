"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { cn } from "#app/_lib/cn.ts";
import { explainError } from "#app/_lib/explain-error.ts";
import { formatCount, formatCountShort } from "#app/_lib/format-count.ts";
import { formatMemory } from "#models/training/format-memory.ts";
import type { CostEstimate } from "#server/contract/cost.ts";
import { aboutSeconds, durationText, memoryProblem } from "./cost-text.ts";

type CostPanelProps = {
  cost: UseQueryResult<CostEstimate>;
  totals: { params: number; macs: number };
  /** Null while what was typed is none. */
  epochs: number | null;
  onBatchSize: (batchSize: number) => void;
};

/** What the training will cost, before it starts. Its height is the same while numbers come and go. */
export function CostPanel({ cost, totals, epochs, onBatchSize }: CostPanelProps) {
  const { data, error, isFetching } = cost;
  const problem = data === undefined ? null : memoryProblem(data);
  const isWaiting = data === undefined && error === null;
  const value = (text: (known: CostEstimate) => string) =>
    data === undefined ? isWaiting ? <Skeleton className="my-0.5 h-4 w-20" /> : "–" : text(data);
  return (
    <section
      aria-label="What it will cost"
      aria-busy={isFetching}
      // Reaches over the sides and down to the gap, so that nothing shows beside it as the form scrolls under.
      className="sticky top-0 z-10 -mx-5 bg-popover px-5 pb-2 text-sm sm:col-span-2"
    >
      <div className="rounded-md border border-border bg-muted px-3 py-2.5">
        <dl
          className={cn(
            "grid grid-cols-2 gap-x-4 gap-y-2 transition-opacity sm:grid-cols-[repeat(4,auto)]",
            isFetching && data !== undefined && "opacity-60",
          )}
        >
          <Cost name="Parameters">{formatCount(totals.params)}</Cost>
          <Cost name="Multiply-adds" note="an image">
            {formatCountShort(totals.macs)}
          </Cost>
          <Cost name="Memory" note="at most" isWrong={problem !== null}>
            {value(({ memoryBytes }) => `about ${formatMemory(memoryBytes)}`)}
          </Cost>
          <Cost name="Time" note="an epoch">
            {value(({ secondsPerEpoch }) => aboutSeconds(secondsPerEpoch))}
          </Cost>
        </dl>
        <div className="mt-2 flex min-h-8 items-center gap-2 text-xs text-muted-foreground">
          {error !== null && data === undefined ? (
            <>
              <span role="alert">{explainError(error).message}</span>
              <Button size="sm" variant="secondary" onClick={() => void cost.refetch()}>
                Try again
              </Button>
            </>
          ) : problem !== null ? (
            <p role="alert" className="flex items-start gap-1.5 text-destructive-text">
              <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
              {problem}
            </p>
          ) : (
            data !== undefined && <p>{durationText(data, epochs)}</p>
          )}
          {problem !== null && data !== undefined && data.batchSizeThatFits !== null && (
            <Button
              size="sm"
              variant="secondary"
              className="ml-auto shrink-0"
              onClick={() => onBatchSize(data.batchSizeThatFits ?? 1)}
            >
              Use {data.batchSizeThatFits}
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}

type CostProps = { name: string; note?: string; isWrong?: boolean; children: ReactNode };

function Cost({ name, note, isWrong = false, children }: CostProps) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted-foreground">
        {name}
        {note !== undefined && `, ${note}`}
      </dt>
      <dd className={cn("num font-medium", isWrong && "text-destructive-text")}>{children}</dd>
    </div>
  );
}
