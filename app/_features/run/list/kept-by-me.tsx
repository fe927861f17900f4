"use client";

import { useState } from "react";
import { formatMemory } from "#models/training/format-memory.ts";
import { useStorage } from "#app/_lib/use-storage.ts";
import { Button } from "#app/_ui/button.tsx";
import { lazyDialog } from "#app/_ui/lazy-dialog.tsx";

const CohortLimitDialog = lazyDialog(
  async () => (await import("./cohort-limit-dialog.tsx")).CohortLimitDialog,
);

/** What one's runs, datasets and models keep on the server, under the list of runs. */
export function KeptByMe({ cohortId }: { cohortId: string }) {
  const { data: storage } = useStorage(cohortId);
  const [isAsking, setIsAsking] = useState(false);
  const mine = storage?.mine;
  return (
    <div className="mt-3 flex min-h-5 flex-wrap items-center gap-x-4 gap-y-2">
      <p className="num min-w-0 flex-1 basis-80 text-[0.8125rem] text-muted-foreground">
        {mine !== undefined &&
          `Your runs, datasets and models keep ${formatMemory(mine.usedBytes)} of the ${formatMemory(mine.quotaBytes)} that one person may keep on the server, in all cohorts; then the oldest models that nobody keeps make room.`}
        {storage?.cohort != null &&
          ` Those of this cohort keep ${formatMemory(storage.cohort.usedBytes)} of ${formatMemory(storage.cohort.quotaBytes)}.`}
      </p>
      {storage?.cohort != null && (
        <>
          <Button size="sm" variant="secondary" aria-haspopup="dialog" onClick={() => setIsAsking(true)}>
            Change the cohort’s limit
          </Button>
          <CohortLimitDialog
            cohortId={cohortId}
            storage={storage.cohort}
            isOpen={isAsking}
            onOpenChange={setIsAsking}
          />
        </>
      )}
    </div>
  );
}
