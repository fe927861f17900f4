"use client";

import { FormError } from "#app/_features/auth/form-error.tsx";
import { Button } from "#app/_ui/button.tsx";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import type { LaunchView } from "#server/contract/lti.ts";
import { useTakeAccount } from "./use-take-account.ts";

type ChooseAccountProps = { ticketId: string; view: Extract<LaunchView, { kind: "welcome" }> };

/** Asked once, at the first launch: nobody is taken for the owner of an account that was there before. */
export function ChooseAccount({ ticketId, view }: ChooseAccountProps) {
  const { cohort, name, platform, signedInAs, isForeign } = view;
  const take = useTakeAccount(ticketId);
  const isBusy = (account: "new" | "mine") =>
    (take.isPending || take.isSuccess) && take.variables === account;
  const isMine = signedInAs !== null && !isForeign;
  return (
    <>
      <p className="text-sm text-muted-foreground">
        You come to “{cohort}” for the first time.{" "}
        {isMine
          ? "Go on with your own account, or with one that is made for you,"
          : "An account is made for you,"}{" "}
        which {platform} opens from now on and which is for this cohort alone.
      </p>
      <FormError>{take.error === null ? undefined : take.error.message}</FormError>
      <div className="flex flex-col gap-2">
        {isMine && (
          <Button
            size="lg"
            isBusy={isBusy("mine")}
            disabled={take.isPending}
            onClick={() => take.mutate("mine")}
          >
            Go on as {signedInAs}
          </Button>
        )}
        <Button
          size="lg"
          variant={isMine ? "secondary" : "primary"}
          isBusy={isBusy("new")}
          disabled={take.isPending}
          onClick={() => take.mutate("new")}
        >
          {isMine ? `Make an account for ${name}` : `Go on as ${name}`}
        </Button>
        {signedInAs === null && (
          <ButtonLink href={`/sign-in?next=${encodeURIComponent(`/lti/${ticketId}`)}`} variant="ghost">
            I have an account here
          </ButtonLink>
        )}
      </div>
      {isMine && (
        <p className="text-[0.8125rem] text-muted-foreground">
          Your own account stays yours: {platform} leads to it only while you are signed in.
        </p>
      )}
    </>
  );
}
