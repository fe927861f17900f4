"use client";

import { useQuery } from "@tanstack/react-query";
import { Shuffle } from "lucide-react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { RowsSkeleton } from "#app/_ui/rows-skeleton.tsx";
import type { ExerciseDetails } from "#server/contract/exercise.ts";
import type { TeamList } from "#server/contract/team.ts";
import { JoinTeamForm } from "./join-team-form.tsx";
import { NewTeamForm } from "./new-team-form.tsx";
import { OwnTeam } from "./own-team.tsx";
import { sizeText } from "./size-text.ts";
import { TeamRow } from "./team-row.tsx";
import { useTeamChanges } from "./use-team-changes.ts";
import { WithoutTeam } from "./without-team.tsx";

/** Who hands in with whom; learners make it up among themselves where they may, instructors for anybody. */
export function TeamsCard({ exercise }: { exercise: ExerciseDetails }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.team.list.queryOptions({ exerciseId: exercise.id }));
  return (
    <Card aria-label="Teams">
      {data === undefined ? (
        <>
          <CardHeader>
            <CardTitle>Teams</CardTitle>
          </CardHeader>
          {error === null ? <RowsSkeleton /> : <ErrorState error={error} onRetry={() => void refetch()} />}
        </>
      ) : (
        <Teams exerciseId={exercise.id} list={data} />
      )}
    </Card>
  );
}

function Teams({ exerciseId, list }: { exerciseId: string; list: TeamList }) {
  const { isInstructor, isGrader } = useCohort();
  const changes = useTeamChanges();
  const { teamwork, teams, without } = list;
  if (teamwork === null) return null;
  const own = teams.find(({ isMine }) => isMine);
  const isForming = !isGrader && teamwork.isByLearners && own === undefined;
  return (
    <>
      <CardHeader className="flex-wrap">
        <CardTitle>Teams</CardTitle>
        <span className="num text-sm text-muted-foreground">{sizeText(teamwork)}</span>
        {isInstructor && without.length > 0 && (
          <Button
            size="sm"
            variant="secondary"
            className="ml-auto"
            icon={<Shuffle aria-hidden />}
            isBusy={changes.deal.isPending}
            onClick={() => changes.deal.mutate({ exerciseId })}
          >
            Deal the rest
          </Button>
        )}
      </CardHeader>
      {own !== undefined && (
        <OwnTeam exerciseId={exerciseId} team={own} teamwork={teamwork} changes={changes} />
      )}
      {!isGrader && own === undefined && !teamwork.isByLearners && (
        <CardContent className="text-sm text-muted-foreground">
          You are in no team yet. Your instructor makes the teams of this exercise.
        </CardContent>
      )}
      {(isForming || isInstructor) && (
        <CardContent className="flex flex-col gap-4">
          {isForming && <JoinTeamForm exerciseId={exerciseId} changes={changes} />}
          <NewTeamForm exerciseId={exerciseId} changes={changes} isFirst={isForming} />
        </CardContent>
      )}
      {teams.length > 0 && (
        <ul aria-label="Teams" className="divide-y divide-border border-t border-border">
          {teams.map((team) => (
            <TeamRow
              key={team.id}
              exerciseId={exerciseId}
              team={team}
              places={teamwork.maxSize - team.members.length}
              mayJoin={isForming}
              mayPlace={isInstructor}
              changes={changes}
            />
          ))}
        </ul>
      )}
      {without.length > 0 && (
        <WithoutTeam
          exerciseId={exerciseId}
          people={without}
          teams={isInstructor ? teams.filter(({ members }) => members.length < teamwork.maxSize) : null}
          changes={changes}
        />
      )}
    </>
  );
}
