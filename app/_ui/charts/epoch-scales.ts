export type Range = [min: number, max: number];

const HORIZONS = [5, 10, 20, 50, 100, 200];

/**
 * The epochs that the x axis spans. While a run goes on it leaves room for the next ones, and grows in a few steps
 * instead of with each epoch, so that the curve does not shrink all the time.
 */
export function epochRange(done: number, planned: number, isEnded: boolean): Range {
  if (isEnded || planned <= 1) {
    return done <= 1 ? [0.5, 1.5] : [1, done];
  }
  const horizon = HORIZONS.find((value) => value > done) ?? planned;
  return [1, Math.max(2, Math.min(horizon, planned))];
}

/** Accuracies as fractions: whole tenths around the values, at least three of them, within 0..1. */
export function accuracyRange(min: number | null, max: number | null): Range {
  if (min === null || max === null || !Number.isFinite(min) || !Number.isFinite(max)) {
    return [0, 1];
  }
  // A hair of tolerance: 0.7 * 10 is 7.000000000000001 in some sums.
  let low = Math.max(0, Math.floor(min * 10 + 1e-9));
  let high = Math.min(10, Math.ceil(max * 10 - 1e-9));
  if (high - low < 3) {
    high = Math.min(10, Math.max(high, low + 3));
    low = Math.max(0, Math.min(low, high - 3));
  }
  return [low / 10, high / 10];
}

/** Losses from 0 to a round number above the largest. */
export function lossRange(max: number | null): Range {
  if (max === null || !Number.isFinite(max) || max <= 0) {
    return [0, 1];
  }
  const magnitude = 10 ** Math.floor(Math.log10(max));
  const factor = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((value) => value * magnitude >= max) ?? 10;
  return [0, factor * magnitude];
}

/** Measures of which more is better, from a round number below the lowest to one above the highest. */
export function aroundRange(min: number | null, max: number | null): Range {
  if (min === null || max === null || !Number.isFinite(min) || !Number.isFinite(max)) {
    return [0, 1];
  }
  const step = 10 ** Math.floor(Math.log10(Math.max(max - min, Math.abs(max) / 10, 1e-9)));
  const [low, high] = [Math.floor(min / step) * step, Math.ceil(max / step) * step];
  return low === high ? [low - step, high + step] : [low, high];
}

/** A diverged loss cannot be drawn: it leaves a hole in its curve. */
export function drawable(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
