"use client";

import type { ImportProgress } from "#server/contract/dataset-import.ts";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardContent } from "#app/_ui/card.tsx";
import { Progress } from "#app/_ui/progress.tsx";
import { formatCount } from "#app/_lib/format-count.ts";

type ReadingCardProps = { progress: ImportProgress | null; isBusy: boolean; onCancel: () => void };

export function ReadingCard({ progress, isBusy, onCancel }: ReadingCardProps) {
  return (
    <Card>
      <CardContent className="flex flex-col gap-3">
        <output className="text-sm">
          {progress === null
            ? "Waiting for a worker"
            : progress.phase === "reading"
              ? "Reading and checking the pictures"
              : "Packing the dataset"}
        </output>
        <Progress
          value={progress === null || progress.total === 0 ? null : progress.done / progress.total}
          aria-label="Import"
        />
        <div className="flex items-center justify-between gap-3">
          <p className="num text-[0.8125rem] text-muted-foreground">
            {progress !== null && `${formatCount(progress.done)} of ${formatCount(progress.total)} pictures`}
          </p>
          <Button size="sm" isBusy={isBusy} onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </CardContent>
    </Card>
  );
}
