import { Blocks } from "lucide-react";
import { Badge } from "#app/_ui/badge.tsx";
import { syntheticWords } from "./synthetic-words.ts";

/** Beside every score of a generated dataset: such a score says nothing about real imagery. */
export function SyntheticBadge({ datasetId, className }: { datasetId: string; className?: string }) {
  const { badge, title } = syntheticWords(datasetId);
  return (
    <Badge tone="warning" className={className} title={title}>
      <Blocks aria-hidden />
      {badge}
    </Badge>
  );
}
