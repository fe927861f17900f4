"use client";

import Link from "next/link";
import { Trophy } from "lucide-react";
import { countedPoints } from "#app/_lib/format-points.ts";
import { Badge } from "#app/_ui/badge.tsx";
import type { ExerciseSummary } from "#server/contract/exercise.ts";
import { DueLine } from "../due-line.tsx";
import { ExerciseStateBadge } from "../state-badge.tsx";

export function ExerciseRow({ exercise, now }: { exercise: ExerciseSummary; now: string }) {
  return (
    <li className="relative flex items-center gap-3 px-4 py-3 transition-colors hover:bg-accent/50">
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <Link
          href={`/cohorts/${exercise.cohortId}/exercises/${exercise.id}`}
          className="truncate font-medium after:absolute after:inset-0"
        >
          {exercise.title}
        </Link>
        <p className="num text-[0.8125rem] text-muted-foreground">
          <DueLine exercise={exercise} now={now} />
          {exercise.points > 0 && ` · ${countedPoints(exercise.points)}`}
        </p>
      </div>
      {exercise.isCompetition && (
        <Badge tone="primary">
          <Trophy aria-hidden />
          Competition
        </Badge>
      )}
      <ExerciseStateBadge state={exercise.state} />
    </li>
  );
}
