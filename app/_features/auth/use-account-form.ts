"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import type { AccountProblems } from "./check-account.ts";
import { explainAuthError, type AuthFailure } from "./explain-auth-error.ts";
import { useLeaveWhenSignedIn } from "./use-leave-when-signed-in.ts";

type Options<Draft> = {
  /** Where somebody who is signed in goes on. */
  next: string;
  empty: Draft;
  check: (draft: Draft) => AccountProblems;
  send: (draft: Draft) => Promise<{ error: AuthFailure | null }>;
};

/** What is typed, what is wrong with it, and its way to the server. */
export function useAccountForm<Draft>({ next, empty, check, send }: Options<Draft>) {
  const [draft, setDraft] = useState(empty);
  const [problems, setProblems] = useState<AccountProblems>({});
  const [failure, setFailure] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const queryClient = useQueryClient();
  useLeaveWhenSignedIn(next);

  async function submit(): Promise<void> {
    const found = check(draft);
    setProblems(found);
    setFailure(undefined);
    if (Object.keys(found).length > 0) return;
    setIsBusy(true);
    const { error } = await send(draft);
    if (error !== null) {
      const said = explainAuthError(error);
      if (error.code === "WEAK_PASSWORD") setProblems({ password: said });
      else setFailure(said);
      setIsBusy(false);
      return;
    }
    // Somebody else may have been here whose session has ended.
    queryClient.clear();
  }

  function handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    void submit();
  }

  return { draft, setDraft, problems, failure, isBusy, handleSubmit };
}
