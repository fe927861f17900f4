/** A few indices of the validation split, of one class or of all, the same for the same seed. */
export function sampleTiles(
  labels: readonly number[],
  { classIndex, seed, size }: { classIndex: number | null; seed: number; size: number },
): number[] {
  const pool = labels.flatMap((label, index) => (classIndex === null || label === classIndex ? [index] : []));
  const random = mulberry32(seed);
  // Fisher and Yates, stopped after the first `size` places.
  const taken = Math.min(size, pool.length);
  for (let place = 0; place < taken; place++) {
    const other = place + Math.floor(random() * (pool.length - place));
    const value = pool[other];
    const old = pool[place];
    if (value !== undefined && old !== undefined) {
      pool[place] = value;
      pool[other] = old;
    }
  }
  return pool.slice(0, taken);
}

/** Tommy Ettinger's mulberry32: 32 bits of state, uniform in 0..1. */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
