export type LiveOptions<Frame, Found> = {
  /** The newest frame, once there is one that was not taken yet; null where there is none any more. */
  capture: () => Promise<Frame | null>;
  /** null: it was skipped. */
  detect: (frame: Frame) => Promise<Found | null>;
  atOnce: number;
  onFound: (found: Found, frame: Frame, ms: number) => void;
  onFailure: (error: unknown) => void;
  now?: () => number;
};

/**
 * Has one frame after the other looked at: a frame is taken when somebody is free for it, so that none ever waits, and what
 * is older than what is shown is left out. Returns what ends it.
 */
export function runLive<Frame, Found>(options: LiveOptions<Frame, Found>): () => void {
  const { capture, detect, atOnce, onFound, onFailure, now = () => performance.now() } = options;
  const over = new AbortController();
  const { signal } = over;
  let lastNumber = 0;
  let shown = 0;

  async function look(): Promise<void> {
    while (!signal.aborted) {
      const frame = await capture();
      if (frame === null || signal.aborted) return;
      const number = (lastNumber += 1);
      const startedAt = now();
      const found = await detect(frame);
      if (signal.aborted) return;
      if (found === null || number < shown) continue;
      shown = number;
      onFound(found, frame, now() - startedAt);
    }
  }

  for (let place = 0; place < atOnce; place += 1) {
    look().catch((error: unknown) => {
      if (signal.aborted) return;
      over.abort();
      onFailure(error);
    });
  }
  return () => over.abort();
}
