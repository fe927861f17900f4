import type { ReactNode } from "react";
import { CohortGate } from "#app/_features/cohort/cohort-gate.tsx";
import { SignedIn } from "#app/_features/auth/signed-in.tsx";

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
