/** `counts[i]` residuals lie from `start + i width` up to, not including, `start + (i + 1) width`. */
export type ResidualHistogram = { start: number; width: number; counts: number[] };

const FEWEST_BINS = 8;

/**
 * Residuals (predicted less true) in bins of a round width, 1, 2 or 5 times a power of ten, so that 0 lies between two
 * bins: 8 to about 24 bins from the least to the greatest. Null where there is nothing to show.
 */
export function residualHistogram(residuals: readonly number[]): ResidualHistogram | null {
  const finite = residuals.filter((residual) => Number.isFinite(residual));
  if (finite.length === 0) return null;
  const least = finite.reduce((a, b) => Math.min(a, b));
  const greatest = finite.reduce((a, b) => Math.max(a, b));
  const width = roundWidth(greatest - least, Math.max(Math.abs(least), Math.abs(greatest)));
  const first = Math.floor(least / width);
  const counts = Array.from({ length: Math.floor(greatest / width) - first + 1 }, () => 0);
  for (const residual of finite) {
    const bin = Math.min(counts.length - 1, Math.floor(residual / width) - first);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { start: first * width, width, counts };
}

/** The widest round width of which at least eight fit into the span; residuals that are all the same have bins of their size. */
function roundWidth(span: number, size: number): number {
  if (size === 0) return 1;
  const shown = Math.max(span === 0 ? size : span, size * 1e-9, 1e-9);
  const power = 10 ** Math.floor(Math.log10(shown / FEWEST_BINS));
  const steps = shown / FEWEST_BINS / power;
  return power * (steps >= 5 ? 5 : steps >= 2 ? 2 : 1);
}
