import { useSyncExternalStore } from "react";

type Health = "up" | "away" | "unreachable";

type DatabaseStateOptions = {
  /** Asks the server itself. */
  ask: () => Promise<Health>;
  /** Between two questions while it is away. */
  intervalMs: () => number;
};

export type DatabaseState = {
  isAway: () => boolean;
  /** Something was answered as if the database were away: the server is asked whether it is. */
  suspect: () => void;
  /** The server itself has said so. */
  told: (isAway: boolean) => void;
  subscribe: (listener: () => void) => () => void;
  /** Called when what failed can be done again. */
  onBack: (listener: () => void) => () => void;
};

/** Whether the server is without its database. Known to be so, it is asked until it no longer is. */
export function createDatabaseState({ ask, intervalMs }: DatabaseStateOptions): DatabaseState {
  const listeners = new Set<() => void>();
  const backListeners = new Set<() => void>();
  let isAway = false;
  let isAsking = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function set(next: boolean): void {
    clearTimeout(timer);
    if (next) timer = setTimeout(() => void check(), intervalMs());
    if (next === isAway) return;
    isAway = next;
    for (const listener of listeners) listener();
    if (!next) for (const listener of backListeners) listener();
  }

  async function check(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    const health = await ask();
    isAsking = false;
    // A server that cannot be reached says nothing of its database; the connection's own notice tells of that.
    set(health === "away" || (health === "unreachable" && isAway));
  }

  return {
    isAway: () => isAway,
    suspect: () => void check(),
    told: set,
    subscribe: (listener) => include(listeners, listener),
    onBack: (listener) => include(backListeners, listener),
  };
}

function include(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

async function askHealth(): Promise<Health> {
  try {
    const response = await fetch("/api/health", { cache: "no-store" });
    const { database } = (await response.json()) as { database?: unknown };
    return database === false ? "away" : "up";
  } catch {
    return "unreachable";
  }
}

/** Spread, so that a class of pages does not ask in one moment. */
export const databaseState = createDatabaseState({
  ask: askHealth,
  intervalMs: () => 1_000 + Math.random() * 500,
});

export function useIsDatabaseAway(): boolean {
  return useSyncExternalStore(databaseState.subscribe, databaseState.isAway, () => false);
}
