"use client";

import { useQuery } from "@tanstack/react-query";
import { FormError } from "#app/_features/auth/form-error.tsx";
import { PasswordField } from "#app/_features/auth/password-field.tsx";
import { useDraftForm, type Problems } from "#app/_features/auth/use-draft-form.ts";
import { loadAuthClient } from "#app/_lib/load-auth-client.ts";
import { useTRPC } from "#app/_lib/trpc.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog, DialogContent } from "#app/_ui/dialog.tsx";
import { ErrorState } from "#app/_ui/error-state.tsx";
import { Skeleton } from "#app/_ui/skeleton.tsx";
import { WhatStays } from "./what-stays.tsx";

type DeleteAccountDialogProps = {
  hasPassword: boolean;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

export function DeleteAccountDialog({ hasPassword, isOpen, onOpenChange }: DeleteAccountDialogProps) {
  const trpc = useTRPC();
  const {
    data: leaving,
    error,
    refetch,
  } = useQuery(trpc.account.leaving.queryOptions(undefined, { enabled: isOpen, staleTime: 0 }));
  const isBlocked = leaving?.cohorts.some(({ fate }) => fate === "blocked") === true;
  const form = useDraftForm({
    empty: { password: "" },
    check: ({ password }): Problems<{ password: string }> =>
      hasPassword && password === "" ? { password: "Enter your password." } : {},
    send: async ({ password }) => (await loadAuthClient()).deleteUser(hasPassword ? { password } : {}),
    faults: { INVALID_PASSWORD: "password" },
    // A new document: nothing that this person has read stays in memory.
    onDone: () => window.location.assign("/sign-in?notice=account-deleted"),
  });
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent title="Delete your account?" description="This cannot be undone.">
        {leaving === undefined ? (
          error === null ? (
            <Skeleton className="h-40" />
          ) : (
            <ErrorState error={error} onRetry={() => void refetch()} />
          )
        ) : (
          <form noValidate onSubmit={form.handleSubmit} className="flex flex-col gap-5">
            <WhatStays leaving={leaving} />
            <FormError>{form.failure}</FormError>
            {!isBlocked && (
              <>
                {hasPassword && (
                  <PasswordField
                    label="Your password, to be sure"
                    autoComplete="current-password"
                    value={form.draft.password}
                    error={form.problems.password}
                    onValueChange={(password) => form.change({ password })}
                  />
                )}
                <Button type="submit" variant="destructive" isBusy={form.isBusy} className="self-end">
                  Delete my account
                </Button>
              </>
            )}
          </form>
        )}
      </DialogContent>
    </Dialog>
  );
}
