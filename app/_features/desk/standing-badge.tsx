import type { Standing } from "#models/cohorts/standing.ts";
import { Badge, type BadgeTone } from "#app/_ui/badge.tsx";

const LOOKS: Record<Standing["state"], { tone: BadgeTone; word: string }> = {
  stuck: { tone: "destructive", word: "Stuck" },
  idle: { tone: "warning", word: "Idle" },
  training: { tone: "info", word: "Training" },
  working: { tone: "success", word: "Working" },
  away: { tone: "neutral", word: "Away" },
};

export function StandingBadge({ state }: { state: Standing["state"] }) {
  const { tone, word } = LOOKS[state];
  return <Badge tone={tone}>{word}</Badge>;
}
