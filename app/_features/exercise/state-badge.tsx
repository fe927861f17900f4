import { Badge, type BadgeTone } from "#app/_ui/badge.tsx";
import type { ExerciseSummary } from "#server/contract/exercise.ts";

const LOOKS: Record<ExerciseSummary["state"], { label: string; tone: BadgeTone }> = {
  draft: { label: "Draft", tone: "neutral" },
  waiting: { label: "Not open yet", tone: "info" },
  open: { label: "Open", tone: "success" },
  late: { label: "Late", tone: "warning" },
  closed: { label: "Closed", tone: "neutral" },
};

export function ExerciseStateBadge({ state }: Pick<ExerciseSummary, "state">) {
  const { label, tone } = LOOKS[state];
  return <Badge tone={tone}>{label}</Badge>;
}
