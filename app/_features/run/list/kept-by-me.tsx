"use client";

import { formatMemory } from "#models/training/format-memory.ts";
import { useStorage } from "#app/_lib/use-storage.ts";

/** What one's runs keep on the server, under the list of them. */
export function KeptByMe({ cohortId }: { cohortId: string }) {
  const { data: storage } = useStorage(cohortId);
  const mine = storage?.mine;
  return (
    <p className="num mt-3 min-h-5 text-[0.8125rem] text-muted-foreground">
      {mine !== undefined &&
        `Your runs keep ${formatMemory(mine.usedBytes)} of the ${formatMemory(mine.quotaBytes)} that one person may keep on the server, in all cohorts; then the oldest models that nobody keeps make room.`}
      {storage?.cohort != null &&
        ` The runs of this cohort keep ${formatMemory(storage.cohort.usedBytes)} of ${formatMemory(storage.cohort.quotaBytes)}.`}
    </p>
  );
}
