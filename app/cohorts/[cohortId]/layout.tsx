import type { ReactNode } from "react";
import { CohortGate } from "#app/components/cohort/cohort-gate.tsx";
import { SignedIn } from "#app/components/signed-in.tsx";

type CohortLayoutProps = { params: Promise<{ cohortId: string }>; children: ReactNode };

export default async function CohortLayout({ params, children }: CohortLayoutProps) {
  const { cohortId } = await params;
  return (
    <SignedIn>
      <CohortGate key={cohortId} cohortId={cohortId}>
        {children}
      </CohortGate>
    </SignedIn>
  );
}
