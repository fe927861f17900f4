"use client";

import { Card } from "#app/_ui/card.tsx";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { useSession } from "#app/_lib/session.tsx";
import { useInvitation } from "#app/_lib/use-welcome.ts";
import { InvitedBy } from "./invited-by.tsx";
import { JoinNow } from "./join-now.tsx";

/** Where a join link leads, signed in or not: whose class it is, and the way into it. */
export function JoinByLink({ code }: { code: string }) {
  const { data: session, isPending } = useSession();
  const { data: invitation, error } = useInvitation(code);
  const here = encodeURIComponent(`/join/${encodeURIComponent(code)}`);
  return (
    <div className="flex flex-1 items-center justify-center px-4 py-10">
      <Card className="flex w-full max-w-96 flex-col gap-5 p-6 sm:p-8">
        <h1 className="text-xl font-semibold tracking-tight">Join a cohort</h1>
        {error !== null ? (
          <>
            <FormError>{error.message}</FormError>
            <ButtonLink href="/" variant="secondary">
              Home
            </ButtonLink>
          </>
        ) : invitation === undefined || isPending ? (
          <>
            <Skeleton className="h-16" />
            <Skeleton className="h-11" />
            <Skeleton className="h-9" />
          </>
        ) : (
          <>
            <InvitedBy invitation={invitation} code={code} />
            {session === null ? (
              <div className="flex flex-col gap-2">
                <ButtonLink href={`/sign-up?next=${here}`} size="lg">
                  Make an account and join
                </ButtonLink>
                <ButtonLink href={`/sign-in?next=${here}`} variant="ghost">
                  I have an account
                </ButtonLink>
              </div>
            ) : (
              <JoinNow code={code} />
            )}
          </>
        )}
      </Card>
    </div>
  );
}
