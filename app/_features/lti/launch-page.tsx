"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { Card } from "#app/_ui/card.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import type { LaunchView } from "#server/contract/lti.ts";
import { ChooseExercises } from "./choose-exercises.tsx";
import { ChooseAccount } from "./choose-account.tsx";
import { SwitchAccount } from "./switch-account.tsx";
import { enterAddress, readLaunch } from "./launch-api.ts";

/** Between a learning platform and the site: who one is here, or what is to be linked. */
export function LaunchPage({ ticketId }: { ticketId: string }) {
  const { data: view, error } = useQuery({
    queryKey: ["launch", ticketId],
    queryFn: () => readLaunch(ticketId),
    retry: false,
    staleTime: 0,
  });
  const isReady = view?.kind === "ready";

  useEffect(() => {
    if (isReady) window.location.assign(enterAddress(ticketId));
  }, [isReady, ticketId]);

  return (
    <div className="flex flex-1 items-center justify-center px-4 py-10">
      <Card className="flex w-full max-w-md flex-col gap-5 p-6 sm:p-8">
        <h1 className="text-xl font-semibold tracking-tight">{titleOf(view)}</h1>
        {error !== null ? (
          <>
            <FormError>{error.message}</FormError>
            <ButtonLink href="/" variant="secondary">
              Home
            </ButtonLink>
          </>
        ) : view === undefined || view.kind === "ready" ? (
          <>
            <Skeleton className="h-16" />
            <Skeleton className="h-11" />
          </>
        ) : (
          <Decision ticketId={ticketId} view={view} />
        )}
      </Card>
    </div>
  );
}

function titleOf(view: LaunchView | undefined): string {
  if (view?.kind === "choose") return "Link exercises";
  return view === undefined || view.kind === "ready" ? "Welcome" : `Welcome from ${view.platform}`;
}

type DecisionProps = { ticketId: string; view: Exclude<LaunchView, { kind: "ready" }> };

function Decision({ ticketId, view }: DecisionProps) {
  switch (view.kind) {
    case "welcome":
      return <ChooseAccount ticketId={ticketId} view={view} />;
    case "choose":
      return <ChooseExercises ticketId={ticketId} view={view} />;
    case "switch":
      return <SwitchAccount ticketId={ticketId} view={view} />;
    case "sign-in":
      return (
        <>
          <p className="text-sm text-muted-foreground">
            You are connected with an account that you have on this site. Sign in to it to go on to “
            {view.cohort}
            ”.
          </p>
          <ButtonLink href={`/sign-in?next=${encodeURIComponent(`/lti/${ticketId}`)}`} size="lg">
            Sign in
          </ButtonLink>
        </>
      );
  }
}
