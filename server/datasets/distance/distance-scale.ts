import type { PictureDistance } from "#models/tasks/picture-distance.ts";
import type { Traits } from "./picture-traits.ts";

/** A trait that hardly varies within a dataset is no finer a measure than this: a hundredth of what bytes can differ by. */
const LEAST_DEVIATION = 0.05;

/**
 * How far pictures lie from known ones: the distance to the nearest of them, every trait in its own deviations, held against
 * the distances of others that are known to belong to them.
 */
export function distanceScale(
  known: readonly Traits[],
  held: readonly Traits[],
): (traits: Traits) => PictureDistance {
  const length = known[0]?.length ?? 0;
  const deviations = Array.from({ length }, (_, trait) =>
    deviation(known.map((traits) => traits[trait] ?? 0)),
  );
  function nearest(traits: Traits): number {
    let least = Number.POSITIVE_INFINITY;
    for (const other of known) {
      let squares = 0;
      for (let trait = 0; trait < length && squares < least; trait += 1) {
        squares += (((traits[trait] ?? 0) - (other[trait] ?? 0)) / (deviations[trait] ?? 1)) ** 2;
      }
      least = Math.min(least, squares);
    }
    return Math.sqrt(least);
  }
  const usual = Float64Array.from(held, nearest).toSorted();
  const middle = usual[Math.floor(usual.length / 2)] ?? 0;
  return (traits) => {
    const distance = nearest(traits);
    return {
      of: usual.length,
      nearer: usual.filter((each) => each < distance).length,
      timesUsual: middle === 0 ? null : distance / middle,
    };
  };
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return Math.max(LEAST_DEVIATION, Math.sqrt(squares));
}
