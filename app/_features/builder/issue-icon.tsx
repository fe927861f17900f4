import { CircleAlert, CircleDashed, TriangleAlert } from "lucide-react";
import { cn } from "#app/_lib/cn.ts";
import type { IssueTone } from "./issue-tone.ts";

const LOOK = {
  wrong: { icon: CircleAlert, color: "text-destructive-text!" },
  unfinished: { icon: CircleDashed, color: "text-muted-foreground!" },
  warning: { icon: TriangleAlert, color: "text-warning-text!" },
} as const;

export function IssueIcon({ tone, className }: { tone: IssueTone; className?: string }) {
  const { icon: Icon, color } = LOOK[tone];
  return <Icon aria-hidden className={cn("size-4 shrink-0", color, className)} />;
}
