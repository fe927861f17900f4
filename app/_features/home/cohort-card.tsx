import { Users } from "lucide-react";
import Link from "next/link";
import type { CohortSummary } from "#server/contract/cohort.ts";
import { Badge } from "#app/_ui/badge.tsx";
import { formatCount } from "#app/_lib/format-count.ts";

const ROLE_NAMES = { instructor: "Instructor", assistant: "Assistant", learner: "Learner" } as const;

export function CohortCard({ cohort }: { cohort: CohortSummary }) {
  return (
    <Link
      href={`/cohorts/${cohort.id}`}
      className="flex h-32 flex-col justify-between rounded-lg border border-border bg-card p-4 shadow-raised transition-colors hover:border-border-strong"
    >
      <span className="line-clamp-3 font-semibold tracking-tight">{cohort.name}</span>
      <span className="flex items-center justify-between text-sm text-muted-foreground">
        <span className="num inline-flex items-center gap-1.5">
          <Users aria-hidden className="size-4" />
          {formatCount(cohort.memberCount)} {cohort.memberCount === 1 ? "member" : "members"}
        </span>
        {cohort.archivedAt !== null && <Badge className="ml-auto mr-2">Archived</Badge>}
        <Badge tone={cohort.role === "instructor" ? "primary" : "neutral"}>{ROLE_NAMES[cohort.role]}</Badge>
      </span>
    </Link>
  );
}
