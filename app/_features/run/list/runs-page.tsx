"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { useState } from "react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { RowsSkeleton } from "#app/_ui/rows-skeleton.tsx";
import { Button } from "#app/_ui/button.tsx";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { Card, CardFooter } from "#app/_ui/card.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { Tabs, TabsList, TabsPanel, TabsTab } from "#app/_ui/tabs.tsx";
import { useTRPC } from "#app/_lib/trpc.ts";
import { KeptByMe } from "./kept-by-me.tsx";
import { RunRow } from "./run-row.tsx";

type Whose = "all" | "mine";

export function RunsPage() {
  const { cohort } = useCohort();
  const [whose, setWhose] = useState<Whose>("all");
  return (
    <PageContainer>
      <Tabs value={whose} onValueChange={(next: Whose) => setWhose(next)} className="flex flex-col gap-6">
        <PageHeader
          title="Runs"
          description="Every training in this cohort, the newest first."
          actions={
            <TabsList aria-label="Whose runs">
              <TabsTab value="all">All</TabsTab>
              <TabsTab value="mine">Mine</TabsTab>
            </TabsList>
          }
        />
        <TabsPanel value={whose}>
          <RunList key={whose} cohortId={cohort.id} whose={whose} />
          {whose === "mine" && <KeptByMe cohortId={cohort.id} />}
        </TabsPanel>
      </Tabs>
    </PageContainer>
  );
}

function RunList({ cohortId, whose }: { cohortId: string; whose: Whose }) {
  const { myId, isInstructor } = useCohort();
  const trpc = useTRPC();
  const runs = useInfiniteQuery(
    trpc.run.list.infiniteQueryOptions(
      { cohortId, ...(whose === "mine" ? { startedByMe: true } : {}) },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const items = runs.data?.pages.flatMap((page) => page.items);

  if (items === undefined) {
    return (
      <Card>
        {runs.error === null ? (
          <RowsSkeleton count={6} />
        ) : (
          <ErrorState error={runs.error} onRetry={() => void runs.refetch()} />
        )}
      </Card>
    );
  }
  if (items.length === 0) {
    return (
      <Card>
        <EmptyState
          icon={<Play />}
          title={whose === "mine" ? "You have not trained anything yet" : "Nothing has been trained yet"}
          action={<ButtonLink href={`/cohorts/${cohortId}/designs`}>Go to designs</ButtonLink>}
        >
          Open a design and press Train. Its run shows here at once, for everybody.
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card>
      <ul aria-label="Runs" className="divide-y divide-border">
        {items.map((run) => (
          <RunRow
            key={run.id}
            run={run}
            isMine={run.startedBy.id === myId}
            canCancel={isInstructor || run.startedBy.id === myId}
          />
        ))}
      </ul>
      {runs.hasNextPage && (
        <CardFooter className="justify-center">
          <Button variant="ghost" isBusy={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
            Show older runs
          </Button>
        </CardFooter>
      )}
    </Card>
  );
}
