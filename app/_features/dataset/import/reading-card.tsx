"use client";

import type { ImportProgress } from "#models/datasets/import/import-progress.ts";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardContent } from "#app/_ui/card.tsx";
import { Progress } from "#app/_ui/progress.tsx";
import { formatCount } from "#app/_lib/format-count.ts";
import { formatBytes } from "./format-bytes.ts";

type ReadingCardProps = {
  progress: ImportProgress | null;
  /** What is counted. */
  example: "pictures" | "windows";
  isBusy: boolean;
  onCancel: () => void;
};

export function ReadingCard({ progress, example, isBusy, onCancel }: ReadingCardProps) {
  return (
    <Card>
      <CardContent className="flex flex-col gap-3">
        <output className="text-sm">
          {progress === null
            ? "Waiting for a worker"
            : progress.phase === "downloading"
              ? "Downloading from its authors"
              : progress.phase === "reading"
                ? `Reading and checking the ${example}`
                : "Packing the dataset"}
        </output>
        <Progress
          value={progress === null || progress.total === 0 ? null : progress.done / progress.total}
          aria-label="Import"
        />
        <div className="flex items-center justify-between gap-3">
          <p className="num text-[0.8125rem] text-muted-foreground">
            {progress !== null && amountOf(progress, example)}
          </p>
          <Button size="sm" isBusy={isBusy} onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </CardContent>
    </Card>
  );
}

function amountOf({ phase, done, total }: ImportProgress, example: string): string {
  if (phase === "downloading") return total === 0 ? "" : `${formatBytes(done)} of ${formatBytes(total)}`;
  return `${formatCount(done)} of ${formatCount(total)} ${example}`;
}
