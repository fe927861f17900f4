"use client";

import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { PresentAvatar } from "#app/_features/cohort/present-avatar.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { SeeAll } from "./see-all.tsx";

const SHOWN = 12;

export function PresenceCard() {
  const { cohort, myId, presentIds } = useCohort();
  const here = cohort.members.filter((member) => member.id === myId || presentIds.includes(member.id));
  return (
    <Card>
      <CardHeader>
        <CardTitle>Here now</CardTitle>
        <SeeAll href={`/cohorts/${cohort.id}/members`} of="members" />
      </CardHeader>
      <CardContent>
        <ul aria-label="Here now" data-live="" className="flex flex-col gap-2.5">
          {here.slice(0, SHOWN).map((member) => (
            <li key={member.id} className="flex items-center gap-2.5 text-sm">
              <PresentAvatar person={member} isPresent />
              <span className="flex min-w-0">
                <span className="truncate">{member.name}</span>
                {member.id === myId && <span className="shrink-0 text-muted-foreground">&nbsp;(you)</span>}
              </span>
            </li>
          ))}
        </ul>
        <p className="num mt-3 text-[0.8125rem] text-muted-foreground">
          {here.length} of {cohort.members.length} {cohort.members.length === 1 ? "member" : "members"}
        </p>
      </CardContent>
    </Card>
  );
}
