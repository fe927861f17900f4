"use client";

import { useMutation } from "@tanstack/react-query";
import { passwordLinkUrl } from "#server/contract/password-link.ts";
import { useCohort } from "#app/_features/cohort/cohort-context.ts";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Button } from "#app/_ui/button.tsx";
import { CopyButton } from "#app/_ui/copy-button.tsx";
import { Dialog, DialogContent } from "#app/_ui/dialog.tsx";

type ResetLinkDialogProps = {
  member: { id: string; name: string };
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

export function ResetLinkDialog({ member, isOpen, onOpenChange }: ResetLinkDialogProps) {
  const { cohort } = useCohort();
  const trpc = useTRPC();
  const make = useMutation(trpc.account.makeResetLink.mutationOptions());
  const link = make.data === undefined ? null : passwordLinkUrl(window.location.origin, make.data.token);

  function handleOpenChange(isOpening: boolean): void {
    // The secret is shown once, to who asked for it.
    if (!isOpening) make.reset();
    onOpenChange(isOpening);
  }

  return (
    <Dialog open={isOpen} onOpenChange={handleOpenChange}>
      <DialogContent
        title={`A link to a new password for ${member.name}`}
        description="For who has forgotten theirs. Make sure that it is them who asks."
      >
        <div className="flex flex-col gap-4">
          <ul className="flex list-disc flex-col gap-1 pl-5 text-sm text-muted-foreground">
            <li>It works once, within a day. A link made before works no longer.</li>
            <li>Following it signs {member.name} out everywhere.</li>
            <li>{member.name} sees on the page Your account that you made it.</li>
          </ul>
          <FormError>{make.error === null ? undefined : explainError(make.error).message}</FormError>
          {link === null ? (
            <Button
              className="self-end"
              isBusy={make.isPending}
              onClick={() => make.mutate({ cohortId: cohort.id, userId: member.id })}
            >
              Make the link
            </Button>
          ) : (
            <>
              <p
                data-testid="password-link"
                className="rounded-md bg-muted px-3 py-2.5 font-mono text-[0.8125rem] break-all select-all"
              >
                {link}
              </p>
              <CopyButton text={link} label="Copy link" className="self-end" />
            </>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}
