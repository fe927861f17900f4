"use client";

import { Layers, Users } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { SearchInput } from "#app/_ui/search-input.tsx";
import { useSettled } from "#app/_lib/use-settled.ts";
import { DesignSection } from "./design-section.tsx";
import { NewDesignDialog } from "./new-design-dialog.tsx";

const SEARCH_DELAY_MS = 250;

export function DesignsPage() {
  const { cohort, isInstructor } = useCohort();
  const ownerId = useSearchParams().get("of") ?? undefined;
  const owner = cohort.members.find(({ id }) => id === ownerId);
  const [text, setText] = useState("");
  const search = useSettled(text.trim(), SEARCH_DELAY_MS);
  return (
    <PageContainer>
      <PageHeader
        title="Designs"
        description={
          isInstructor
            ? "Networks on the canvas: yours, and those of everybody in the cohort. Only their owners change them."
            : "Networks on the canvas: yours, and those that others share. Instructors can look at yours, shared or not."
        }
        actions={
          <>
            <SearchInput
              aria-label="Search designs"
              placeholder="Search by name"
              autoComplete="off"
              maxLength={80}
              value={text}
              onValueChange={setText}
              className="w-48"
            />
            <NewDesignDialog cohortId={cohort.id} />
          </>
        }
      />
      {isInstructor && ownerId !== undefined && (
        <DesignSection
          title={owner === undefined ? "Of one person" : `Of ${owner.name}`}
          of="cohort"
          ownerId={ownerId}
          search={search}
          empty={<p className="p-4 text-sm text-muted-foreground">No designs yet.</p>}
        />
      )}
      <DesignSection
        title="Yours"
        of="me"
        search={search}
        empty={
          <EmptyState icon={<Layers />} title="No designs yet">
            Make one with New design. The lecture's network is a good first one.
          </EmptyState>
        }
      />
      <DesignSection
        title={isInstructor ? "Of everybody else" : "Shared by others"}
        of={isInstructor ? "cohort" : "others"}
        search={search}
        empty={
          <EmptyState icon={<Users />} title="Nobody has shared a design">
            A shared design can be looked at and duplicated by everybody in the cohort.
          </EmptyState>
        }
      />
    </PageContainer>
  );
}
