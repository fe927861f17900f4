"use client";

import Link from "next/link";
import { Badge, type BadgeTone } from "#app/_ui/badge.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { formatCount } from "#app/_lib/format-count.ts";
import type { DatasetDetails } from "#server/contract/dataset.ts";
import { exampleCount, sizeText } from "./describe-dataset.ts";

type Version = DatasetDetails["versions"][number];

const STATES: Record<Version["state"], { label: string; tone: BadgeTone }> = {
  ready: { label: "Ready", tone: "success" },
  preparing: { label: "Being prepared", tone: "info" },
  failed: { label: "Not imported", tone: "destructive" },
  absent: { label: "Files are gone", tone: "warning" },
};

type DatasetVersionsProps = { cohortId: string; datasetId: string; versions: readonly Version[] };

/** Newest first. What was trained on one stays with it, on a board of its own. */
export function DatasetVersions({ cohortId, datasetId, versions }: DatasetVersionsProps) {
  return (
    <ul aria-label="Versions" className="divide-y divide-border">
      {versions.map((version) => (
        <li key={version.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 text-sm">
          <span className="font-medium">Version {version.number}</span>
          <Badge tone={STATES[version.state].tone}>{STATES[version.state].label}</Badge>
          <span className="num text-muted-foreground">
            {version.counts !== null &&
              `${formatCount(exampleCount({ counts: version.counts }))} examples · `}
            {version.sizeBytes !== null && `${sizeText(version.sizeBytes)} · `}
            <RelativeTime at={version.createdAt} />
            {version.madeBy !== null && ` by ${version.madeBy}`}
          </span>
          {version.failure !== null && (
            <p className="w-full text-[0.8125rem] text-destructive-text">{version.failure}</p>
          )}
          {version.runs > 0 && (
            <Link
              href={`/cohorts/${cohortId}/leaderboard?dataset=${datasetId}&version=${version.id}`}
              className="ml-auto underline decoration-border-strong underline-offset-4 hover:decoration-current"
            >
              {formatCount(version.runs)} {version.runs === 1 ? "run" : "runs"}, its board
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}
