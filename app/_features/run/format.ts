const NONE = "–";

/** A loss in nats, always with the same number of digits so that a column of them stays aligned. */
export function formatLoss(value: number | null): string {
  return value === null || !Number.isFinite(value) ? NONE : value.toFixed(4);
}

/** Time that is left, as coarse as it is known. */
export function formatTimeLeft(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) {
    return NONE;
  }
  if (seconds < 90) {
    return `${Math.max(1, Math.ceil(seconds / 5) * 5)} s`;
  }
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${(seconds / 3600).toFixed(1)} h`;
}

/** Three digits; runs of older releases have recorded none. */
export function formatLearningRate(learningRate: number | undefined): string {
  return learningRate === undefined ? "–" : String(Number(learningRate.toPrecision(3)));
}
