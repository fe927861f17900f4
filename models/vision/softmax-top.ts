export type ClassScore = { classIndex: number; probability: number };

/** The classes of a classifier's logits that are most probable, best first. */
export function softmaxTop(logits: ArrayLike<number>, count: number): ClassScore[] {
  const values = Array.from(logits);
  const largest = values.reduce((most, value) => Math.max(most, value), -Infinity);
  const exponents = values.map((value) => Math.exp(value - largest));
  const sum = exponents.reduce((total, value) => total + value, 0);
  return exponents
    .map((exponent, classIndex) => ({ classIndex, probability: exponent / sum }))
    .toSorted((a, b) => b.probability - a.probability)
    .slice(0, count);
}
