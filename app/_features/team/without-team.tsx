"use client";

import { Select } from "#app/_ui/select.tsx";
import type { TeamView } from "#server/contract/team.ts";
import type { TeamChanges } from "./use-team-changes.ts";

type WithoutTeamProps = {
  exerciseId: string;
  people: readonly { id: string; name: string }[];
  /** Into which they can be put; null for who may not. */
  teams: readonly TeamView[] | null;
  changes: TeamChanges;
};

/** Learners who are in no team yet. */
export function WithoutTeam({ exerciseId, people, teams, changes }: WithoutTeamProps) {
  if (teams === null || teams.length === 0) {
    return (
      <p className="border-t border-border px-4 py-3 text-sm text-muted-foreground">
        In no team yet: {people.map(({ name }) => name).join(", ")}
      </p>
    );
  }
  const options = [
    { value: "", label: "In no team yet" },
    ...teams.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <ul aria-label="Without a team" className="divide-y divide-border border-t border-border">
      {people.map(({ id: userId, name }) => (
        <li key={userId} className="flex items-center gap-3 px-4 py-2 text-sm">
          <span className="min-w-0 flex-1 truncate">{name}</span>
          <Select
            aria-label={`Team of ${name}`}
            className="w-44"
            value=""
            disabled={changes.place.isPending}
            onValueChange={(teamId) => {
              if (teamId !== "") changes.place.mutate({ exerciseId, userId, teamId });
            }}
            options={options}
          />
        </li>
      ))}
    </ul>
  );
}
