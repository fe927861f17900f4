"use client";

import { X } from "lucide-react";
import { MemberAvatar } from "#app/_features/cohort/member-avatar.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import type { TeamView } from "#server/contract/team.ts";
import type { TeamChanges } from "./use-team-changes.ts";

type TeamRowProps = {
  exerciseId: string;
  team: TeamView;
  /** How many more may join. */
  places: number;
  mayJoin: boolean;
  mayPlace: boolean;
  changes: TeamChanges;
};

export function TeamRow({ exerciseId, team, places, mayJoin, mayPlace, changes }: TeamRowProps) {
  const { id: teamId, name, isOpen, isMine, members, hasHandedIn } = team;
  const isJoinable = mayJoin && isOpen && places > 0 && !hasHandedIn;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 px-4 py-3 text-sm">
      <span className="font-medium wrap-anywhere">{name}</span>
      {isMine && <Badge tone="primary">Yours</Badge>}
      {hasHandedIn ? (
        <Badge tone="success">Handed in</Badge>
      ) : places > 0 ? (
        <Badge>{isOpen ? "Open" : "By code"}</Badge>
      ) : (
        <Badge>Full</Badge>
      )}
      {isJoinable && (
        <Button
          size="sm"
          variant="secondary"
          className="ml-auto"
          aria-label={`Join ${name}`}
          disabled={changes.join.isPending}
          onClick={() => changes.join.mutate({ exerciseId, by: { teamId } })}
        >
          Join
        </Button>
      )}
      <ul aria-label={`Members of ${name}`} className="flex basis-full flex-wrap gap-x-4 gap-y-1">
        {members.length === 0 && <li className="text-muted-foreground">Nobody yet</li>}
        {members.map((person) => (
          <li key={person.id} className="flex items-center gap-2">
            <MemberAvatar person={person} />
            {person.name}
            {mayPlace && (
              <Button
                size="icon-sm"
                variant="ghost"
                aria-label={`Take ${person.name} out of ${name}`}
                title="Take out of the team"
                disabled={changes.place.isPending}
                onClick={() => changes.place.mutate({ exerciseId, userId: person.id, teamId: null })}
              >
                <X aria-hidden />
              </Button>
            )}
          </li>
        ))}
      </ul>
    </li>
  );
}
