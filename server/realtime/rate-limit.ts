export type RateLimit = { take: () => boolean };

/** A token bucket: `burst` at once, refilled by `perSecond`. `now` is in milliseconds. */
export function createRateLimit(
  burst: number,
  perSecond: number,
  now: () => number = performance.now.bind(performance),
): RateLimit {
  let tokens = burst;
  let filledAt = now();
  return {
    take() {
      const time = now();
      tokens = Math.min(burst, tokens + ((time - filledAt) / 1000) * perSecond);
      filledAt = time;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
