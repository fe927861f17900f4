/** Longer than any password takes to be checked; a try that never ended holds nobody up after it. */
const LIMIT_MS = 10_000;

/**
 * Tries of this process that are being checked. A class that shares an account sends more right passwords at once than
 * wrong ones are free: who finds no try left waits for those under way before being refused.
 */
export function createUnderWay() {
  const byKey = new Map<string, Set<Promise<void>>>();
  const turns = new Map<string, Promise<void>>();

  function begin(key: string): () => void {
    const tries = byKey.get(key) ?? new Set();
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      end = () => {
        clearTimeout(timer);
        tries.delete(ended);
        if (tries.size === 0) byKey.delete(key);
        resolve();
      };
    });
    const timer = setTimeout(() => end(), LIMIT_MS).unref();
    byKey.set(key, tries.add(ended));
    return () => end();
  }

  /** One after the other: whoever asks knows of all who asked before. */
  async function inTurn<T>(key: string, ask: () => Promise<T>): Promise<T> {
    const before = turns.get(key);
    const turn = (async () => {
      await before;
      return ask();
    })();
    const settled = turn.then(
      () => undefined,
      () => undefined,
    );
    turns.set(key, settled);
    try {
      return await turn;
    } finally {
      if (turns.get(key) === settled) turns.delete(key);
    }
  }

  /** Settles when one of them ended; null where there is none. */
  function next(key: string): Promise<void> | null {
    const tries = byKey.get(key);
    return tries === undefined ? null : Promise.race(tries);
  }

  return { begin, inTurn, next };
}
