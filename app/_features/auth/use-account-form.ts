"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { AuthFailure } from "./explain-auth-error.ts";
import { useDraftForm, type Problems } from "./use-draft-form.ts";
import { useLeaveWhenSignedIn } from "./use-leave-when-signed-in.ts";

type Credentials = { email: string; password: string };

type Options<Draft> = {
  /** Where somebody who is signed in goes on. */
  next: string;
  empty: Draft;
  check: (draft: Draft) => Problems<Draft>;
  send: (draft: Draft) => Promise<{ error: AuthFailure | null }>;
};

/** The form of who is about to be signed in. */
export function useAccountForm<Draft extends Credentials>({ next, ...options }: Options<Draft>) {
  const queryClient = useQueryClient();
  useLeaveWhenSignedIn(next);
  return useDraftForm<Draft>({
    ...options,
    faults: { WEAK_PASSWORD: "password" },
    // Somebody else may have been here whose session has ended.
    onDone: () => queryClient.clear(),
  });
}
