import { getSocket } from "#app/_lib/socket.ts";

/** In case the word of an answer is lost. */
const LOOK_AGAIN_MS = 1_500;
/** Other tabs of the same person ask as well. */
const MOST_HEARD = 50;

/** Hears which questions have been answered, from before they are asked: an answer may be quicker than who waits for it. */
export function hearReady(signal: AbortSignal) {
  const socket = getSocket();
  const heard = new Set<string>();
  const waiting = new Map<string, () => void>();

  function listen({ questionId }: { questionId: string }): void {
    const wake = waiting.get(questionId);
    if (wake !== undefined) {
      wake();
      return;
    }
    heard.add(questionId);
    const [oldest] = heard;
    if (heard.size > MOST_HEARD && oldest !== undefined) heard.delete(oldest);
  }
  const stop = (): void => {
    for (const wake of waiting.values()) wake();
  };
  socket.on("vision:ready", listen);
  signal.addEventListener("abort", stop);

  return {
    /** Resolves when it is time to look: it is answered, or a while has passed, or nobody wants it any more. */
    async until(questionId: string): Promise<void> {
      if (heard.delete(questionId) || signal.aborted) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, LOOK_AGAIN_MS);
        waiting.set(questionId, () => {
          clearTimeout(timer);
          resolve();
        });
      });
      waiting.delete(questionId);
    },
    close(): void {
      socket.off("vision:ready", listen);
      signal.removeEventListener("abort", stop);
      stop();
    },
  };
}
