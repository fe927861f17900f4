"use client";

import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { Card, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import type { ExerciseDetails } from "#server/contract/exercise.ts";
import { Moment } from "../moment.tsx";
import { ExtendDialog } from "./extend-dialog.tsx";

/** Who has more time, why and by whom. A learner sees their own, and nothing where there is none. */
export function ExtensionsCard({ exercise }: { exercise: ExerciseDetails }) {
  const { isInstructor } = useCohort();
  const { extensions, dueAt } = exercise;
  if (dueAt === null || (extensions.length === 0 && !isInstructor)) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Extensions</CardTitle>
        {isInstructor && <ExtendDialog exercise={exercise} dueAt={dueAt} />}
      </CardHeader>
      {extensions.length === 0 ? (
        <p className="p-4 text-sm text-muted-foreground">Nobody has more time than the others.</p>
      ) : (
        <ul aria-label="Extensions" className="divide-y divide-border text-sm">
          {extensions.map(({ id, user, dueAt: until, reason, grantedBy, createdAt }) => (
            <li key={id} className="num flex flex-col gap-0.5 px-4 py-2.5">
              <span>
                {isInstructor && <span className="font-medium">{user.name}: </span>}
                {until === null ? "taken back" : <Moment at={until} />}
              </span>
              {reason !== "" && <span className="wrap-break-word">{reason}</span>}
              <span className="text-[0.8125rem] text-muted-foreground">
                by {grantedBy ?? "a former instructor"}, <Moment at={createdAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
