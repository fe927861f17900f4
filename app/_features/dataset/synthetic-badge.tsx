import { Blocks } from "lucide-react";
import { Badge } from "#app/_ui/badge.tsx";

export const SYNTHETIC_TITLE =
  "These images were generated, not taken by a satellite. Scores do not compare with EuroSAT.";

/** Beside every score of the generated dataset: such a score says nothing about real imagery. */
export function SyntheticBadge({ className }: { className?: string }) {
  return (
    <Badge tone="warning" className={className} title={SYNTHETIC_TITLE}>
      <Blocks aria-hidden />
      Synthetic tiles
    </Badge>
  );
}
