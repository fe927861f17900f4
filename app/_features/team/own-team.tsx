"use client";

import { LogOut } from "lucide-react";
import { Button } from "#app/_ui/button.tsx";
import { CardContent } from "#app/_ui/card.tsx";
import { CopyButton } from "#app/_ui/copy-button.tsx";
import type { Teamwork } from "#models/teams/teamwork.ts";
import type { TeamView } from "#server/contract/team.ts";
import type { TeamChanges } from "./use-team-changes.ts";

type OwnTeamProps = { exerciseId: string; team: TeamView; teamwork: Teamwork; changes: TeamChanges };

/** One's own team, the code for others, and the way out until it hands in. */
export function OwnTeam({ exerciseId, team, teamwork, changes }: OwnTeamProps) {
  const { name, members, code, hasHandedIn } = team;
  const missing = teamwork.minSize - members.length;
  const isOpenYet = teamwork.isByLearners && !hasHandedIn;
  return (
    <CardContent className="flex flex-col gap-3 text-sm">
      <p>
        You are in <span className="font-medium">{name}</span>
        {missing > 0
          ? `, which needs ${missing} more before it can hand in.`
          : ". Any of you hands in for all; its grade is each member's."}
      </p>
      {isOpenYet && (
        <div className="flex flex-wrap items-center gap-2">
          {code !== null && members.length < teamwork.maxSize && (
            <>
              <span className="rounded-md bg-muted px-2.5 py-1.5 font-mono font-semibold tracking-wider select-all">
                {code.slice(0, 5)}-{code.slice(5)}
              </span>
              <CopyButton text={code} label="Copy the team's code" />
            </>
          )}
          <Button
            size="sm"
            variant="ghost"
            icon={<LogOut aria-hidden />}
            isBusy={changes.leave.isPending}
            onClick={() => changes.leave.mutate({ exerciseId })}
          >
            Leave the team
          </Button>
        </div>
      )}
    </CardContent>
  );
}
