import { Archive, CircleAlert, CircleDashed, CircleSlash, LoaderCircle, Star } from "lucide-react";
import { Badge } from "#app/_ui/badge.tsx";
import type { DatasetSummary } from "#server/contract/dataset.ts";
import { SyntheticBadge } from "./synthetic-badge.tsx";

/** What is to be known of a dataset at a glance. */
export function DatasetBadges({ dataset }: { dataset: DatasetSummary }) {
  const { isDefault, isSynthetic, isArchived, isUsed, newest } = dataset;
  return (
    <>
      {isDefault && (
        <Badge tone="primary">
          <Star aria-hidden />
          Default
        </Badge>
      )}
      {isSynthetic && <SyntheticBadge datasetId={dataset.id} />}
      {isArchived && (
        <Badge>
          <Archive aria-hidden />
          Archived
        </Badge>
      )}
      {!isUsed && !isArchived && (
        <Badge>
          <CircleSlash aria-hidden />
          Not in use
        </Badge>
      )}
      {newest?.state === "preparing" && (
        <Badge tone="info">
          <LoaderCircle aria-hidden />
          Being prepared
        </Badge>
      )}
      {newest?.state === "failed" && (
        <Badge tone="destructive">
          <CircleAlert aria-hidden />
          Not imported
        </Badge>
      )}
      {newest?.state === "absent" && (
        <Badge tone="warning">
          <CircleDashed aria-hidden />
          Files are gone
        </Badge>
      )}
    </>
  );
}
