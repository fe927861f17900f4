"use client";

import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { Tabs, TabsList, TabsPanel, TabsTab } from "#app/_ui/tabs.tsx";
import { KeptByMe } from "./kept-by-me.tsx";
import { RunFilters } from "./run-filters.tsx";
import { RunList } from "./run-list.tsx";
import { useRunsView } from "./use-runs-view.ts";

export function RunsPage() {
  const { cohort } = useCohort();
  const { view, show } = useRunsView();
  const whose = view.person === "me" ? "mine" : "all";
  return (
    <PageContainer>
      <Tabs
        value={whose}
        onValueChange={(next) => show({ ...view, person: next === "mine" ? "me" : "" })}
        className="flex flex-col gap-4"
      >
        <PageHeader
          title="Runs"
          description="Every training in this cohort. Choose two or more to compare them."
          actions={
            <TabsList aria-label="Whose runs">
              <TabsTab value="all">All</TabsTab>
              <TabsTab value="mine">Mine</TabsTab>
            </TabsList>
          }
        />
        <RunFilters view={view} onShow={show} />
        <TabsPanel value={whose}>
          <RunList view={view} onShow={show} />
          {whose === "mine" && <KeptByMe cohortId={cohort.id} />}
        </TabsPanel>
      </Tabs>
    </PageContainer>
  );
}
