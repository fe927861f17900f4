"use client";

import { formatMemory } from "#models/training/format-memory.ts";
import { useStorage } from "#app/_lib/use-storage.ts";
import { CohortLimitDialog } from "./cohort-limit-dialog.tsx";

/** What one's runs and datasets keep on the server, under the list of runs. */
export function KeptByMe({ cohortId }: { cohortId: string }) {
  const { data: storage } = useStorage(cohortId);
  const mine = storage?.mine;
  return (
    <div className="mt-3 flex min-h-5 flex-wrap items-center gap-x-4 gap-y-2">
      <p className="num min-w-0 flex-1 basis-80 text-[0.8125rem] text-muted-foreground">
        {mine !== undefined &&
          `Your runs and datasets keep ${formatMemory(mine.usedBytes)} of the ${formatMemory(mine.quotaBytes)} that one person may keep on the server, in all cohorts; then the oldest models that nobody keeps make room.`}
        {storage?.cohort != null &&
          ` Those of this cohort keep ${formatMemory(storage.cohort.usedBytes)} of ${formatMemory(storage.cohort.quotaBytes)}.`}
      </p>
      {storage?.cohort != null && <CohortLimitDialog cohortId={cohortId} storage={storage.cohort} />}
    </div>
  );
}
