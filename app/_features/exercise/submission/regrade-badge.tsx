import { Badge, type BadgeTone } from "#app/_ui/badge.tsx";
import type { Submission } from "#server/contract/submission.ts";

type Regrade = NonNullable<Submission["regrade"]>;

export const REGRADE_LOOKS: Record<Regrade, { label: string; tone: BadgeTone }> = {
  open: { label: "Question open", tone: "warning" },
  answered: { label: "Answered", tone: "info" },
  changed: { label: "Grade changed", tone: "success" },
  kept: { label: "Grade stays", tone: "neutral" },
};

export function RegradeBadge({ regrade }: { regrade: Regrade }) {
  const { label, tone } = REGRADE_LOOKS[regrade];
  return <Badge tone={tone}>{label}</Badge>;
}
