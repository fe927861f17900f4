"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { RowsSkeleton } from "#app/_ui/rows-skeleton.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Card, CardFooter, CardHeader, CardTitle } from "#app/_ui/card.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { formatCount } from "#app/_lib/format-count.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { DesignRow } from "./design-row.tsx";

type DesignSectionProps = {
  title: string;
  of: "me" | "others" | "cohort";
  /** Only this person's. */
  ownerId?: string | undefined;
  /** Part of a name; empty shows all. */
  search: string;
  /** Shown where there is nothing at all to search in. */
  empty: ReactNode;
};

/** Designs, the newest change first, a page at a time. */
export function DesignSection({ title, of, ownerId, search, empty }: DesignSectionProps) {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const designs = useInfiniteQuery(
    trpc.design.list.infiniteQueryOptions(
      {
        cohortId: cohort.id,
        of,
        ...(ownerId === undefined ? {} : { ownerId }),
        ...(search === "" ? {} : { search }),
      },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData },
    ),
  );
  const items = designs.data?.pages.flatMap((page) => page.items);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
        {items !== undefined && (
          <span className="num text-sm text-muted-foreground">
            {formatCount(items.length)}
            {designs.hasNextPage && "+"}
          </span>
        )}
      </CardHeader>
      {items === undefined ? (
        designs.error === null ? (
          <RowsSkeleton />
        ) : (
          <ErrorState error={designs.error} onRetry={() => void designs.refetch()} />
        )
      ) : items.length > 0 ? (
        <ul aria-label={title} className="divide-y divide-border">
          {items.map((design) => (
            <DesignRow key={design.id} design={design} />
          ))}
        </ul>
      ) : search === "" ? (
        empty
      ) : (
        <p className="p-4 text-sm text-muted-foreground">No design here matches “{search}”.</p>
      )}
      {designs.hasNextPage && (
        <CardFooter className="justify-center">
          <Button
            variant="ghost"
            isBusy={designs.isFetchingNextPage}
            onClick={() => void designs.fetchNextPage()}
          >
            Show older designs
          </Button>
        </CardFooter>
      )}
    </Card>
  );
}
