"use client";

import Link from "next/link";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { formatCount } from "#app/_lib/format-count.ts";
import type { DatasetSummary } from "#server/contract/dataset.ts";
import { DatasetActions } from "./dataset-actions.tsx";
import { DatasetBadges } from "./dataset-badges.tsx";
import { exampleCount, inputText, sizeText, taskText } from "./describe-dataset.ts";
import { whoMayUse } from "./who-may-use.ts";

export function DatasetRow({ dataset }: { dataset: DatasetSummary }) {
  const { cohort } = useCohort();
  const { id, title, descriptor, sizeBytes, newest, owner } = dataset;
  return (
    <li className="relative flex items-start gap-3 px-4 py-3 transition-colors hover:bg-accent/50">
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link
            href={`/cohorts/${cohort.id}/datasets/${id}`}
            className="min-w-0 truncate font-medium after:absolute after:inset-0"
          >
            {title}
          </Link>
          <DatasetBadges dataset={dataset} />
        </div>
        {descriptor === null ? (
          <p className="text-[0.8125rem] text-muted-foreground">
            {newest?.state === "failed"
              ? (newest.failure ?? "It could not be imported.")
              : "Nothing to train on yet."}
          </p>
        ) : (
          <p className="num text-[0.8125rem] text-muted-foreground">
            {taskText(descriptor)} · {inputText(descriptor)} · {formatCount(exampleCount(descriptor))}{" "}
            examples
            {sizeBytes !== null && ` · ${sizeText(sizeBytes)}`}
          </p>
        )}
        <p className="text-[0.8125rem] text-muted-foreground">
          {whoMayUse(dataset)}
          {owner !== null && ` · added by ${owner.name}`}
        </p>
      </div>
      <DatasetActions dataset={dataset} />
    </li>
  );
}
