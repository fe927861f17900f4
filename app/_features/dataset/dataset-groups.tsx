"use client";

import { ExamplePicture } from "#app/_features/run/example-picture.tsx";
import { exampleWord } from "#app/_features/run/example-word.ts";
import { cn } from "#app/_lib/cn.ts";
import { formatClassName } from "#app/_lib/format-class-name.ts";
import { formatCount } from "#app/_lib/format-count.ts";
import type { DatasetDescriptor } from "#models/datasets/descriptor.ts";
import type { DatasetGroup } from "#server/contract/dataset.ts";

type DatasetGroupsProps = {
  cohortId: string;
  versionId: string;
  groups: readonly DatasetGroup[];
  descriptor: DatasetDescriptor;
};

/** Sequences and windows are wide. */
const WIDE_SAMPLES = 4;

/** How many examples each class has, as bars, and some of each. */
export function DatasetGroups({ cohortId, versionId, groups, descriptor }: DatasetGroupsProps) {
  const word = exampleWord(descriptor);
  const isWide = word !== "tile";
  const largest = Math.max(1, ...groups.map(({ train, validation }) => train + validation));
  return (
    <ul
      aria-label={descriptor.target.task === "classification" ? "Classes" : "Values"}
      className="divide-y divide-border"
    >
      {groups.map(({ name, train, validation, samples }) => (
        <li
          key={name}
          className="grid gap-x-6 gap-y-2 px-4 py-3 md:grid-cols-[minmax(0,16rem)_minmax(0,1fr)]"
        >
          <div className="flex min-w-0 flex-col gap-1">
            <div className="flex items-baseline justify-between gap-3 text-sm">
              <h3 className="truncate font-medium">{formatClassName(name)}</h3>
              <span className="num text-muted-foreground">{formatCount(train + validation)}</span>
            </div>
            <div aria-hidden className="flex h-2 overflow-hidden rounded-full bg-muted">
              <div className="bg-primary" style={{ width: `${(100 * train) / largest}%` }} />
              <div className="bg-primary/45" style={{ width: `${(100 * validation) / largest}%` }} />
            </div>
            <p className="num text-[0.8125rem] text-muted-foreground">
              {formatCount(train)} train · {formatCount(validation)} validation
            </p>
          </div>
          {samples.length > 0 && (
            <ul
              aria-label={`Samples of ${formatClassName(name)}`}
              className={cn(
                "grid gap-1.5",
                isWide ? "grid-cols-2 lg:grid-cols-4" : "grid-cols-6 lg:grid-cols-12",
              )}
            >
              {samples.slice(0, isWide ? WIDE_SAMPLES : undefined).map((place) => (
                <li key={place}>
                  <ExamplePicture
                    cohortId={cohortId}
                    versionId={versionId}
                    dataset={descriptor}
                    index={place}
                    alt={`${formatClassName(name)}, ${word} ${place}`}
                  />
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}
