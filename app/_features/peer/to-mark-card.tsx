"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { Moment } from "#app/_features/exercise/moment.tsx";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Badge } from "#app/_ui/badge.tsx";
import { Card, CardHeader, CardTitle } from "#app/_ui/card.tsx";

/** What a learner marks of others; nothing where nobody marks anybody, or this one does not. */
export function ToMarkCard({ exerciseId }: { exerciseId: string }) {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.peer.own.queryOptions({ exerciseId }));
  if (data === undefined || data.dueAt === null || data.items.length === 0) return null;
  const { dueAt, isOpen, items } = data;
  return (
    <Card aria-label="To mark">
      <CardHeader className="flex-wrap">
        <CardTitle>To mark</CardTitle>
        <span className="num text-sm text-muted-foreground">
          {isOpen ? "until " : "was until "}
          <Moment at={dueAt} />
        </span>
      </CardHeader>
      <p className="px-4 pt-3 text-sm text-muted-foreground">
        Submissions of others, without a name. Nobody is told which marks are yours, but for who grades.
      </p>
      <ul aria-label="Submissions to mark" className="divide-y divide-border py-1">
        {items.map(({ id, isDone }, place) => (
          <li
            key={id}
            className="relative flex items-center gap-3 px-4 py-2.5 text-sm transition-colors hover:bg-accent/50"
          >
            <Link
              href={`/cohorts/${cohort.id}/reviews/${id}`}
              className="num flex-1 font-medium after:absolute after:inset-0"
            >
              Submission {place + 1}
            </Link>
            {isDone ? (
              <Badge tone="success">Marked</Badge>
            ) : isOpen ? (
              <Badge tone="warning">To mark</Badge>
            ) : (
              <Badge>Not marked</Badge>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
