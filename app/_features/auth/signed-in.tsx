"use client";

import { useRouter } from "next/navigation";
import { useEffect, type ReactNode } from "react";
import { useSession } from "#app/_lib/session.tsx";
import { explainAuthError } from "./explain-auth-error.ts";
import { PageSkeleton } from "#app/_ui/page-skeleton.tsx";
import { PageContainer } from "#app/_ui/page-container.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";

/** Shows its children to somebody signed in; sends anybody else to sign in and back here. */
export function SignedIn({ children }: { children: ReactNode }) {
  const router = useRouter();
  const { data: session, isPending, error, refetch } = useSession();
  const isSignedOut = !isPending && session === null && error === null;

  useEffect(() => {
    if (!isSignedOut) return;
    const here = `${window.location.pathname}${window.location.search}`;
    router.replace(`/sign-in?next=${encodeURIComponent(here)}`);
  }, [isSignedOut, router]);

  if (session !== null) return children;
  if (error !== null) {
    return (
      <PageContainer>
        <ErrorState
          error={new Error(explainAuthError(error))}
          title="It could not be told whether you are signed in"
          onRetry={() => void refetch()}
        />
      </PageContainer>
    );
  }
  return <PageSkeleton />;
}
