"use client";

import { GraduationCap } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { useCohort } from "./cohort-context.ts";

type InstructorsOnlyProps = {
  children: ReactNode;
  /** For whoever grades. */
  orAssistants?: boolean;
};

/** A page that learners are told is not theirs; what it shows the server refuses them too. */
export function InstructorsOnly({ children, orAssistants = false }: InstructorsOnlyProps) {
  const { cohort, isInstructor, isGrader } = useCohort();
  if (isInstructor || (orAssistants && isGrader)) return children;
  return (
    <PageContainer>
      <EmptyState
        icon={<GraduationCap />}
        title="This page is for instructors"
        action={<ButtonLink href={`/cohorts/${cohort.id}`}>Overview</ButtonLink>}
      >
        Whoever teaches this cohort sees here how everybody is getting on.
      </EmptyState>
    </PageContainer>
  );
}
