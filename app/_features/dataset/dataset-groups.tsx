"use client";

import { Tile } from "#app/_features/run/tile.tsx";
import { formatClassName } from "#app/_lib/format-class-name.ts";
import { formatCount } from "#app/_lib/format-count.ts";
import type { DatasetGroup } from "#server/contract/dataset.ts";

type DatasetGroupsProps = {
  cohortId: string;
  versionId: string;
  groups: readonly DatasetGroup[];
  hasPictures: boolean;
};

/** How many examples each class has, as bars, and some of each. */
export function DatasetGroups({ cohortId, versionId, groups, hasPictures }: DatasetGroupsProps) {
  const largest = Math.max(1, ...groups.map(({ train, validation }) => train + validation));
  return (
    <ul aria-label="Classes" className="divide-y divide-border">
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
          {hasPictures && samples.length > 0 && (
            <ul
              aria-label={`Samples of ${formatClassName(name)}`}
              className="grid grid-cols-6 gap-1.5 lg:grid-cols-12"
            >
              {samples.map((place) => (
                <li key={place}>
                  <Tile
                    cohortId={cohortId}
                    versionId={versionId}
                    index={place}
                    alt={`${formatClassName(name)}, tile ${place}`}
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
