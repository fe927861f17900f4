"use client";

import { FormError } from "#app/_features/auth/form-error.tsx";
import { Button } from "#app/_ui/button.tsx";
import { ButtonLink } from "#app/_ui/button-link.tsx";
import type { LaunchView } from "#server/contract/lti.ts";
import { useTakeAccount } from "./use-take-account.ts";

type SwitchAccountProps = { ticketId: string; view: Extract<LaunchView, { kind: "switch" }> };

/** Where somebody else is signed in, as at a machine that several use. */
export function SwitchAccount({ ticketId, view }: SwitchAccountProps) {
  const { cohort, name, platform, signedInAs } = view;
  const take = useTakeAccount(ticketId);
  return (
    <>
      <p className="text-sm text-muted-foreground">
        You are signed in as {signedInAs}. {platform} opens “{cohort}” for {name}, who takes their place in
        this browser.
      </p>
      <FormError>{take.error === null ? undefined : take.error.message}</FormError>
      <div className="flex flex-col gap-2">
        <Button size="lg" isBusy={take.isPending || take.isSuccess} onClick={() => take.mutate("new")}>
          Go on as {name}
        </Button>
        <ButtonLink href="/" variant="ghost">
          Stay {signedInAs}
        </ButtonLink>
      </div>
    </>
  );
}
