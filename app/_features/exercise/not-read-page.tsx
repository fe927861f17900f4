"use client";

import { FileQuestion } from "lucide-react";
import type { ReactNode } from "react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { isNotThere } from "#app/_lib/explain-error.ts";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageSkeleton } from "#app/_ui/page-skeleton.tsx";

type NotReadPageProps = {
  /** Null while it is being read. */
  error: unknown;
  onRetry: () => void;
  /** Where there is no such thing: its heading, and why that may be. */
  title: string;
  children: ReactNode;
};

/** In place of a page of an exercise, or of what belongs to one, that was not read, or not yet. */
export function NotReadPage({ error, onRetry, title, children }: NotReadPageProps) {
  const { cohort } = useCohort();
  if (error === null) return <PageSkeleton />;
  return (
    <PageContainer>
      {isNotThere(error) ? (
        <EmptyState
          icon={<FileQuestion />}
          title={title}
          action={<ButtonLink href={`/cohorts/${cohort.id}/exercises`}>All exercises</ButtonLink>}
        >
          {children}
        </EmptyState>
      ) : (
        <ErrorState error={error} onRetry={onRetry} />
      )}
    </PageContainer>
  );
}
