"use client";

import { Trophy } from "lucide-react";
import { useState } from "react";
import { Segmented } from "#app/_features/run/segmented.tsx";
import { formatCount } from "#app/_lib/format-count.ts";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardFooter, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import type { League } from "#models/competition/leagues.ts";
import type { CompetitionView } from "#server/contract/competition.ts";
import { BoardTable } from "./board-table.tsx";
import { LEAGUE_NAMES, leagueText } from "./league-texts.ts";

type BoardCardProps = {
  competition: CompetitionView;
  /** Asks for more than the first of a long board. */
  onWhole: () => void;
  isBusy: boolean;
};

/** A board a league, one at a time. */
export function BoardCard({ competition, onWhole, isBusy }: BoardCardProps) {
  const { boards, cohortId, settings, state, parts } = competition;
  const [chosen, setChosen] = useState<League>("accuracy");
  const board = boards.find(({ league }) => league === chosen) ?? boards[0];
  if (board === undefined) return null;
  const { league, rows, total } = board;
  const part = state === "revealed" ? "private" : "public";
  const tiles = parts === null ? null : parts[part].toLocaleString("en-US");
  return (
    <Card aria-label="Board">
      <CardHeader className="flex-wrap">
        <CardTitle>{state === "revealed" ? "Final board" : "Public board"}</CardTitle>
        {boards.length > 1 && (
          <Segmented
            label="League"
            value={league}
            onChange={setChosen}
            options={boards.map((each) => ({ value: each.league, label: LEAGUE_NAMES[each.league] }))}
          />
        )}
      </CardHeader>
      {rows.length === 0 ? (
        <EmptyState icon={<Trophy />} title="The first place is free">
          An entry stands here once it has been scored on tiles that nobody has seen.
        </EmptyState>
      ) : (
        <BoardTable
          // Rows that come with "Show all" are not news.
          key={`${league} ${rows.length < total ? "first" : "all"}`}
          cohortId={cohortId}
          league={league}
          rows={rows}
          label={`Board: ${LEAGUE_NAMES[league]}`}
        />
      )}
      {rows.length < total && (
        <CardFooter>
          <Button variant="secondary" isBusy={isBusy} onClick={onWhole}>
            Show all {formatCount(total)} places
          </Button>
        </CardFooter>
      )}
      <p className="num border-t border-border px-4 py-3 text-[0.8125rem] text-muted-foreground">
        {leagueText(league, settings)}
        {tiles !== null && ` Scored on the ${tiles} tiles of the ${part} part.`}
      </p>
    </Card>
  );
}
