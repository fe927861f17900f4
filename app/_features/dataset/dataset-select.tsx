"use client";

import { useQuery } from "@tanstack/react-query";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { Select } from "#app/_ui/select.tsx";
import { useTRPC } from "#app/_lib/trpc.ts";
import type { DatasetSummary } from "#server/contract/dataset.ts";

type DatasetSelectProps = {
  /** null is the cohort's default. */
  value: string | null;
  onValueChange: (datasetId: string) => void;
  /** Which of the cohort's datasets can be chosen. */
  isOffered: (dataset: DatasetSummary) => boolean;
  "aria-label"?: string;
  className?: string;
};

/** A dataset of the cohort's. Nothing is shown until they are known. */
export function DatasetSelect({ value, onValueChange, isOffered, ...props }: DatasetSelectProps) {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.dataset.list.queryOptions({ cohortId: cohort.id }));
  if (data === undefined) return null;
  const chosen = value ?? data.datasets.find(({ isDefault }) => isDefault)?.id ?? "";
  const offered = data.datasets.filter((dataset) => dataset.id === chosen || isOffered(dataset));
  if (offered.length === 0) return null;
  return (
    <Select
      {...props}
      value={chosen}
      onValueChange={onValueChange}
      options={offered.map(({ id, title, isDefault }) => ({
        value: id,
        label: isDefault ? `${title} (default)` : title,
      }))}
    />
  );
}
