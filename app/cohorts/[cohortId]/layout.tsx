import type { ReactNode } from "react";
import { CohortGate } from "#app/_features/cohort/cohort-gate.tsx";
import { ReadFirst } from "#app/_lib/read-first.tsx";
import { SignedIn } from "#app/_features/auth/signed-in.tsx";

type CohortLayoutProps = { params: Promise<{ cohortId: string }>; children: ReactNode };

export default async function CohortLayout({ params, children }: CohortLayoutProps) {
  const { cohortId } = await params;
  return (
    <SignedIn>
      <ReadFirst
        read={(trpc, client) => [
          client.prefetchQuery(trpc.cohort.get.queryOptions({ cohortId })),
          client.prefetchQuery(trpc.storage.get.queryOptions({ cohortId })),
        ]}
      >
        <CohortGate key={cohortId} cohortId={cohortId}>
          {children}
        </CohortGate>
      </ReadFirst>
    </SignedIn>
  );
}
