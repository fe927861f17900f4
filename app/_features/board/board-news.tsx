"use client";

import { useQuery } from "@tanstack/react-query";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { MemberAvatar } from "#app/_features/cohort/member-avatar.tsx";
import { useTRPC } from "#app/_lib/trpc.ts";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { newsOf } from "./news-of.ts";

const SHOWN = 5;

/** What has just happened in the class. */
export function BoardNews() {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.run.list.queryOptions({ cohortId: cohort.id, limit: 50 }));
  const news = newsOf(data?.items ?? []).slice(0, SHOWN);
  if (news.length === 0) return null;
  return (
    <section aria-label="Latest" className="flex flex-col gap-[0.6em]">
      <h2 className="font-semibold">Latest</h2>
      <ul className="flex flex-col gap-[0.45em]">
        {news.map(({ key, person, text, at }) => (
          <li key={key} className="flex items-center gap-[0.6em]">
            <MemberAvatar person={person} className="size-[2.4em] text-[0.6em]" />
            <span className="min-w-0 flex-1 truncate">
              <span className="font-medium">{person.name}</span> {text}
            </span>
            <span className="num shrink-0 text-[0.85em] text-muted-foreground">
              <RelativeTime at={at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
