"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { explainError } from "#app/_lib/explain-error.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { useOrigin } from "#app/_lib/use-origin.ts";
import { Button } from "#app/_ui/button.tsx";
import { CopyButton } from "#app/_ui/copy-button.tsx";
import { Dialog, DialogContent } from "#app/_ui/dialog.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";

type CalendarDialogProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

export function CalendarDialog({ isOpen, onOpenChange }: CalendarDialogProps) {
  const trpc = useTRPC();
  const origin = useOrigin() ?? "";
  const { mutate, data, error, isPending } = useMutation(trpc.account.calendar.mutationOptions());
  useEffect(() => {
    if (isOpen) mutate({ isNew: false });
  }, [isOpen, mutate]);
  const address = `${origin}${data?.path ?? ""}`;
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title="What is due, in your calendar"
        description="Add this address to a calendar program. It follows deadlines and your extensions, in all of your cohorts."
        footer={
          <>
            <Button variant="secondary" isBusy={isPending} onClick={() => mutate({ isNew: true })}>
              New address
            </Button>
            <CopyButton text={address} label="Copy address" />
          </>
        }
      >
        <div className="flex flex-col gap-3 text-sm">
          <FormError>{error === null ? undefined : explainError(error).message}</FormError>
          {data === undefined ? (
            <Skeleton className="h-16" />
          ) : (
            <p className="rounded-md bg-muted px-3 py-2.5 font-mono text-[0.8125rem] break-all select-all">
              {address}
            </p>
          )}
          <p className="text-muted-foreground">
            Whoever has it can read what is due for you, and nothing else. With a new one the old leads
            nowhere.
          </p>
        </div>
      </DialogContent>
    </Dialog>
  );
}
