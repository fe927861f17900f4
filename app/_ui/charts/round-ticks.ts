const ROUND = [1, 2, 2.5, 5, 10];

/** Round numbers from at or below `min` to at or above `max`, about `count` of them, whose ends an axis spans. */
export function roundTicks(min: number, max: number, count = 5): number[] {
  const span = max > min ? max - min : Math.abs(max) || 1;
  const power = 10 ** Math.floor(Math.log10(span / count));
  const step = power * (ROUND.find((factor) => factor * power * count >= span * 0.999) ?? 10);
  const first = Math.floor(min / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(max / step - 1e-9));
  // Of whole numbers of steps, so that 0 is 0.
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}
