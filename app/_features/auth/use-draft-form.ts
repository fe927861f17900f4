"use client";

import { useState, type SubmitEvent } from "react";
import { explainAuthError, type AuthFailure } from "./explain-auth-error.ts";

export type Problems<Draft> = Partial<Record<keyof Draft, string>>;

type Options<Draft> = {
  empty: Draft;
  /** Told before anything is sent; the server has the last word. */
  check: (draft: Draft) => Problems<Draft>;
  send: (draft: Draft) => Promise<{ error: AuthFailure | null }>;
  /** Which field is at fault where the server refuses with this code. */
  faults?: Partial<Record<string, keyof Draft>>;
  onDone: () => void;
};

const UNREACHABLE: AuthFailure = { status: 0 };

/** What is typed, what is wrong with it, and its way to the server. Busy from then on once it is done. */
export function useDraftForm<Draft>({ empty, check, send, faults = {}, onDone }: Options<Draft>) {
  const [draft, setDraft] = useState(empty);
  const [problems, setProblems] = useState<Problems<Draft>>({});
  const [failure, setFailure] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);

  function change(part: Partial<Draft>): void {
    setDraft({ ...draft, ...part });
  }

  /** For a form that stays after it is done. */
  function settle(): void {
    setIsBusy(false);
  }

  function reset(): void {
    setDraft(empty);
    settle();
  }

  async function submit(): Promise<void> {
    const found = check(draft);
    setProblems(found);
    setFailure(undefined);
    if (Object.keys(found).length > 0) return;
    setIsBusy(true);
    const { error } = await send(draft).catch(() => ({ error: UNREACHABLE }));
    if (error !== null) {
      const said = explainAuthError(error);
      const fault = error.code === undefined ? undefined : faults[error.code];
      if (fault === undefined) setFailure(said);
      else setProblems({ [fault]: said } as Problems<Draft>);
      setIsBusy(false);
      return;
    }
    onDone();
  }

  function handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    void submit();
  }

  return { draft, change, settle, reset, problems, failure, isBusy, handleSubmit };
}
