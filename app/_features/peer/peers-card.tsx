"use client";

import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { Moment } from "#app/_features/exercise/moment.tsx";
import { counted } from "#app/_lib/counted.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { RowsSkeleton } from "#app/_ui/rows-skeleton.tsx";
import type { ExerciseDetails } from "#server/contract/exercise.ts";
import type { PeerOverview } from "#server/contract/peer.ts";
import { DrawForm } from "./draw-form.tsx";
import { MarkedWorks } from "./marked-works.tsx";
import { missingText } from "./missing-text.ts";
import { usePeerChanges } from "./use-peer-changes.ts";

/** For who grades: that learners mark each other, what they gave, and what comes of it. */
export function PeersCard({ exercise }: { exercise: ExerciseDetails }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.peer.overview.queryOptions({ exerciseId: exercise.id }));
  return (
    <Card aria-label="Marked by each other">
      {data === undefined ? (
        <>
          <CardHeader>
            <CardTitle>Marked by each other</CardTitle>
          </CardHeader>
          {error === null ? <RowsSkeleton /> : <ErrorState error={error} onRetry={() => void refetch()} />}
        </>
      ) : (
        <Peers exercise={exercise} overview={data} />
      )}
    </Card>
  );
}

function Peers({ exercise, overview }: { exercise: ExerciseDetails; overview: PeerOverview }) {
  const { isInstructor } = useCohort();
  const changes = usePeerChanges();
  const { settings, isOver, undrawn, works } = overview;
  const exerciseId = exercise.id;
  const open = works.filter(({ proposal, grade }) => proposal !== null && grade === null);
  return (
    <>
      <CardHeader>
        <CardTitle>Marked by each other</CardTitle>
        {isInstructor && open.length > 0 && (
          <Button
            size="sm"
            variant="secondary"
            icon={<Check aria-hidden />}
            isBusy={changes.release.isPending}
            onClick={() => changes.release.mutate({ exerciseId })}
          >
            Release {counted(open.length, "proposal")}
          </Button>
        )}
      </CardHeader>
      {settings !== null && (
        <p className="num px-4 py-3 text-sm text-muted-foreground" aria-live="polite">
          {counted(settings.each, "submission")} each, {isOver ? "was until " : "until "}
          <Moment at={settings.dueAt} />. {missingText(works, isOver)}
        </p>
      )}
      {works.length > 0 && (
        <MarkedWorks
          works={works}
          isOver={isOver}
          onRelease={
            isInstructor ? (submissionId) => changes.release.mutate({ exerciseId, submissionId }) : null
          }
        />
      )}
      {settings !== null && undrawn > 0 && (
        <p className="num px-4 pt-3 text-sm text-warning-text">
          {counted(undrawn, "submission")} came since. Draw again, and{" "}
          {undrawn === 1 ? "it takes" : "they take"} part.
        </p>
      )}
      {isInstructor ? (
        <CardContent>
          <DrawForm exercise={exercise} settings={settings} changes={changes} />
        </CardContent>
      ) : (
        settings === null && (
          <p className="p-4 text-sm text-muted-foreground">Learners do not mark each other here.</p>
        )
      )}
    </>
  );
}
