"use client";

import { createContext, use, useEffect, useState, useSyncExternalStore, type ReactNode } from "react";
import type { Session } from "#server/contract/session.ts";
import { createSessionStore, type SessionStore } from "./session-store.ts";
import { sessionSignal } from "./session-signal.ts";

const SessionContext = createContext<SessionStore | null>(null);

type SessionProviderProps = {
  /** Who the page was rendered for, null for nobody; undefined where the server could not tell. */
  known: Session | null | undefined;
  children: ReactNode;
};

/** Whoever comes back to the page may have signed out elsewhere. */
export function SessionProvider({ known, children }: SessionProviderProps) {
  const [store] = useState(() => createSessionStore(known));

  useEffect(() => {
    const ask = () => void store.refetch();
    const onReturn = () => document.visibilityState === "visible" && ask();
    if (store.read().isPending) ask();
    const unsubscribe = sessionSignal.subscribe(ask);
    document.addEventListener("visibilitychange", onReturn);
    return () => {
      unsubscribe();
      document.removeEventListener("visibilitychange", onReturn);
    };
  }, [store]);

  return <SessionContext value={store}>{children}</SessionContext>;
}

/** The signed-in person. */
export function useSession() {
  const store = use(SessionContext);
  if (store === null) throw new Error("useSession needs a SessionProvider");
  const state = useSyncExternalStore(store.subscribe, store.read, store.readFirst);
  return { ...state, refetch: store.refetch };
}
