import { useSyncExternalStore } from "react";

export type LazyParts<Parts> = {
  /** Null until they are there. */
  useParts: () => Parts | null;
  /** Asks for them. Where they do not come, the next call tries again. */
  load: () => void;
};

/** Code that a page fetches once somebody reaches for what needs it. */
export function createLazyParts<Parts>(fetchParts: () => Promise<Parts>): LazyParts<Parts> {
  const listeners = new Set<() => void>();
  let parts: Parts | null = null;
  let isAsked = false;

  function subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  async function take(): Promise<void> {
    try {
      parts = await fetchParts();
      for (const listener of listeners) listener();
    } catch {
      isAsked = false;
    }
  }

  return {
    useParts: () =>
      useSyncExternalStore(
        subscribe,
        () => parts,
        () => null,
      ),
    load() {
      if (isAsked) return;
      isAsked = true;
      void take();
    },
  };
}
