"use client";

import { useQuery } from "@tanstack/react-query";
import { GraduationCap } from "lucide-react";
import { useState } from "react";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { InstructorsOnly } from "#app/_features/cohort/instructors-only.tsx";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Button } from "#app/_ui/button.tsx";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { lazyDialog } from "#app/_ui/lazy-dialog.tsx";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { RowsSkeleton } from "#app/_ui/rows-skeleton.tsx";
import { AddressesCard } from "./addresses-card.tsx";
import { PlatformCard } from "./platform-card.tsx";

const RegisterDialog = lazyDialog(async () => (await import("./platform-dialog.tsx")).PlatformDialog);

const LOOK_AGAIN_MS = 3_000;

/** For instructors: from which learning platforms people come into the cohort, and where its grades go. */
export function PlatformPage() {
  return (
    <InstructorsOnly>
      <Platforms />
    </InstructorsOnly>
  );
}

function Platforms() {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const [isRegistering, setIsRegistering] = useState(false);
  const { data, error, refetch } = useQuery({
    ...trpc.lti.get.queryOptions({ cohortId: cohort.id }),
    // Nobody is told of each score that arrives; whoever looks asks.
    refetchInterval: ({ state }) =>
      state.data?.platforms.some(({ scores }) => scores.waiting > 0) === true ? LOOK_AGAIN_MS : false,
  });
  const register = <Button onClick={() => setIsRegistering(true)}>Register a platform</Button>;
  return (
    <PageContainer className="max-w-3xl min-[1600px]:max-w-3xl">
      <PageHeader
        title="Learning platform"
        description="Moodle, Canvas and others that speak LTI 1.3"
        actions={
          <>
            <ButtonLink variant="ghost" href={`/cohorts/${cohort.id}/settings`}>
              Cohort settings
            </ButtonLink>
            {data !== undefined && data.platforms.length > 0 && register}
          </>
        }
      />
      {error !== null && data === undefined ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <RowsSkeleton />
      ) : (
        <>
          {data.platforms.length === 0 ? (
            <EmptyState icon={<GraduationCap />} title="No learning platform is registered" action={register}>
              From a platform, learners come into this cohort and its exercises without another password, and
              grades that you release go back to the platform's gradebook.
            </EmptyState>
          ) : (
            data.platforms.map((platform) => <PlatformCard key={platform.id} platform={platform} />)
          )}
          <AddressesCard redirectUrl={data.redirectUrl} keysUrl={data.keysUrl} />
        </>
      )}
      <RegisterDialog isOpen={isRegistering} onOpenChange={setIsRegistering} platform={null} />
    </PageContainer>
  );
}
