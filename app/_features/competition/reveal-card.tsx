"use client";

import { formatCount } from "#app/_lib/format-count.ts";
import { formatPercent } from "#app/_lib/format-percent.ts";
import { cn } from "#app/_lib/cn.ts";
import { MemberAvatar } from "#app/_features/cohort/member-avatar.tsx";
import { Card, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import type { CompetitionView, FinalPlace } from "#server/contract/competition.ts";
import { RevealControls } from "./reveal-controls.tsx";

type RevealCardProps = { competition: CompetitionView; isInstructor: boolean };

/** The final order, place by place, as large as a whole class can read it. */
export function RevealCard({ competition, isInstructor }: RevealCardProps) {
  const { finals, state } = competition;
  const isBegun = finals.places.length > 0;
  if (!isBegun && !isInstructor) return null;
  return (
    <Card aria-label="The reveal">
      <CardHeader className="flex-wrap">
        <CardTitle>{state === "revealed" ? "The final order" : "The reveal"}</CardTitle>
        {isInstructor && state !== "revealed" && <RevealControls competition={competition} />}
      </CardHeader>
      {isBegun ? (
        <ol aria-label="Final order" aria-live="polite" className="flex flex-col py-2">
          {finals.places.map((place) => (
            <Place key={place.rank} place={place} />
          ))}
        </ol>
      ) : (
        <p className="p-4 text-sm text-muted-foreground">
          Uncovers the final order for the whole class, from the last place up, by the private part. From then
          on nothing is taken and no choice changes. {formatCount(finals.total)}{" "}
          {finals.total === 1 ? "person has" : "people have"} a place.
        </p>
      )}
    </Card>
  );
}

function Place({ place: { rank, row } }: { place: FinalPlace }) {
  return (
    <li
      aria-current={row?.isMe === true ? "true" : undefined}
      className={cn(
        "grid min-h-14 grid-cols-[2.5rem_minmax(0,1fr)_auto] items-center gap-3 px-4 py-1.5",
        row?.isMe === true && "bg-primary-soft/60",
      )}
    >
      <span className={cn("num text-right font-mono font-semibold", rank <= 3 ? "text-2xl" : "text-lg")}>
        {rank}
      </span>
      {row === null ? (
        <span className="col-span-2 h-9 rounded-md bg-muted">
          <span className="sr-only">still covered</span>
        </span>
      ) : (
        <>
          <span className="flex min-w-0 items-center gap-3">
            <MemberAvatar person={row.user} className="max-sm:hidden" />
            <span className="flex min-w-0 flex-col">
              <span className={cn("truncate font-medium", rank <= 3 && "text-lg")}>{row.user.name}</span>
              <span className="num truncate text-[0.8125rem] text-muted-foreground">
                {row.runName} · {moved(row.publicRank - rank)}
              </span>
            </span>
          </span>
          <span className="num flex flex-col items-end">
            <span className={cn("font-semibold", rank <= 3 && "text-lg")}>{formatPercent(row.score, 2)}</span>
            <span className="text-xs text-muted-foreground">public {formatPercent(row.publicScore, 2)}</span>
          </span>
        </>
      )}
    </li>
  );
}

function moved(places: number): string {
  if (places === 0) return "as on the public board";
  const count = `${Math.abs(places)} ${Math.abs(places) === 1 ? "place" : "places"}`;
  return places > 0 ? `up ${count}` : `down ${count}`;
}
