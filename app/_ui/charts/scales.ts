export type Range = [min: number, max: number];

/**
 * Where an axis that begins at 0 ends. While a run goes on it leaves room for what is to come, and grows in a few steps
 * (1, 2, 5, 10, ...) instead of all the time, so that the curve does not shrink under one's eyes.
 * @param planned where it ends at last; null where that is not known.
 */
export function horizon(reached: number, planned: number | null, isEnded: boolean): number {
  if (isEnded && reached > 0) return reached;
  const power = 10 ** Math.floor(Math.log10(Math.max(reached, 1e-3)));
  const next = [1, 2, 5, 10].map((factor) => factor * power).find((end) => end > reached) ?? 20 * power;
  return planned === null ? next : Math.min(next, planned);
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

/** The range of a logarithmic axis: from a 1, 2 or 5 at or below the lowest to one at or above the highest. */
export function logRange(min: number | null, max: number | null): Range {
  if (min === null || max === null || min <= 0) return [0.1, 1];
  const low = logTicks(min / 10, min).at(-1) ?? min;
  const high = logTicks(max, max * 10)[0] ?? max;
  return low < high ? [low, high] : [low / 2, low * 2];
}

/** 1, 2 and 5 times the powers of ten from `min` to `max`; the powers alone where that is many. */
export function logTicks(min: number, max: number): number[] {
  const [first, last] = [Math.floor(Math.log10(min)), Math.ceil(Math.log10(max))];
  const factors = last - first > 3 ? [1] : [1, 2, 5];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .flatMap((power) => factors.map((factor) => Number(`${factor}e${power}`)))
    .filter((tick) => tick >= min * (1 - 1e-9) && tick <= max * (1 + 1e-9));
}

/** Twenty times: what is drawn now lies in the lowest twentieth of a linear axis, 10 of 200 pixels. */
const WIDE = 20;

/** Whether values range so widely that a linear axis shows little of where they are now: of the last quarter's median. */
export function isWideRanging(values: readonly number[]): boolean {
  if (values.length < 4 || values.some((value) => value <= 0)) return false;
  const recent = values.slice(-Math.ceil(values.length / 4)).toSorted((a, b) => a - b);
  const now = recent[Math.floor(recent.length / 2)] ?? 0;
  return Math.max(...values) >= WIDE * now;
}

/** A diverged loss cannot be drawn: it leaves a hole in its curve. */
export function drawable(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
